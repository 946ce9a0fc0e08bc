"""Suggestions on disk: the drafts for agents, and what became of them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from peewee import Case, fn

from server.domain.conversations import Conversation
from server.domain.errors import NotFound
from server.domain.events import SuggestionChanged
from server.domain.suggestions import Suggestion, SuggestionDay, SuggestionState
from server.storage.conversations import load
from server.storage.database import Database
from server.storage.ledger import number_of
from server.storage.sqlite import SqliteFile
from server.storage.statement import Statement, slots
from server.storage.suggestion_rows import (
    FIND,
    FIND_READY,
    end_ready,
    save,
    suggestion,
    suggestion_row,
)
from server.storage.tables_suggestions import SuggestionTable


class Suggestions:
    """At most one a conversation is ready; replies end it in their own commit.

    `publish` gets an event for each that is new or has ended, after its commit.
    """

    def __init__(
        self, database: Database, publish: Callable[[Iterable[SuggestionChanged]], None]
    ) -> None:
        self._database = database
        self._publish = publish

    async def add(
        self, made: Suggestion, still: Callable[[Conversation], bool]
    ) -> Suggestion | None:
        """The new one takes the place of what was ready, unless the conversation has gone on.

        Args:
            made: The new one.
            still: Whether it is of use to the conversation as it stands inside the commit.
        """

        def job(file: SqliteFile) -> tuple[Suggestion, ...]:
            if not still(load(file, made.conversation_id)):
                return ()
            ended = end_ready(file, made.conversation_id)
            INSERT.run(file, **suggestion_row(made))
            return (*ended, made)

        stored = await self._database.write(job, self._changed)
        return stored[-1] if stored else None

    async def ready(self, conversation_id: str) -> Suggestion | None:
        """The one that agents are offered now."""
        found = await self._database.read(
            lambda file: FIND_READY.rows(file, conversation=conversation_id)
        )
        return suggestion(found[-1]) if found else None

    async def page(
        self, conversation_id: str, *, limit: int, cursor: str | None = None
    ) -> tuple[tuple[Suggestion, ...], str | None]:
        """Newest first, and the cursor of the next page; raises `BadInput` (`bad_cursor`)."""
        query = SuggestionTable.select().where(SuggestionTable.conversation_id == conversation_id)
        if cursor:
            query = query.where(SuggestionTable.number < number_of(cursor))
        query = query.order_by(SuggestionTable.number.desc()).limit(limit + 1)
        found = await self._database.read(lambda file: list(query.dicts().execute(file)))
        more = str(found[limit - 1]["number"]) if len(found) > limit else None
        return tuple(map(suggestion, found[:limit])), more

    async def discard(self, conversation_id: str, suggestion_id: str) -> Suggestion:
        """An agent does not want it; one that has ended stays as it is. Raises `NotFound`."""

        def job(file: SqliteFile) -> tuple[Suggestion, ...]:
            found = find(file, conversation_id, suggestion_id)
            if found.state is not SuggestionState.READY:
                return ()
            discarded = replace(found, state=SuggestionState.DISCARDED)
            save(file, discarded)
            return (discarded,)

        await self._database.write(job, self._changed)
        return await self._database.read(lambda file: find(file, conversation_id, suggestion_id))

    async def days(self, first: date, last: date) -> tuple[SuggestionDay, ...]:
        """What became of those that were made on each of these days, the oldest first."""
        counts = [
            fn.SUM(Case(None, [(SuggestionTable.state == state.value, 1)], 0)).alias(state.value)
            for state in SuggestionState
        ]
        mean = fn.AVG(SuggestionTable.edit_distance).alias("edit_distance")
        query = (
            SuggestionTable.select(SuggestionTable.day, *counts, mean)
            .where(SuggestionTable.day.between(first.isoformat(), last.isoformat()))
            .group_by(SuggestionTable.day)
            .order_by(SuggestionTable.day)
        )
        found = await self._database.read(lambda file: list(query.dicts().execute(file)))
        return tuple(SuggestionDay(day=date.fromisoformat(row.pop("day")), **row) for row in found)

    def _changed(self, changed: tuple[Suggestion, ...]) -> None:
        self._publish([SuggestionChanged(suggestion=one) for one in changed])


def find(file: SqliteFile, conversation_id: str, suggestion_id: str) -> Suggestion:
    """Raises `NotFound`."""
    for row in FIND.rows(file, id=suggestion_id):
        if row["conversation_id"] == conversation_id:
            return suggestion(row)
    raise NotFound("no_such_suggestion", "There is no such suggestion in this conversation.")


INSERT = Statement(SuggestionTable.insert(slots(SuggestionTable, but={"number"})))
