"""The questions that nothing in the knowledge base answers."""

from collections.abc import Sequence

from peewee import EXCLUDED, ModelInsert

from server.clock import Clock, from_millis, to_millis
from server.domain.errors import BadInput, NotFound
from server.domain.unanswered import Unanswered, UnansweredState
from server.ids import Ids
from server.storage.database import Database
from server.storage.rows import Row
from server.storage.sqlite import SqliteFile
from server.storage.tables_knowledge import UnansweredTable

KEPT = 5_000  # questions; beyond that the ones that were asked longest ago are forgotten


class UnansweredQuestions:
    """One row for all that say the same."""

    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    async def count(
        self, question: str, *, normalised: str, language: str, conversation_id: str
    ) -> None:
        """Once more; what was answered and is asked again is open again."""
        now = to_millis(self._clock.now())
        row = {
            "id": self._ids.new(),
            "normalised": normalised,
            "question": question,
            "language": language,
            "count": 1,
            "first_at": now,
            "last_at": now,
            "conversation_id": conversation_id,
            "revision": 0,
            "state": UnansweredState.OPEN.value,
        }

        def job(file: SqliteFile) -> None:
            _counted(row).execute(file)
            newest = UnansweredTable.select(UnansweredTable.number)
            newest = newest.order_by(UnansweredTable.last_at.desc()).limit(KEPT)
            UnansweredTable.delete().where(UnansweredTable.number.not_in(newest)).execute(file)

        await self._database.write(job)

    async def page(
        self, *, limit: int, cursor: str | None
    ) -> tuple[tuple[Unanswered, ...], str | None]:
        """Open ones, the most asked first; raises `BadInput` (`bad_cursor`)."""
        query = UnansweredTable.select().where(UnansweredTable.state == UnansweredState.OPEN.value)
        if cursor:
            asked, number = _decoded(cursor)
            query = query.where(
                (UnansweredTable.count < asked)
                | ((UnansweredTable.count == asked) & (UnansweredTable.number < number))
            )
        order = (UnansweredTable.count.desc(), UnansweredTable.number.desc())
        listed = query.order_by(*order).limit(limit + 1).dicts()
        rows = await self._database.read(lambda file: list(listed.execute(file)))
        last = rows[limit - 1] if len(rows) > limit else None
        following = f"{last['count']}.{last['number']}" if last else None
        return tuple(map(_unanswered, rows[:limit])), following

    async def to_check(self, revision: int, *, limit: int) -> tuple[Unanswered, ...]:
        """Open ones that no article answered when the knowledge base was at another revision."""
        query = UnansweredTable.select().where(
            UnansweredTable.state == UnansweredState.OPEN.value,
            UnansweredTable.revision != revision,
        )
        listed = query.order_by(UnansweredTable.count.desc()).limit(limit).dicts()
        rows = await self._database.read(lambda file: list(listed.execute(file)))
        return tuple(map(_unanswered, rows))

    async def checked(self, ids: Sequence[str], answered: Sequence[str], revision: int) -> None:
        """These were looked at with the knowledge base at this revision; some are answered now."""

        def job(file: SqliteFile) -> None:
            seen = {"revision": revision}
            UnansweredTable.update(seen).where(UnansweredTable.id.in_(ids)).execute(file)
            closed = {"state": UnansweredState.ANSWERED.value}
            UnansweredTable.update(closed).where(UnansweredTable.id.in_(answered)).execute(file)

        await self._database.write(job)

    async def dismiss(self, question_id: str) -> Unanswered:
        """Raises `NotFound`."""

        def job(file: SqliteFile) -> Unanswered:
            which = UnansweredTable.id == question_id
            closed = {"state": UnansweredState.DISMISSED.value}
            UnansweredTable.update(closed).where(which).execute(file)
            for row in UnansweredTable.select().where(which).dicts().execute(file):
                return _unanswered(row)
            raise NotFound("no_such_question", "There is no such question. It may be long ago.")

        return await self._database.write(job)


def _counted(row: Row) -> ModelInsert:
    dismissed = UnansweredTable.state == UnansweredState.DISMISSED.value
    return UnansweredTable.insert(row).on_conflict(
        conflict_target=[UnansweredTable.normalised],
        update={
            UnansweredTable.count: UnansweredTable.count + 1,
            UnansweredTable.last_at: EXCLUDED.last_at,
            UnansweredTable.conversation_id: EXCLUDED.conversation_id,
            UnansweredTable.state: EXCLUDED.state,
            UnansweredTable.revision: EXCLUDED.revision,
        },
        where=~dismissed,  # an agent has said that it needs no answer
    )


def _unanswered(row: Row) -> Unanswered:
    return Unanswered(
        id=row["id"],
        question=row["question"],
        language=row["language"],
        count=row["count"],
        state=UnansweredState(row["state"]),
        conversation_id=row["conversation_id"],
        first_at=from_millis(row["first_at"]),
        last_at=from_millis(row["last_at"]),
    )


def _decoded(cursor: str) -> tuple[int, int]:
    asked, _, number = cursor.partition(".")
    if not all(part.isascii() and part.isdigit() and len(part) < 19 for part in (asked, number)):
        raise BadInput("bad_cursor", "The cursor is not one that this list gave.")
    return int(asked), int(number)
