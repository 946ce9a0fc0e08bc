"""What lies beside the conversations: snoozed ones, tags in use, what is known of visitors."""

from collections.abc import Callable, Iterable
from datetime import datetime

from server.clock import from_millis
from server.domain.errors import NotFound
from server.domain.events import ConversationUpdated, DurableEvent
from server.domain.people import Visitor
from server.storage import rows
from server.storage.conversations import record_event, select
from server.storage.database import Database
from server.storage.sqlite import SqliteFile
from server.storage.tables import ConversationTable, VisitorTable

# Of a visitor's conversations when something of the visitor changes; the older ones are read anew.
MOST_TOLD = 50

TAGS = """
SELECT tag.value, COUNT(*) AS uses FROM conversation, json_each(conversation.tags) AS tag
GROUP BY tag.value ORDER BY uses DESC, tag.value LIMIT 500
"""


class Triage:
    """`publish` gets the events of each change after its commit."""

    def __init__(
        self, database: Database, publish: Callable[[Iterable[DurableEvent]], None]
    ) -> None:
        self._database = database
        self._publish = publish

    async def snoozed(self) -> tuple[tuple[str, datetime], ...]:
        """Those that are put aside, and until when; the first to wake first."""
        query = (
            ConversationTable.select(ConversationTable.id, ConversationTable.snoozed_until)
            .where(ConversationTable.snoozed_until.is_null(is_null=False))
            .order_by(ConversationTable.snoozed_until)
        )

        def read(file: SqliteFile) -> tuple[tuple[str, datetime], ...]:
            return tuple((key, from_millis(due)) for key, due in query.tuples().execute(file))

        return await self._database.read(read)

    async def change_visitor(
        self, visitor_id: str, decide: Callable[[Visitor], Visitor]
    ) -> Visitor:
        """Store what is known of a visitor now, and tell of each of their conversations.

        Raises:
            NotFound: `no_such_visitor`; and what `decide` raises.
        """

        def job(file: SqliteFile) -> tuple[Visitor, tuple[DurableEvent, ...]]:
            before = load_visitor(file, visitor_id)
            after = decide(before)
            if after == before:
                return after, ()
            update = VisitorTable.update(**rows.visitor_row(after))
            update.where(VisitorTable.id == visitor_id).execute(file)
            return after, visitor_events(file, visitor_id)

        visitor, _ = await self._database.write(job, lambda result: self._publish(result[1]))
        return visitor

    async def tags(self) -> tuple[tuple[str, int], ...]:
        """Every tag in use with how many conversations carry it, the most used first."""

        def read(file: SqliteFile) -> tuple[tuple[str, int], ...]:
            return tuple((name, int(count)) for name, count in file.execute_sql(TAGS).fetchall())

        return await self._database.read(read)


def load_visitor(file: SqliteFile, visitor_id: str) -> Visitor:
    """Raises `NotFound`."""
    found = VisitorTable.select(VisitorTable, VisitorTable.id.alias("visitor_id"))
    named = found.select_extend(VisitorTable.name.alias("visitor_name"))
    for row in named.where(VisitorTable.id == visitor_id).dicts().execute(file):
        return rows.visitor(row)
    raise NotFound("no_such_visitor", "There is no such visitor.")


def visitor_events(file: SqliteFile, visitor_id: str) -> tuple[DurableEvent, ...]:
    """One for each conversation that shows them."""
    shown = ConversationTable.visitor_id == visitor_id
    query = select().where(shown).order_by(ConversationTable.updated_at.desc()).limit(MOST_TOLD)
    found = [rows.conversation(row) for row in query.dicts().execute(file)]
    return tuple(
        ConversationUpdated(rev=record_event(file, one.id, None), conversation=one) for one in found
    )
