"""Answers that are kept to be given again, on disk."""

from datetime import timedelta

from server.clock import Clock, from_millis, to_millis
from server.domain.cache import KeptAnswer
from server.storage.database import Database
from server.storage.sqlite import SqliteFile
from server.storage.statement import Statement, slot, slots
from server.storage.tables_ledger import KeptAnswerTable


class AnswerStore:
    """Forgets what has become too old, so that it never holds more than a day's questions."""

    def __init__(self, database: Database, clock: Clock, max_age: timedelta) -> None:
        self._database = database
        self._clock = clock
        self._max_age = max_age

    async def find(self, key: str) -> KeptAnswer | None:
        """The answer under this key."""
        return await self._database.read(lambda file: _find(file, key))

    async def keep(self, key: str, answer: KeptAnswer) -> None:
        """Keep it in place of an older one."""
        oldest = to_millis(self._clock.now() - self._max_age)
        row = {
            "key": key,
            "asked": answer.asked,
            "text": answer.text,
            "model": answer.model,
            "kept_at": to_millis(answer.kept_at),
        }

        def job(file: SqliteFile) -> None:
            FORGET.run(file, oldest=oldest)
            KEEP.run(file, **row)

        await self._database.write(job)


def _find(file: SqliteFile, key: str) -> KeptAnswer | None:
    for row in FIND.rows(file, key=key):
        return KeptAnswer(
            asked=row["asked"],
            text=row["text"],
            model=row["model"],
            kept_at=from_millis(row["kept_at"]),
        )
    return None


FIND = Statement(KeptAnswerTable.select().where(KeptAnswerTable.key == slot("key")))
KEEP = Statement(KeptAnswerTable.insert(slots(KeptAnswerTable)).on_conflict_replace())
FORGET = Statement(KeptAnswerTable.delete().where(KeptAnswerTable.kept_at < slot("oldest")))
