"""The assistant's part: each visitor's message is routed, then answered or handed to people."""

import asyncio
import logging
from dataclasses import dataclass
from typing import assert_never

from server.actions.answering import Answering
from server.actions.answers import Vetoed
from server.actions.conversations import ConversationActions
from server.actions.messages import answerable
from server.actions.situations import Situation, Situations
from server.actions.unanswered import UnansweredActions
from server.ai.chat_model import FaultCode, ProviderFault
from server.clock import Clock
from server.domain.conversations import (
    AuthorKind,
    Conversation,
    HandlerKind,
    HandoffReason,
    Notice,
    Status,
)
from server.domain.errors import Conflict, KnownError
from server.domain.events import ConversationUpdated, Event, MessageCreated
from server.domain.routing import Action, Route
from server.metrics.counters import Counters
from server.routing.decision import Decision
from server.storage.history import History
from server.tasks import Tasks

log = logging.getLogger(__name__)

_REASONS = {
    FaultCode.OVERLOADED: HandoffReason.OVERLOADED,
    FaultCode.EMPTY: HandoffReason.EMPTY_ANSWER,
    FaultCode.BUDGET: HandoffReason.BUDGET,
}


@dataclass(slots=True)
class Run:
    """The assistant's work on a conversation.

    Attributes:
        conversation: As it stands; renewed while it is not decided what to do.
        decided: More text starts the work anew from now on.
    """

    conversation: Conversation
    decided: bool = False
    task: asyncio.Task[None] | None = None


class Replies:
    """At most one answer a conversation: more text starts it anew, a person's step ends it.

    More text never interrupts the decision itself: whoever writes without a pause would else never
    get the person they asked for.
    """

    def __init__(
        self,
        conversations: ConversationActions,
        history: History,
        situations: Situations,
        answering: Answering,
        counters: Counters,
        *,
        unanswered: UnansweredActions,
        clock: Clock,
        tasks: Tasks,
    ) -> None:
        self._conversations = conversations
        self._history = history
        self._situations = situations
        self._answering = answering
        self._counters = counters
        self._unanswered = unanswered
        self._clock = clock
        self._tasks = tasks
        self._running: dict[str, Run] = {}

    async def resume(self) -> None:
        """Answer what the last run of the server left unanswered."""
        for conversation in await self._history.unanswered():
            self._start(conversation)

    def on_event(self, event: Event) -> None:
        """For the bus."""
        if not isinstance(event, MessageCreated | ConversationUpdated):
            return
        conversation = event.conversation
        if isinstance(event, MessageCreated) and event.message.author.kind is AuthorKind.ASSISTANT:
            # Said and told: what comes after it in the same batch must not take it back.
            self._running.pop(conversation.id, None)
        elif not is_assistants(conversation):
            self._stop(conversation.id)
        elif isinstance(event, MessageCreated) and asks(event) and answerable(conversation):
            self._start(conversation)

    def _start(self, conversation: Conversation) -> None:
        run = self._running.get(conversation.id)
        if run is not None and not run.decided:
            run.conversation = conversation
            return
        self._stop(conversation.id)
        self._running[conversation.id] = run = Run(conversation)
        run.task = self._tasks.start(f"reply {conversation.id}", self._reply(run))
        run.task.add_done_callback(lambda _: self._forget(run))

    def _stop(self, conversation_id: str) -> None:
        run = self._running.pop(conversation_id, None)
        if run is not None and run.task is not None:
            run.task.cancel()

    def _forget(self, run: Run) -> None:
        if self._running.get(run.conversation.id) is run:
            del self._running[run.conversation.id]

    async def _reply(self, run: Run) -> None:
        """Never silence: whatever goes wrong, a person gets it and the visitor is told."""
        try:
            await self._route(run)
        except ProviderFault as fault:
            log.warning("no answer in %s: %s (%s)", run.conversation.id, fault.detail, fault.code)
            reason = _REASONS.get(fault.fault, HandoffReason.PROVIDER_ERROR)
            await self._hand_off(run.conversation, reason, because=f"({fault.detail})")
        except Vetoed as veto:
            await self._hand_off(run.conversation, HandoffReason.PLUGIN, because=f"({veto.detail})")
        except Conflict:
            pass  # the conversation went on while a plugin answered
        except KnownError as error:
            log.warning("no answer in %s: %s (%s)", run.conversation.id, error.detail, error.code)
            reason = HandoffReason.PROVIDER_ERROR
            await self._hand_off(run.conversation, reason, because=f"({error.detail})")
        except Exception:
            log.exception("no answer in %s", run.conversation.id)
            await self._hand_off(run.conversation, HandoffReason.INTERNAL_ERROR)

    async def _route(self, run: Run) -> None:
        situation, decision = await self._decide(run)
        self._counters.route_decisions.labels(decision.action.value, decision.reason.value).inc()
        self._unanswered.note(situation, decision)
        route = Route(action=decision.action, reason=decision.reason, at=self._clock.now())
        match decision.action:
            case Action.NOTHING:
                return
            case Action.HAND_OFF | Action.SUGGEST:
                reason = HandoffReason(decision.reason.value)
                await self._hand_off(run.conversation, reason, route=route)
            case Action.ANSWER:
                await self._answering.answer(situation, route)
            case _:
                assert_never(decision.action)

    async def _decide(self, run: Run) -> tuple[Situation, Decision]:
        """On the conversation as it stands in the end; a handoff does not wait for more."""
        while True:
            conversation = run.conversation
            situation = await self._situations.of(conversation)
            decision = situation.decision
            hands_off = decision.action in {Action.HAND_OFF, Action.SUGGEST}
            if hands_off or run.conversation is conversation:
                run.decided = True
                return situation, decision

    async def _hand_off(
        self,
        conversation: Conversation,
        reason: HandoffReason,
        *,
        because: str = "",
        route: Route | None = None,
    ) -> None:
        # Its own event ends this very task's conversation for the assistant: out of reach first.
        self._running.pop(conversation.id, None)
        await self._conversations.hand_off(conversation.id, reason, because=because, route=route)


def is_assistants(conversation: Conversation) -> bool:
    """Whether the assistant may speak in it."""
    return conversation.status is Status.OPEN and conversation.handler.kind is HandlerKind.ASSISTANT


def asks(event: MessageCreated) -> bool:
    """Whether this message calls for an answer: a visitor's, or the return to the assistant."""
    message = event.message
    return message.author.kind is AuthorKind.VISITOR or message.notice is Notice.GIVEN_BACK
