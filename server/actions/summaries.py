"""Summaries by the model: of what falls out of its sight, and for whoever takes over."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from server.actions.settings import SettingsActions
from server.actions.situations import HISTORY_READ
from server.actions.summary_writer import Summarised, SummaryWriter
from server.ai.history import talk
from server.ai.summaries import due, is_of
from server.clock import Clock
from server.domain.conversations import (
    AuthorKind,
    Conversation,
    Handoff,
    HandoffReason,
    Message,
    Notice,
)
from server.domain.errors import KnownError
from server.domain.events import Event, MessageCreated
from server.domain.settings import AssistantSettings
from server.domain.summaries import ConversationSummary
from server.storage.conversations import Change, Conversations
from server.storage.history import History, Window
from server.storage.summaries import SummaryStore
from server.tasks import Tasks

log = logging.getLogger(__name__)

AT_ONCE = 2  # of the eight that a provider is asked at once: visitors' answers come first
MIN_MESSAGES = 4  # a shorter talk is read faster than its summary

# The provider is in trouble or must not be asked, or somebody wants no model to see it.
_WITHOUT_MODEL = frozenset(
    {
        HandoffReason.ASSISTANT_OFF,
        HandoffReason.PROVIDER_ERROR,
        HandoffReason.EMPTY_ANSWER,
        HandoffReason.OVERLOADED,
        HandoffReason.BUDGET,
        HandoffReason.HELD,
        HandoffReason.PLUGIN,
        HandoffReason.INTERNAL_ERROR,
    }
)


class Summaries:
    """In the background, after an answer or a handoff; a summary that fails is simply not there.

    One of each kind a conversation at most.
    """

    def __init__(
        self,
        conversations: Conversations,
        history: History,
        store: SummaryStore,
        writer: SummaryWriter,
        settings: SettingsActions,
        *,
        clock: Clock,
        tasks: Tasks,
    ) -> None:
        self._conversations = conversations
        self._history = history
        self._store = store
        self._writer = writer
        self._settings = settings
        self._clock = clock
        self._tasks = tasks
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._renewing: dict[str, asyncio.Task[None]] = {}
        self._for_people: dict[str, asyncio.Task[None]] = {}

    def on_event(self, event: Event) -> None:
        """For the bus."""
        if not isinstance(event, MessageCreated) or self._tasks.closed:
            return
        conversation, message = event.conversation, event.message
        if message.author.kind is AuthorKind.ASSISTANT:
            # One that is under way holds most of it; the rest has time until the next answer.
            if conversation.id not in self._renewing:
                self._start(self._renewing, conversation, self._renew(conversation))
        elif message.notice is Notice.HANDOFF and wants_summary(conversation.handoff):
            if (former := self._for_people.get(conversation.id)) is not None:
                former.cancel()
            self._start(self._for_people, conversation, self._tell_people(conversation))

    def _start(
        self,
        running: dict[str, asyncio.Task[None]],
        conversation: Conversation,
        work: Coroutine[Any, Any, None],
    ) -> None:
        task = self._tasks.start(f"summary {conversation.id}", self._quietly(work))
        running[conversation.id] = task
        task.add_done_callback(lambda _: _forget(running, conversation.id, task))

    async def _quietly(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            async with self._turn:
                await work
        except KnownError as error:
            log.info("no summary: %s (%s)", error.detail, error.code)
        finally:
            work.close()  # it may never have had its turn

    async def _renew(self, conversation: Conversation) -> None:
        """Summarise what the next request may not hold any more."""
        assistant = await self._settings.get(AssistantSettings)
        messages = await self._messages(conversation)
        summary = await self._store.find(conversation.id)
        new, base = due(messages, history_messages=assistant.history_messages, summary=summary)
        if not new:
            return
        text = await self._writer.write(
            Summarised(
                conversation=conversation,
                messages=new,
                earlier=base.text if base else "",
                purpose="earlier",
            )
        )
        if text:
            await self._store.keep(
                ConversationSummary(
                    conversation_id=conversation.id,
                    up_to_seq=new[-1].seq,
                    text=text,
                    made_at=self._clock.now(),
                )
            )

    async def _tell_people(self, conversation: Conversation) -> None:
        """Put a summary in place of the words that the handoff was made with."""
        messages = await self._messages(conversation)
        assistant = await self._settings.get(AssistantSettings)
        said = talk(messages, max_messages=assistant.history_messages)
        if len(said.fallen) + len(said.kept) < MIN_MESSAGES:
            return
        summary = await self._store.find(conversation.id)
        base = summary if summary and is_of(summary, said) else None
        spoken = (*said.fallen, *said.kept)
        text = await self._writer.write(
            Summarised(
                conversation=conversation,
                messages=tuple(one for one in spoken if base is None or one.seq > base.up_to_seq),
                earlier=base.text if base else "",
                purpose="handoff",
            )
        )
        if text:
            await self._conversations.change(
                conversation.id, lambda now: Change(told(now, conversation.handoff, text))
            )

    async def _messages(self, conversation: Conversation) -> tuple[Message, ...]:
        window = Window(before=conversation.last_seq + 1, limit=HISTORY_READ, notes=False)
        return await self._history.messages(conversation.id, window)


def wants_summary(handoff: Handoff | None) -> bool:
    """Whether a model may be asked for one."""
    return handoff is not None and handoff.reason not in _WITHOUT_MODEL


def told(conversation: Conversation, handoff: Handoff | None, summary: str) -> Conversation:
    """With this summary of its handoff, unless that handoff is over."""
    now = conversation.handoff
    if now is None or handoff is None or now.at != handoff.at:
        return conversation
    return replace(conversation, handoff=replace(now, summary=summary))


def _forget(
    running: dict[str, asyncio.Task[None]], conversation_id: str, task: asyncio.Task[None]
) -> None:
    if running.get(conversation_id) is task:
        del running[conversation_id]
