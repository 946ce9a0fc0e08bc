"""The lines that tell a visitor what happened, in the visitor's language."""

from collections.abc import Callable
from dataclasses import replace

from server.actions.settings import SettingsActions
from server.clock import Clock
from server.domain.conversations import (
    Author,
    AuthorKind,
    Conversation,
    Draft,
    HandoffReason,
    MessageKind,
    Notice,
)
from server.domain.hours import HoursSettings, next_opening
from server.domain.people import Agent
from server.domain.wording import Prospect, handoff_line, notice_line
from server.ids import Ids
from server.storage.conversations import Conversations


class Notices:
    """Makes drafts; they are posted with the change that they tell of."""

    def __init__(
        self,
        ids: Ids,
        clock: Clock,
        settings: SettingsActions,
        conversations: Conversations,
        agents_online: Callable[[], bool],
    ) -> None:
        self._ids = ids
        self._clock = clock
        self._settings = settings
        self._conversations = conversations
        self._agents_online = agents_online

    def by_agent(self, conversation: Conversation, notice: Notice, agent: Agent) -> Draft:
        """What an agent did."""
        name = agent.display_name
        body = notice_line(conversation.visitor.locale, notice, name)
        return replace(self._draft(notice, body, name), agent_id=agent.id)

    def helped(self, conversation: Conversation) -> Draft:
        """That the assistant's answer was enough, by the visitor's own word."""
        body = notice_line(conversation.visitor.locale, Notice.HELPED)
        return self._draft(Notice.HELPED, body)

    def note(self, agent: Agent, body: str) -> Draft:
        """A word to the team that goes with what an agent does."""
        author = Author(kind=AuthorKind.AGENT, id=agent.id, name=agent.display_name)
        return Draft(client_id=self._ids.new(), author=author, kind=MessageKind.NOTE, body=body)

    async def prospect(self) -> Prospect:
        """What a visitor who is handed over now can expect."""
        hours, now = await self._settings.get(HoursSettings), self._clock.now()
        return Prospect(
            agents_online=self._agents_online(),
            ahead=await self._conversations.waiting(),
            now=now.astimezone(hours.zone),
            opening=next_opening(hours, now),
        )

    def handoff(
        self, conversation: Conversation, reason: HandoffReason, prospect: Prospect
    ) -> Draft:
        """That a person takes over from the assistant, and what to expect."""
        body = handoff_line(conversation.visitor.locale, reason, prospect)
        return self._draft(Notice.HANDOFF, body)

    def _draft(self, notice: Notice, body: str, name: str = "") -> Draft:
        return Draft(
            client_id=self._ids.new(),
            author=Author(kind=AuthorKind.SYSTEM, name=name),
            kind=MessageKind.EVENT,
            notice=notice,
            body=body,
        )
