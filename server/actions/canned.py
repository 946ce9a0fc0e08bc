"""Write and delete canned replies; other windows hear of each change."""

from server.domain.canned import CannedReply, PutCannedReply, check_canned
from server.domain.events import SettingsChanged
from server.realtime.bus import Bus
from server.storage.canned import CannedReplies

SECTION = "canned_replies"


class CannedActions:
    """The whole team writes and uses them."""

    def __init__(self, stored: CannedReplies, bus: Bus) -> None:
        self._stored = stored
        self._bus = bus

    async def all(self) -> tuple[CannedReply, ...]:
        """By their shortcuts."""
        return await self._stored.all()

    async def add(self, new: PutCannedReply) -> CannedReply:
        """Raises `BadInput` and `Conflict`, as `check_canned` and the storage say."""
        reply = await self._stored.add(check_canned(new))
        self._tell()
        return reply

    async def put(self, reply_id: str, new: PutCannedReply) -> CannedReply:
        """Raises `NotFound` too."""
        reply = await self._stored.put(reply_id, check_canned(new))
        self._tell()
        return reply

    async def delete(self, reply_id: str) -> None:
        """Raises `NotFound`."""
        await self._stored.delete(reply_id)
        self._tell()

    def _tell(self) -> None:
        self._bus.publish([SettingsChanged(section=SECTION)])
