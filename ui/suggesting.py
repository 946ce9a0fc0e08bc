"""The agent's way to the assistant's drafts: ask, have them rewritten, use or discard them."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from server.domain.events import SuggestionChanged
from server.domain.suggestions import AskSuggestion, Suggestion
from ui.api_client import ApiClient
from ui.changes import Change
from ui.i18n import tr

Start = Callable[[str, Callable[[], Awaitable[object]]], None]


class Suggesting(QObject):
    """One draft at a time for each conversation; it may take as long as the provider does.

    Signals:
        busy_changed: A draft for this conversation is being written, or is no more.
    """

    busy_changed = Signal(str)

    def __init__(
        self,
        api: ApiClient,
        start: Start,
        apply: Callable[[Change], None],
        say: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._api = api
        self._start = start
        self._apply = apply
        self._say = say
        self._busy: set[str] = set()

    def is_busy(self, conversation_id: str) -> bool:
        """Whether one is being written because the agent asked for it."""
        return conversation_id in self._busy

    def ask(self, conversation_id: str, wanted: AskSuggestion) -> None:
        """A new one, or another form of what is offered."""
        if conversation_id in self._busy:
            return
        self._busy.add(conversation_id)
        self.busy_changed.emit(conversation_id)
        self._start("suggestion", lambda: self._ask(conversation_id, wanted))

    def discard(self, one: Suggestion) -> None:
        """The agent does not want it; the event that follows takes it away everywhere."""
        self._start("discard", lambda: self._discard(one))

    async def _ask(self, conversation_id: str, wanted: AskSuggestion) -> None:
        try:
            page = await self._api.ask_suggestion(conversation_id, wanted)
        finally:
            self._busy.discard(conversation_id)
            self.busy_changed.emit(conversation_id)
        if not page.items:
            self._say(tr("The assistant has nothing to suggest here."))

    async def _discard(self, one: Suggestion) -> None:
        ended = await self._api.discard_suggestion(one)
        self._apply(SuggestionChanged(suggestion=ended))
