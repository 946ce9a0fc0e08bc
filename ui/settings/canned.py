"""The canned replies as the window knows them."""

from urllib.parse import quote

from PySide6.QtCore import QObject, Signal

from server.domain.canned import CannedReply, CannedReplyPage, PutCannedReply
from ui.api_client import ApiClient

_SECTION = "canned_replies"


class Canned(QObject):
    """All of the team's.

    Signals:
        changed: `replies` are other ones.
    """

    changed = Signal()

    def __init__(self, api: ApiClient) -> None:
        super().__init__()
        self._api = api
        self.replies: tuple[CannedReply, ...] = ()
        self.is_known = False

    def follows(self, section: str) -> bool:
        return section == _SECTION

    async def load(self) -> None:
        page = await self._api.send("GET", "/canned-replies", CannedReplyPage)
        self.is_known = True
        if page.items != self.replies:
            self.replies = page.items
            self.changed.emit()

    async def save(self, reply_id: str | None, reply: PutCannedReply) -> None:
        """A new one where there is no id; raises `KnownError`."""
        if reply_id is None:
            await self._api.send("POST", "/canned-replies", CannedReply, reply)
        else:
            await self._api.send("PUT", _one(reply_id), CannedReply, reply)
        await self.load()

    async def delete(self, reply_id: str) -> None:
        """Gone; raises `KnownError`."""
        await self._api.send("DELETE", _one(reply_id), type(None))
        await self.load()


def _one(reply_id: str) -> str:
    return f"/canned-replies/{quote(reply_id, safe='')}"
