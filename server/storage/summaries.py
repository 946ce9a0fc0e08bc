"""Summaries of conversations on disk, the newest of each."""

from peewee import EXCLUDED

from server.clock import from_millis, to_millis
from server.domain.summaries import ConversationSummary
from server.storage.database import Database
from server.storage.sqlite import SqliteFile
from server.storage.statement import Statement, slot, slots
from server.storage.tables import ConversationTable
from server.storage.tables_prompts import ConversationSummaryTable


class SummaryStore:
    """Goes with its conversation when that is deleted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, conversation_id: str) -> ConversationSummary | None:
        """The newest one."""
        return await self._database.read(lambda file: _find(file, conversation_id))

    async def keep(self, summary: ConversationSummary) -> None:
        """Keep it, unless one that reaches further is there or the conversation has gone."""
        row = {
            "conversation_id": summary.conversation_id,
            "up_to_seq": summary.up_to_seq,
            "text": summary.text,
            "made_at": to_millis(summary.made_at),
        }

        def job(file: SqliteFile) -> None:
            if EXISTS.rows(file, conversation=summary.conversation_id):
                KEEP.run(file, **row)

        await self._database.write(job)


def _find(file: SqliteFile, conversation_id: str) -> ConversationSummary | None:
    for row in FIND.rows(file, conversation=conversation_id):
        return ConversationSummary(
            conversation_id=conversation_id,
            up_to_seq=row["up_to_seq"],
            text=row["text"],
            made_at=from_millis(row["made_at"]),
        )
    return None


_TABLE = ConversationSummaryTable
EXISTS = Statement(
    ConversationTable.select(ConversationTable.id).where(
        ConversationTable.id == slot("conversation")
    )
)
FIND = Statement(_TABLE.select().where(_TABLE.conversation_id == slot("conversation")))
KEEP = Statement(
    _TABLE.insert(slots(_TABLE)).on_conflict(
        conflict_target=[_TABLE.conversation_id],
        update={
            _TABLE.up_to_seq: EXCLUDED.up_to_seq,
            _TABLE.text: EXCLUDED.text,
            _TABLE.made_at: EXCLUDED.made_at,
        },
        where=EXCLUDED.up_to_seq > _TABLE.up_to_seq,
    )
)
