"""The records of imports: how each stands, and what became of each item."""

from collections.abc import Iterable
from datetime import datetime

from peewee import fn

from server.clock import Clock, from_millis, to_millis
from server.domain.errors import BadInput, NotFound
from server.domain.imports import ImportItem, ImportState, ItemOutcome, KnowledgeImport
from server.ids import Ids
from server.storage.database import Database
from server.storage.rows import Row
from server.storage.sqlite import SqliteFile
from server.storage.tables_knowledge import ImportItemTable, ImportTable

KEPT_IMPORTS = 50


class Imports:
    """Whoever imports writes here how far it is, so that it can be told even after a crash."""

    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    async def begin(self, total: int) -> str:
        """A new one of so many files; its id. The oldest are forgotten."""
        new = self._ids.new()

        def job(file: SqliteFile) -> None:
            ImportTable.insert(
                id=new, state=ImportState.RUNNING, done=0, total=total, created_at=self._now()
            ).execute(file)
            newest = ImportTable.select(fn.MAX(ImportTable.number)).scalar(file)
            ImportTable.delete().where(ImportTable.number <= newest - KEPT_IMPORTS).execute(file)

        await self._database.write(job)
        return new

    async def add(self, import_id: str, items: Iterable[ImportItem]) -> None:
        """One more file is through, and this is what became of it."""
        rows = [{"import_id": import_id, **item_row(one)} for one in items]

        def job(file: SqliteFile) -> None:
            for row in rows:
                ImportItemTable.insert(row).execute(file)
            done = {"done": ImportTable.done + 1}
            ImportTable.update(done).where(ImportTable.id == import_id).execute(file)

        await self._database.write(job)

    async def end(self, import_id: str) -> None:
        """All files are through."""
        await self._end(ImportTable.id == import_id, ImportState.DONE)

    async def give_up(self, import_id: str) -> None:
        """It has ended before its files were through."""
        await self._end(ImportTable.id == import_id, ImportState.INTERRUPTED)

    async def interrupt(self) -> None:
        """What still runs ran in a server that is no more."""
        await self._end(ImportTable.state == ImportState.RUNNING.value, ImportState.INTERRUPTED)

    async def get(self, import_id: str, *, limit: int, cursor: str | None) -> KnowledgeImport:
        """How it stands; raises `NotFound` or `BadInput` (`bad_cursor`)."""
        after = _decode_cursor(cursor)
        return await self._database.read(lambda file: _load(file, import_id, limit, after))

    async def newest(self) -> tuple[KnowledgeImport, ...]:
        """The imports that are remembered, the newest first, without their items."""

        def query(file: SqliteFile) -> tuple[KnowledgeImport, ...]:
            listed = ImportTable.select().order_by(ImportTable.number.desc())
            rows = list(listed.dicts().execute(file))
            return tuple(_import(row, _counts(file, row["id"]), (), None) for row in rows)

        return await self._database.read(query)

    async def _end(self, which: object, state: ImportState) -> None:
        ended = {"state": state.value, "ended_at": self._now()}
        query = ImportTable.update(ended).where(which)
        await self._database.write(query.execute)

    def _now(self) -> int:
        return to_millis(self._clock.now())


def item_row(item: ImportItem) -> Row:
    """The columns of an item."""
    return {
        "file": item.file,
        "title": item.title,
        "outcome": item.outcome.value,
        "code": item.code,
        "detail": item.detail,
        "article_id": item.article_id,
    }


def _load(file: SqliteFile, import_id: str, limit: int, after: int) -> KnowledgeImport:
    with file.atomic():
        found = ImportTable.select().where(ImportTable.id == import_id).dicts().execute(file)
        rows = list(found)
        if not rows:
            raise NotFound("no_such_import", "There is no such import. It may be long ago.")
        query = ImportItemTable.select().where(
            ImportItemTable.import_id == import_id, ImportItemTable.number > after
        )
        page = query.order_by(ImportItemTable.number).limit(limit + 1).dicts().execute(file)
        items = list(page)
        shown = items[:limit]
        to_come = len(items) > limit or rows[0]["state"] == ImportState.RUNNING.value
        following = str(shown[-1]["number"] if shown else after) if to_come else None
        counts = _counts(file, import_id)
        return _import(rows[0], counts, tuple(map(_item, shown)), following)


def _counts(file: SqliteFile, import_id: str) -> dict[ItemOutcome, int]:
    query = (
        ImportItemTable.select(ImportItemTable.outcome, fn.COUNT(ImportItemTable.number))
        .where(ImportItemTable.import_id == import_id)
        .group_by(ImportItemTable.outcome)
    )
    found = dict(query.tuples().execute(file))
    return {outcome: int(found.get(outcome.value, 0)) for outcome in ItemOutcome}


def _import(
    row: Row, counts: dict[ItemOutcome, int], items: tuple[ImportItem, ...], following: str | None
) -> KnowledgeImport:
    return KnowledgeImport(
        id=row["id"],
        state=ImportState(row["state"]),
        done=row["done"],
        total=row["total"],
        counts=counts,
        items=items,
        next=following,
        created_at=from_millis(row["created_at"]),
        ended_at=_time(row["ended_at"]),
    )


def _item(row: Row) -> ImportItem:
    return ImportItem(
        file=row["file"],
        title=row["title"],
        outcome=ItemOutcome(row["outcome"]),
        code=row["code"],
        detail=row["detail"],
        article_id=row["article_id"],
    )


def _time(millis: int | None) -> datetime | None:
    return None if millis is None else from_millis(millis)


def _decode_cursor(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
        raise BadInput("bad_cursor", "The cursor is not one that this list gave.")
    return int(cursor)
