"""One section of the server's settings as the window knows it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance

from server.domain.settings import Section
from ui.api_client import ApiClient

S = TypeVar("S", bound=Section)


class Source(Protocol):
    """Where rows get what they show.

    Signals:
        changed: It holds something else now.
    """

    @property
    def changed(self) -> SignalInstance: ...

    @property
    def is_known(self) -> bool:
        """Whether there is something to show."""

    async def load(self) -> None:
        """Ask anew; raises `KnownError`."""

    def follows(self, section: str) -> bool:
        """Whether it is another one when this section of the settings was saved."""


class Values(QObject, Generic[S]):
    """Only the fields that somebody changed are sent: two people may change two things.

    Signals:
        changed: `value` is another one.
    """

    changed = Signal()

    def __init__(self, api: ApiClient, section: str, kind: type[S]) -> None:
        super().__init__()
        self._api = api
        self._section = section
        self._kind = kind
        self._value: S | None = None

    @property
    def value(self) -> S:
        """As the server has it; the defaults while that is not known."""
        return self._value if self._value is not None else self._kind()

    @property
    def is_known(self) -> bool:
        return self._value is not None

    def follows(self, section: str) -> bool:
        return section == self._section

    async def load(self) -> None:
        self._adopt(await self._api.settings(self._section, self._kind))

    async def change(self, **fields: Any) -> None:
        """Save these fields; raises `KnownError`, without asking when our own rules refuse it."""
        replace(self.value, **fields)
        path = f"/settings/{self._section}"
        self._adopt(await self._api.send("PUT", path, self._kind, fields))

    def _adopt(self, value: S) -> None:
        if value != self._value:
            self._value = value
            self.changed.emit()


class Local(QObject):
    """What this computer remembers: it is always known.

    Signals:
        changed: It holds something else now.
    """

    changed = Signal()
    is_known = True

    async def load(self) -> None:
        """Nobody has to be asked."""

    def follows(self, section: str) -> bool:
        del section
        return False


def local(*signals: SignalInstance) -> Local:
    """A source that has changed whenever one of these is emitted."""
    source = Local()
    for signal in signals:
        signal.connect(source.changed)
    return source


Read = Callable[[], Any]
