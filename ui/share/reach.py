"""Who can open the chat page: where it answers now, and changing that."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from server.domain.errors import KnownError
from server.domain.requests import NetworkState
from server.domain.settings import NetworkScope, NetworkSettings
from ui.api_client import ApiClient
from ui.problems import sentence
from ui.tasks import Tasks


class Reach(QObject):
    """The chat page's addresses; whether others on the network can use them.

    Signals:
        changed: Anything below is another one.
    """

    changed = Signal()

    def __init__(
        self, api: ApiClient, restart_server: Callable[[], Awaitable[None]], tasks: Tasks
    ) -> None:
        super().__init__()
        self._api = api
        self._restart_server = restart_server
        self._tasks = tasks
        self.network: NetworkState | None = None
        self.busy = False
        self.trouble = ""

    @property
    def url(self) -> str:
        """The best address for visitors; empty until it is known."""
        return self.network.urls[0] if self.network and self.network.urls else ""

    @property
    def others(self) -> tuple[str, ...]:
        """Further addresses, for a computer with several networks."""
        return self.network.urls[1:] if self.network else ()

    @property
    def is_open_to_network(self) -> bool:
        """Whether phones and other PCs can reach it, as far as this program can tell."""
        return self.network is not None and self.network.lan

    def refresh(self) -> None:
        """Ask the server; it may have moved."""
        self._tasks.start("network state", self._doing(self._load()))

    def open_to(self, scope: NetworkScope) -> None:
        """Let these people in; the server starts anew, for it listens elsewhere then."""
        if self.busy:
            self.changed.emit()  # the switch shows again what is true
        else:
            self._tasks.start("network scope", self._doing(self._change(scope)))

    async def look(self) -> None:
        """As `refresh`, for whoever tells of trouble by themselves; raises `KnownError`."""
        await self._load()
        self.changed.emit()

    async def let_in(self, scope: NetworkScope) -> None:
        """As `open_to`, for whoever tells of trouble by themselves; raises `KnownError`."""
        self.busy = True
        try:
            await self._change(scope)
        finally:
            self.busy = False
            self.changed.emit()

    async def _load(self) -> None:
        self.network = await self._api.network()

    async def _change(self, scope: NetworkScope) -> None:
        settings = await self._api.settings("network", NetworkSettings)
        await self._api.save_settings("network", replace(settings, scope=scope))
        await self._restart_server()
        await self._load()

    async def _doing(self, work: Awaitable[None]) -> None:
        self.busy, self.trouble = True, ""
        self.changed.emit()
        try:
            await work
        except KnownError as error:
            self.trouble = sentence(error)
        finally:
            self.busy = False
            self.changed.emit()
