"""Who has a conversation and how it stands: the four verbs, one at a time for each conversation."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from ui.api_client import ApiClient

Verb = Callable[[str], Awaitable[object]]
Start = Callable[[str, Callable[[], Awaitable[object]]], None]


class Handling(QObject):
    """Asks the server; what comes of it arrives as an event, like what colleagues do.

    Signals:
        busy_changed: A verb of this conversation began or ended.
        done: A verb, such as `resolve`, and the conversation that it changed.
    """

    busy_changed = Signal(str)
    done = Signal(str, str)

    def __init__(self, api: ApiClient, start: Start) -> None:
        super().__init__()
        self._api = api
        self._start = start
        self._busy: set[str] = set()

    def is_busy(self, conversation_id: str) -> bool:
        """Whether an answer is still outstanding."""
        return conversation_id in self._busy

    def take(self, conversation_id: str) -> None:
        """From the assistant or the queue to me."""
        self._ask("take", conversation_id, self._api.take)

    def give_back(self, conversation_id: str) -> None:
        """Back to the assistant, or to the queue when it does not answer."""
        self._ask("give back", conversation_id, self._api.give_back)

    def resolve(self, conversation_id: str) -> None:
        """Done."""
        self._ask("resolve", conversation_id, self._api.resolve)

    def reopen(self, conversation_id: str) -> None:
        """Not done after all."""
        self._ask("reopen", conversation_id, self._api.reopen)

    def _ask(self, name: str, conversation_id: str, verb: Verb) -> None:
        if conversation_id in self._busy:
            return
        self._busy.add(conversation_id)
        self.busy_changed.emit(conversation_id)
        self._start(name, lambda: self._until_answered(name, conversation_id, verb))

    async def _until_answered(self, name: str, conversation_id: str, verb: Verb) -> None:
        try:
            await verb(conversation_id)
            self.done.emit(name, conversation_id)
        finally:
            self._busy.discard(conversation_id)
            self.busy_changed.emit(conversation_id)
