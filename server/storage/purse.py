"""What may still be spent: every claim and its end are one commit each."""

from collections.abc import Iterator
from datetime import date

from peewee import EXCLUDED

from server.domain.ledger import Amount, Claim, Period, Spending, Spent, amount, reached
from server.domain.settings import BudgetSettings
from server.storage.database import Database
from server.storage.rows import Row
from server.storage.sqlite import SqliteFile
from server.storage.statement import Statement, slot, slots
from server.storage.tables_ledger import ChargeTable, SpendingTable

EVERYBODY = ""


class Purse:
    """Counts an open claim as spent, so that a power cut can only make the owner save money."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def prepare(self) -> int:
        """Close the claims that the last run of the server left open; how many there were.

        Their providers may have been paid, and nobody will ever know: they stay spent in full.
        """
        close = ChargeTable.update(state="lost").where(ChargeTable.state == "open")
        return await self._database.write(lambda file: int(close.execute(file)))

    async def reserve(self, claim: Claim, budget: BudgetSettings) -> Period | None:
        """Put the claim aside; the cap that stands against it when it is not."""

        def job(file: SqliteFile) -> Period | None:
            so_far = load(file, claim.visitor_id, claim.day)
            cap = reached(so_far, budget, amount(claim.most))
            if cap is None:
                INSERT.run(file, **claim_row(claim))
                spend(file, claim.visitor_id, claim.day, amount(claim.most))
            return cap

        return await self._database.write(job)

    async def settle(self, claim_id: str, spent: Spent) -> None:
        """What a claim came to; nothing happens to one that was refused or is settled."""

        def job(file: SqliteFile) -> None:
            for row in FIND_OPEN.rows(file, id=claim_id):
                SETTLE.run(file, id=claim_id, state="settled", **spent_row(spent))
                day = date.fromisoformat(row["day"])
                spend(file, row["visitor_id"], day, difference(spent, row))

        await self._database.write(job)

    async def spending(self, visitor_id: str, day: date) -> Spending:
        """What has been spent on this day, in its month, and by this visitor."""
        return await self._database.read(lambda file: load(file, visitor_id, day))


def load(file: SqliteFile, visitor_id: str, day: date) -> Spending:
    """As this connection sees it."""
    return Spending(
        visitor=_total(file, visitor_id, day.isoformat()) if visitor_id else None,
        day=_total(file, EVERYBODY, day.isoformat()),
        month=_total(file, EVERYBODY, month(day)),
    )


def spend(file: SqliteFile, visitor_id: str, day: date, more: Amount) -> None:
    """So much more, or less, in every period that it falls into."""
    for whose, period in _periods(visitor_id, day):
        SPEND.run(file, visitor_id=whose, period=period, tokens=more.tokens, money=more.money)


def month(day: date) -> str:
    """The name of its month."""
    return day.isoformat()[:7]


def difference(spent: Spent, row: Row) -> Amount:
    """How much more than what was put aside."""
    now = amount(spent)
    return Amount(
        tokens=now.tokens - row["input_tokens"] - row["output_tokens"],
        money=now.money - row["money"],
    )


def claim_row(claim: Claim) -> Row:
    """All columns of a claim."""
    return {
        "id": claim.id,
        "answer_id": claim.answer_id,
        "visitor_id": claim.visitor_id,
        "day": claim.day.isoformat(),
        "model": claim.model,
        "state": "open",
        **spent_row(claim.most),
    }


def spent_row(spent: Spent) -> Row:
    """The columns that tell a cost."""
    return {
        "input_tokens": spent.input_tokens,
        "output_tokens": spent.output_tokens,
        "money": spent.money,
        "estimated": int(spent.estimated),
    }


def _periods(visitor_id: str, day: date) -> Iterator[tuple[str, str]]:
    if visitor_id:
        yield visitor_id, day.isoformat()
    yield EVERYBODY, day.isoformat()
    yield EVERYBODY, month(day)


def _total(file: SqliteFile, visitor_id: str, period: str) -> Amount:
    for row in TOTAL.rows(file, visitor_id=visitor_id, period=period):
        return Amount(tokens=row["tokens"], money=row["money"])
    return Amount()


TOTAL = Statement(
    SpendingTable.select(SpendingTable.tokens, SpendingTable.money).where(
        SpendingTable.visitor_id == slot("visitor_id"), SpendingTable.period == slot("period")
    )
)
SPEND = Statement(
    SpendingTable.insert(slots(SpendingTable)).on_conflict(
        conflict_target=[SpendingTable.visitor_id, SpendingTable.period],
        update={
            SpendingTable.tokens: SpendingTable.tokens + EXCLUDED.tokens,
            SpendingTable.money: SpendingTable.money + EXCLUDED.money,
        },
    )
)
INSERT = Statement(ChargeTable.insert(slots(ChargeTable)))
FIND_OPEN = Statement(
    ChargeTable.select().where(ChargeTable.id == slot("id"), ChargeTable.state == "open")
)
SETTLE = Statement(
    ChargeTable.update(
        slots(ChargeTable, but={"id", "answer_id", "visitor_id", "day", "model"})
    ).where(ChargeTable.id == slot("id"))
)
