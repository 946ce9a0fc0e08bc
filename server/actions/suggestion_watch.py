"""A draft for every message of a visitor whom people answer: debounced, cancelled when stale."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from server.actions.answers import Vetoed
from server.actions.settings import SettingsActions
from server.actions.suggestion_writer import SuggestionWriter
from server.domain.conversations import Conversation
from server.domain.errors import KnownError
from server.domain.events import ConversationUpdated, Event, MessageCreated, SuggestionChanged
from server.domain.settings import AssistantSettings
from server.domain.suggestions import AskSuggestion, calls_for_suggestion, is_peoples, is_said
from server.metrics.counters import Counters
from server.storage.conversations import Conversations
from server.tasks import Tasks

log = logging.getLogger(__name__)

# Who writes several lines in a row is not finished after the first.
QUIET_SECONDS = 1.0
# Half of what a provider is asked at a time: visitors who wait for an answer come first.
AT_ONCE = 4

Pause = Callable[[float], Awaitable[None]]


class SuggestionWatch:
    """At most one a conversation; a failure is logged, and nobody else hears of it."""

    def __init__(
        self,
        conversations: Conversations,
        settings: SettingsActions,
        writer: SuggestionWriter,
        counters: Counters,
        tasks: Tasks,
        *,
        pause: Pause,
    ) -> None:
        self._conversations = conversations
        self._settings = settings
        self._writer = writer
        self._counters = counters
        self._tasks = tasks
        self._pause = pause
        self._running: dict[str, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(AT_ONCE)

    def on_event(self, event: Event) -> None:
        """For the bus."""
        if isinstance(event, SuggestionChanged):
            self._counters.suggestions.labels(event.suggestion.state.value).inc()
        elif not self._tasks.closed and isinstance(event, MessageCreated | ConversationUpdated):
            self._on_change(event)

    def stop(self, conversation_id: str) -> None:
        """What is being written there is of no use any more."""
        if (task := self._running.pop(conversation_id, None)) is not None:
            task.cancel()

    def _on_change(self, event: MessageCreated | ConversationUpdated) -> None:
        conversation = event.conversation
        if isinstance(event, MessageCreated) and calls_for_suggestion(event.message, conversation):
            self._start(conversation.id)
        elif not is_peoples(conversation) or is_answer(event):
            self.stop(conversation.id)

    def _start(self, conversation_id: str) -> None:
        self.stop(conversation_id)
        task = self._tasks.start(f"suggestion {conversation_id}", self._suggest(conversation_id))
        self._running[conversation_id] = task
        task.add_done_callback(lambda done: self._forget(conversation_id, done))

    def _forget(self, conversation_id: str, task: asyncio.Task[None]) -> None:
        if self._running.get(conversation_id) is task:
            del self._running[conversation_id]

    async def _suggest(self, conversation_id: str) -> None:
        await self._pause(QUIET_SECONDS)
        if not (await self._settings.get(AssistantSettings)).suggestions:
            return
        try:
            async with self._places:
                await self._write(await self._conversations.get(conversation_id))
        except Vetoed as veto:
            log.info("no suggestion in %s: %s", conversation_id, veto.detail)
        except KnownError as error:
            log.warning("no suggestion in %s: %s (%s)", conversation_id, error.detail, error.code)

    async def _write(self, conversation: Conversation) -> None:
        def still(now: Conversation) -> bool:
            return is_peoples(now) and now.preview == conversation.preview

        await self._writer.draft(conversation, AskSuggestion(), still)


def is_answer(event: MessageCreated | ConversationUpdated) -> bool:
    """Whether something was said that is no visitor's: theirs call for a suggestion themselves."""
    return isinstance(event, MessageCreated) and is_said(event.message)
