"""The lines that tell a visitor what happened, in the visitor's language."""

from collections.abc import Callable

from server.domain.conversations import (
    Author,
    AuthorKind,
    Conversation,
    Draft,
    HandoffReason,
    MessageKind,
    Notice,
)
from server.domain.people import Agent
from server.domain.wording import handoff_line, notice_line
from server.ids import Ids


class Notices:
    """Makes drafts; they are posted with the change that they tell of."""

    def __init__(self, ids: Ids, agents_online: Callable[[], bool]) -> None:
        self._ids = ids
        self._agents_online = agents_online

    def by_agent(self, conversation: Conversation, notice: Notice, agent: Agent) -> Draft:
        """What an agent did."""
        name = agent.display_name
        body = notice_line(conversation.visitor.locale, notice, name)
        return self._draft(notice, body, name)

    def handoff(self, conversation: Conversation, reason: HandoffReason) -> Draft:
        """That a person takes over from the assistant, and what to expect."""
        locale = conversation.visitor.locale
        body = handoff_line(locale, reason, agents_online=self._agents_online())
        return self._draft(Notice.HANDOFF, body)

    def _draft(self, notice: Notice, body: str, name: str = "") -> Draft:
        return Draft(
            client_id=self._ids.new(),
            author=Author(kind=AuthorKind.SYSTEM, name=name),
            kind=MessageKind.EVENT,
            notice=notice,
            body=body,
        )
