"""The plugins as the window knows them."""

from urllib.parse import quote

from PySide6.QtCore import QObject, Signal

from server.domain.plugins import PluginPage, PluginSource, PluginState, PutPlugin
from ui.api_client import ApiClient


class Plugins(QObject):
    """What there is, in the order in which they are asked.

    Signals:
        changed: `items` are other ones.
    """

    changed = Signal()

    def __init__(self, api: ApiClient) -> None:
        super().__init__()
        self._api = api
        self.items: tuple[PluginState, ...] = ()
        self.is_known = False

    @property
    def foreign(self) -> tuple[PluginState, ...]:
        """Those that can be switched and moved."""
        return tuple(one for one in self.items if one.source is not PluginSource.BUILT_IN)

    def follows(self, section: str) -> bool:
        return section == "plugins"

    async def load(self) -> None:
        self._adopt(await self._api.send("GET", "/plugins", PluginPage))

    async def put(self, name: str, change: PutPlugin) -> None:
        """Switch or move one; raises `KnownError`."""
        path = f"/plugins/{quote(name, safe='')}"
        self._adopt(await self._api.send("PUT", path, PluginPage, change))

    def _adopt(self, page: PluginPage) -> None:
        self.is_known = True
        self.items = page.items
        self.changed.emit()
