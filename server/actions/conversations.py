"""Change who has a conversation and how it stands."""

from collections.abc import Callable
from dataclasses import replace

from server.actions.notices import Notices
from server.clock import Clock
from server.domain.conversations import (
    Conversation,
    Draft,
    Handoff,
    HandoffReason,
    Notice,
    Rating,
    assign,
    give_back,
    hand_off,
    helped,
    opened_by_visitor,
    reopen,
    resolve,
    since_resolved,
    take,
)
from server.domain.errors import BadInput
from server.domain.people import Agent
from server.domain.routing import Route
from server.domain.summaries import summarise
from server.domain.text import MAX_BODY_CHARS, check_body, check_unicode
from server.metrics.counters import Counters
from server.storage.conversations import Change, Conversations
from server.storage.history import History, Window

SUMMARISED = Window(limit=100, notes=False)


class ConversationActions:
    """Repeating an action that is done already changes nothing."""

    def __init__(
        self,
        conversations: Conversations,
        history: History,
        notices: Notices,
        counters: Counters,
        clock: Clock,
    ) -> None:
        self._conversations = conversations
        self._history = history
        self._notices = notices
        self._counters = counters
        self._clock = clock

    async def take(self, conversation_id: str, agent: Agent) -> Conversation:
        """Raises `Conflict` (`taken_by_other`)."""
        return await self._by_agent(
            conversation_id, agent, Notice.TAKEN, lambda conversation: take(conversation, agent)
        )

    async def assign(
        self, conversation_id: str, agent: Agent, *, by: Agent, comment: str = ""
    ) -> Conversation:
        """Give it to this agent, whoever has it; a comment becomes a note that stands with it."""
        note = self._notices.note(by, check_body(comment)) if comment.strip() else None
        return await self._by_agent(
            conversation_id,
            agent,
            Notice.TAKEN,
            lambda conversation: assign(conversation, agent),
            note=note,
        )

    async def give_back(
        self, conversation_id: str, agent: Agent, *, assistant_answers: bool
    ) -> Conversation:
        """Back to the assistant, or to the queue when it does not answer."""
        return await self._by_agent(
            conversation_id,
            agent,
            Notice.GIVEN_BACK if assistant_answers else None,
            lambda conversation: give_back(conversation, assistant_answers=assistant_answers),
        )

    async def resolve(self, conversation_id: str, agent: Agent) -> Conversation:
        """Done."""
        return await self._by_agent(conversation_id, agent, Notice.RESOLVED, resolve)

    async def reopen(self, conversation_id: str, agent: Agent) -> Conversation:
        """Not done after all."""
        return await self._by_agent(conversation_id, agent, Notice.REOPENED, reopen)

    async def hand_off(
        self,
        conversation_id: str,
        reason: HandoffReason,
        *,
        because: str = "",
        route: Route | None = None,
    ) -> Conversation:
        """From the assistant to the queue, with a line to the visitor and a summary for agents.

        Nothing changes when people have it already.

        Args:
            conversation_id: Which.
            reason: Why, for agents and metrics.
            because: The same in more words, where there are any.
            route: The decision that led here.
        """
        talk = since_resolved(await self._history.messages(conversation_id, SUMMARISED))
        prospect = await self._notices.prospect()

        def decide(conversation: Conversation) -> Change:
            conversation = opened_by_visitor(conversation)
            summary = summarise(talk, conversation.visitor.locale, because=because)
            line = self._notices.handoff(conversation, reason, prospect)
            handoff = Handoff(
                reason=reason, summary=summary, at=self._clock.now(), promised=line.body
            )
            after = hand_off(conversation, handoff)
            if after.handler == conversation.handler:
                return Change(conversation)
            return Change(
                replace(after, route=route or conversation.route),
                (line,),
            )

        committed = await self._conversations.change(conversation_id, decide)
        if committed.events:
            self._counters.handoffs.labels(reason.value).inc()
        return committed.conversation

    async def helped(self, conversation_id: str) -> Conversation:
        """The assistant's answer was enough; nothing changes when it was not the last word."""

        def decide(conversation: Conversation) -> Change:
            after = helped(conversation)
            if after.status == conversation.status:
                return Change(conversation)
            return Change(after, (self._notices.helped(conversation),))

        committed = await self._conversations.change(conversation_id, decide)
        if committed.events:
            self._counters.helped.inc()
        return committed.conversation

    async def rate(self, conversation_id: str, score: int, comment: str) -> Conversation:
        """What the visitor thought of it; raises `BadInput` (`out_of_range`)."""
        if not 1 <= score <= 5:
            raise BadInput("out_of_range", "score is a number from 1 to 5.")
        rating = Rating(score=score, comment=check_unicode(comment)[:MAX_BODY_CHARS])
        committed = await self._conversations.change(
            conversation_id, lambda conversation: Change(replace(conversation, rating=rating))
        )
        return committed.conversation

    async def read_by_visitor(self, conversation_id: str, seq: int) -> None:
        """The visitor's page has shown everything up to `seq`."""

        def decide(conversation: Conversation) -> Change:
            read = max(conversation.visitor_read_seq, min(seq, conversation.last_seq))
            return Change(replace(conversation, visitor_read_seq=read))

        await self._conversations.change(conversation_id, decide)

    async def read_by_agent(self, conversation_id: str, seq: int) -> None:
        """An agent has seen everything up to `seq`."""
        await self._conversations.mark_read(conversation_id, seq)

    async def _by_agent(
        self,
        conversation_id: str,
        agent: Agent,
        notice: Notice | None,
        change: Callable[[Conversation], Conversation],
        *,
        note: Draft | None = None,
    ) -> Conversation:
        notes = () if note is None else (note,)

        def decide(conversation: Conversation) -> Change:
            after = change(conversation)
            if (after.handler, after.status) == (conversation.handler, conversation.status):
                return Change(conversation, notes)
            if notice is None:
                return Change(after, notes)
            return Change(after, (*notes, self._notices.by_agent(conversation, notice, agent)))

        committed = await self._conversations.change(conversation_id, decide)
        return committed.conversation
