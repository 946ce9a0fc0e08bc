"""How answers went and what they cost, on disk: written once, read by owners."""

import json
from datetime import date
from typing import Any

from peewee import JOIN, Case, fn

from server.clock import from_millis, to_millis
from server.domain.conversations import Source
from server.domain.errors import BadInput
from server.domain.ledger import (
    AnswerOutcome,
    AnswerRecord,
    DayTotals,
    LedgerEntry,
    Purpose,
    Spent,
)
from server.storage.database import Database
from server.storage.rows import Row
from server.storage.sqlite import SqliteFile
from server.storage.statement import Statement, slots
from server.storage.tables_ledger import AnswerTable, ChargeTable


class Ledger:
    """Answers with their cost; `storage.purse` writes the charges."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, answer: AnswerRecord) -> None:
        """Write down how an answer went."""
        await self._database.write(lambda file: INSERT.insert(file, **answer_row(answer)))

    async def entries(
        self, *, limit: int, cursor: str | None = None, conversation_id: str | None = None
    ) -> tuple[tuple[LedgerEntry, ...], str | None]:
        """Newest first, and the cursor of the next page; raises `BadInput` (`bad_cursor`)."""
        query = _select().order_by(AnswerTable.number.desc()).limit(limit + 1)
        if cursor:
            query = query.where(AnswerTable.number < number_of(cursor))
        if conversation_id is not None:
            query = query.where(AnswerTable.conversation_id == conversation_id)
        found = await self._database.read(lambda file: list(query.dicts().execute(file)))
        more = str(found[limit - 1]["number"]) if len(found) > limit else None
        return tuple(entry(row) for row in found[:limit]), more

    async def totals(self, first: date, last: date) -> tuple[DayTotals, ...]:
        """Each day of these on which anything happened, the oldest first."""
        return await self._database.read(lambda file: _totals(file, first, last))


def entry(row: Row) -> LedgerEntry:
    """From a row of `answer` with the sum of its charges."""
    answer = AnswerRecord(
        answer_id=row["id"],
        conversation_id=row["conversation_id"],
        at=from_millis(row["at"]),
        day=date.fromisoformat(row["day"]),
        provider=row["provider"],
        model=row["model"],
        cached=bool(row["cached"]),
        prompt_version=row["prompt_version"],
        first_token_ms=row["first_token_ms"],
        sources=tuple(Source(**source) for source in json.loads(row["sources"])),
        route_reason=row["route_reason"],
        outcome=AnswerOutcome(row["outcome"]),
        fault=row["fault"],
        purpose=Purpose(row["purpose"]),
    )
    return LedgerEntry(answer=answer, spent=_spent(row))


def answer_row(of: AnswerRecord) -> Row:
    """All columns of an answer but its number."""
    return {
        "id": of.answer_id,
        "conversation_id": of.conversation_id,
        "at": to_millis(of.at),
        "day": of.day.isoformat(),
        "provider": of.provider,
        "model": of.model,
        "cached": int(of.cached),
        "prompt_version": of.prompt_version,
        "first_token_ms": of.first_token_ms,
        "sources": json.dumps([{"article_id": s.article_id, "title": s.title} for s in of.sources]),
        "route_reason": of.route_reason,
        "outcome": of.outcome.value,
        "fault": of.fault,
        "purpose": of.purpose.value,
    }


def _select() -> Any:  # peewee's stubs do not type joined dict queries
    return (
        AnswerTable.select(AnswerTable, *_sums())
        .join(ChargeTable, JOIN.LEFT_OUTER, on=(ChargeTable.answer_id == AnswerTable.id))
        .group_by(AnswerTable.number)
    )


def _sums() -> list[Any]:
    summed = (ChargeTable.input_tokens, ChargeTable.output_tokens, ChargeTable.money)
    return [
        *(fn.COALESCE(fn.SUM(column), 0).alias(column.name) for column in summed),
        fn.COALESCE(fn.MAX(ChargeTable.estimated), 0).alias("estimated"),
    ]


def _totals(file: SqliteFile, first: date, last: date) -> tuple[DayTotals, ...]:
    """Both sums are read on one connection, in one state of the file."""
    with file.atomic():
        answers = _by_day(file, AnswerTable, _counts(), first, last)
        costs = _by_day(file, ChargeTable, _sums(), first, last)
    return tuple(
        DayTotals(
            day=date.fromisoformat(day),
            spent=_spent(costs[day]) if day in costs else Spent(),
            **answers.get(day, {}),
        )
        for day in sorted(answers.keys() | costs.keys())
    )


def _by_day(
    file: SqliteFile, table: Any, columns: list[Any], first: date, last: date
) -> dict[str, Row]:
    query = (
        table.select(table.day, *columns)
        .where(table.day.between(first.isoformat(), last.isoformat()))
        .group_by(table.day)
    )
    return {row.pop("day"): row for row in query.dicts().execute(file)}


def _counts() -> list[Any]:
    """Answers to visitors only: what became of suggestions is counted with them."""
    answer = AnswerTable.purpose == Purpose.ANSWER.value
    sent = answer & (AnswerTable.outcome == AnswerOutcome.SENT.value)
    conditions = {
        "sent": sent,
        "cached": sent & (AnswerTable.cached == 1),
        "cancelled": answer & (AnswerTable.outcome == AnswerOutcome.CANCELLED.value),
        "failed": answer & (AnswerTable.outcome == AnswerOutcome.FAILED.value),
    }
    return [
        fn.SUM(Case(None, [(condition, 1)], 0)).alias(name)
        for name, condition in conditions.items()
    ]


def _spent(row: Row) -> Spent:
    return Spent(
        input_tokens=row["input_tokens"],
        output_tokens=row["output_tokens"],
        money=row["money"],
        estimated=bool(row["estimated"]),
    )


def number_of(cursor: str) -> int:
    """Where a page of numbered rows goes on; raises `BadInput` (`bad_cursor`)."""
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
        raise BadInput("bad_cursor", "The cursor is not one that this list gave.")
    return int(cursor)


INSERT = Statement(AnswerTable.insert(slots(AnswerTable, but={"number"})))
