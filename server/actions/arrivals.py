"""A visitor's message on its way in: plugins may change it, answer it, hold it, or refuse it."""

import logging
from dataclasses import dataclass, replace

from server.actions.notices import Notices
from server.clock import Clock
from server.domain.conversations import (
    Author,
    AuthorKind,
    Conversation,
    Draft,
    HandlerKind,
    Handoff,
    HandoffReason,
    hand_off,
    opened_by_visitor,
)
from server.domain.errors import BadInput
from server.domain.text import check_body, one_line
from server.domain.wording import Prospect
from server.pipeline.hooks import OnMessage
from server.pipeline.runner import Outcome, Pipeline
from server.pipeline.verdicts import Hold, Reply, Veto
from server.storage.conversations import Change

log = logging.getLogger(__name__)

QUOTED_CHARS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What becomes of the message; decided before the commit, applied within it."""

    said: Draft
    reply: Draft | None = None
    hold: Hold | None = None
    prospect: Prospect | None = None
    by: str = ""


class Arrivals:
    """Asks the plugins, and makes of their verdicts a change of the conversation."""

    def __init__(self, pipeline: Pipeline, notices: Notices, clock: Clock) -> None:
        self._pipeline = pipeline
        self._notices = notices
        self._clock = clock

    async def ask(self, conversation: Conversation, said: Draft) -> Arrival:
        """Raises `BadInput` (`message_refused`) with the plugin's reason."""
        visitor = conversation.visitor
        outcome = await self._pipeline.ask(
            OnMessage(
                conversation_id=conversation.id,
                visitor_id=visitor.id,
                locale=visitor.locale,
                text=said.body,
            )
        )
        named = replace(said, author=replace(said.author, name=visitor.name))
        kept = with_text(named, outcome)
        match outcome.end:
            case Veto(reason=reason):
                raise BadInput("message_refused", reason)
            case Reply(text=text):
                return Arrival(said=kept, reply=self._reply(said, text), by=outcome.by)
            case None:
                prospect = await self._notices.prospect() if outcome.hold else None
                return Arrival(said=kept, hold=outcome.hold, prospect=prospect, by=outcome.by)

    def change(self, conversation: Conversation, arrival: Arrival) -> Change:
        """The conversation with the message in it.

        Where a person has it, a plugin neither answers nor holds: it must not talk over people.
        """
        opened = opened_by_visitor(conversation)
        if opened.handler.kind is not HandlerKind.ASSISTANT:
            return Change(opened, (arrival.said,))
        if arrival.reply is not None:
            return Change(opened, (arrival.said, arrival.reply))
        if arrival.hold is not None and arrival.prospect is not None:
            return self._held(opened, arrival, arrival.hold, arrival.prospect)
        return Change(opened, (arrival.said,))

    def _held(
        self, opened: Conversation, arrival: Arrival, hold: Hold, prospect: Prospect
    ) -> Change:
        asked = one_line(arrival.said.body, QUOTED_CHARS)
        line = self._notices.handoff(opened, HandoffReason.HELD, prospect)
        handoff = Handoff(
            reason=HandoffReason.HELD,
            summary=f"“{asked}” ({arrival.by}: {hold.reason})",
            at=self._clock.now(),
            promised=line.body,
        )
        return Change(hand_off(opened, handoff), (arrival.said, line))

    def _reply(self, said: Draft, text: str) -> Draft:
        # Its id follows from the message's, so that a retry cannot answer twice.
        author = Author(kind=AuthorKind.ASSISTANT)
        return Draft(client_id=f"reply {said.client_id}", author=author, body=text)


def with_text(said: Draft, outcome: Outcome[OnMessage]) -> Draft:
    """The message as the plugins left it; a text that cannot be stored changes nothing."""
    if outcome.hook.text == said.body:
        return said
    try:
        return replace(said, body=check_body(outcome.hook.text), sent=said.body)
    except BadInput as error:
        log.warning("a plugin's text for a message cannot be used: %s", error.detail)
        return said
