"""Who has a conversation and how it stands: one verb at a time for each conversation."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from server.domain.conversations import Priority
from ui.api_client import ApiClient
from ui.triage_api import TriageApi

Verb = Callable[[], Awaitable[object]]
Start = Callable[[str, Verb], None]


class Handling(QObject):
    """Asks the server; what comes of it arrives as an event, like what colleagues do.

    Signals:
        busy_changed: A verb of this conversation began or ended.
        done: A verb, such as `resolve`, and the conversation that it changed.
    """

    busy_changed = Signal(str)
    done = Signal(str, str)

    def __init__(self, api: ApiClient, triage: TriageApi, start: Start) -> None:
        super().__init__()
        self._api = api
        self._triage = triage
        self._start = start
        self._doing: dict[str, str] = {}
        self._waiting: dict[str, dict[str, Verb]] = {}

    def is_busy(self, conversation_id: str) -> bool:
        """Whether an answer is still outstanding."""
        return conversation_id in self._doing

    def take(self, conversation_id: str) -> None:
        """From the assistant or the queue to me."""
        self._ask("take", conversation_id, lambda: self._api.take(conversation_id))

    def give_back(self, conversation_id: str) -> None:
        """Back to the assistant, or to the queue when it does not answer."""
        self._ask("give back", conversation_id, lambda: self._api.give_back(conversation_id))

    def assign(self, conversation_id: str, agent_id: str, comment: str = "") -> None:
        """To somebody of the team, with a note for them."""
        assign = partial(self._triage.assign, conversation_id, agent_id, comment)
        self._ask("assign", conversation_id, assign, whole=True)

    def resolve(self, conversation_id: str) -> None:
        """Done."""
        self._ask("resolve", conversation_id, lambda: self._api.resolve(conversation_id))

    def reopen(self, conversation_id: str) -> None:
        """Not done after all, or not to be put aside."""
        self._ask("reopen", conversation_id, lambda: self._api.reopen(conversation_id))

    def snooze(self, conversation_id: str, until: datetime) -> None:
        """Aside until then."""
        self._ask("snooze", conversation_id, lambda: self._triage.snooze(conversation_id, until))

    def put_tags(self, conversation_id: str, tags: tuple[str, ...]) -> None:
        """These and no others; of several choices in a row the last one counts."""
        put = partial(self._triage.put_tags, conversation_id, tags)
        self._ask("tag", conversation_id, put, whole=True)

    def put_priority(self, conversation_id: str, priority: Priority) -> None:
        """How much it presses."""
        put = partial(self._triage.put_priority, conversation_id, priority)
        self._ask("priority", conversation_id, put, whole=True)

    def _ask(self, name: str, conversation_id: str, verb: Verb, *, whole: bool = False) -> None:
        """After what is outstanding; the same again means the same, unless it says the whole."""
        doing = self._doing.get(conversation_id)
        if doing is None:
            self._begin(name, conversation_id, verb)
        elif whole or doing != name:
            waiting = self._waiting.setdefault(conversation_id, {})
            waiting[name] = verb

    def _begin(self, name: str, conversation_id: str, verb: Verb) -> None:
        self._doing[conversation_id] = name
        self.busy_changed.emit(conversation_id)
        self._start(name, lambda: self._until_answered(name, conversation_id, verb))

    async def _until_answered(self, name: str, conversation_id: str, verb: Verb) -> None:
        try:
            await verb()
            self.done.emit(name, conversation_id)
        finally:
            del self._doing[conversation_id]
            self.busy_changed.emit(conversation_id)
            self._go_on(conversation_id)

    def _go_on(self, conversation_id: str) -> None:
        waiting = self._waiting.pop(conversation_id, {})
        if waiting:
            name = next(iter(waiting))
            verb = waiting.pop(name)
            self._waiting[conversation_id] = waiting
            self._begin(name, conversation_id, verb)
