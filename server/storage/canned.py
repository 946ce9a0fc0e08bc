"""The team's canned replies."""

from peewee import IntegrityError

from server.clock import Clock, from_millis, to_millis
from server.domain.canned import MAX_CANNED, CannedReply, PutCannedReply
from server.domain.errors import Conflict, NotFound
from server.ids import Ids
from server.storage.database import Database
from server.storage.rows import Row
from server.storage.sqlite import SqliteFile
from server.storage.tables_canned import CannedTable


class CannedReplies:
    """Few enough to be read at once."""

    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    async def all(self) -> tuple[CannedReply, ...]:
        """By their shortcuts."""
        listed = CannedTable.select().order_by(CannedTable.folded).dicts()
        rows = await self._database.read(lambda file: list(listed.execute(file)))
        return tuple(map(_reply, rows))

    async def add(self, new: PutCannedReply) -> CannedReply:
        """Raises `Conflict` (`shortcut_taken`, `too_many_canned`)."""
        reply = self._stamped(self._ids.new(), new)

        def job(file: SqliteFile) -> None:
            if CannedTable.select().count(file) >= MAX_CANNED:
                raise Conflict("too_many_canned", f"There are {MAX_CANNED} already. Delete some.")
            try:
                CannedTable.insert(**_row(reply)).execute(file)
            except IntegrityError:
                raise _taken(new) from None

        await self._database.write(job)
        return reply

    async def put(self, reply_id: str, new: PutCannedReply) -> CannedReply:
        """Raises `NotFound` (`no_such_canned`) or `Conflict` (`shortcut_taken`)."""
        reply = self._stamped(reply_id, new)

        def job(file: SqliteFile) -> None:
            update = CannedTable.update(**_row(reply)).where(CannedTable.id == reply_id)
            try:
                changed = update.execute(file)
            except IntegrityError:
                raise _taken(new) from None
            if not changed:
                raise _missing()

        await self._database.write(job)
        return reply

    async def delete(self, reply_id: str) -> None:
        """Raises `NotFound` (`no_such_canned`)."""

        def job(file: SqliteFile) -> None:
            if not CannedTable.delete().where(CannedTable.id == reply_id).execute(file):
                raise _missing()

        await self._database.write(job)

    def _stamped(self, reply_id: str, new: PutCannedReply) -> CannedReply:
        now = from_millis(to_millis(self._clock.now()))
        return CannedReply(id=reply_id, shortcut=new.shortcut, body=new.body, updated_at=now)


def _row(reply: CannedReply) -> Row:
    return {
        "id": reply.id,
        "folded": reply.shortcut.casefold(),
        "shortcut": reply.shortcut,
        "body": reply.body,
        "updated_at": to_millis(reply.updated_at),
    }


def _reply(row: Row) -> CannedReply:
    return CannedReply(
        id=row["id"],
        shortcut=row["shortcut"],
        body=row["body"],
        updated_at=from_millis(row["updated_at"]),
    )


def _taken(new: PutCannedReply) -> Conflict:
    return Conflict("shortcut_taken", f"/{new.shortcut} is there already. Choose another word.")


def _missing() -> NotFound:
    return NotFound(
        "no_such_canned", "There is no such canned reply. Somebody may have deleted it."
    )
