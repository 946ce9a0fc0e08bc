"""Which models an endpoint offers, as far as it says so."""

from PySide6.QtCore import QObject, Signal

from server.domain.errors import KnownError
from server.domain.requests import AskModels, ModelNames
from ui.api_client import ApiClient
from ui.tasks import Tasks


class Models(QObject):
    """Asked once for each address; where nobody knows, names are typed.

    Signals:
        changed: `names` are other ones.
    """

    changed = Signal()

    def __init__(self, api: ApiClient, tasks: Tasks) -> None:
        super().__init__()
        self._api, self._tasks = api, tasks
        self._asked = ""
        self.names: tuple[str, ...] = ()

    def look_at(self, base_url: str) -> None:
        """This endpoint's from now on."""
        if base_url == self._asked:
            return
        self._asked, self.names = base_url, ()
        if base_url:
            self._tasks.start("models", self._ask(base_url))

    async def _ask(self, base_url: str) -> None:
        try:
            found = await self._api.send(
                "POST", "/provider/models", ModelNames, AskModels(base_url=base_url)
            )
        except KnownError:  # an older server, or an endpoint without such a list
            return
        if base_url == self._asked:
            self.names = found.items
            self.changed.emit()
