"""How answers went and what they cost, as owners read it."""

from dataclasses import replace

import pytest

from server.domain.errors import BadInput
from server.domain.ledger import AnswerOutcome, DayTotals, Spent
from server.storage.database import Database
from server.storage.ledger import Ledger
from server.storage.purse import Purse
from tests.server.storage.samples import APRIL, MONDAY, MOST, NO_CAP, TUESDAY, claim, record


async def test_an_answer_costs_what_its_requests_cost(database: Database) -> None:
    purse, ledger = Purse(database), Ledger(database)
    for one in (claim(), replace(claim(), id="second try")):
        await purse.reserve(one, NO_CAP)
        await purse.settle(one.id, Spent(input_tokens=7, output_tokens=3, money=11))
    await ledger.record(record())
    await ledger.record(record(2, cached=True, first_token_ms=None, sources=()))

    (kept, asked), _ = await ledger.entries(limit=10)

    assert asked.answer == record()
    assert asked.spent == Spent(input_tokens=14, output_tokens=6, money=22)
    assert kept.answer.cached
    assert kept.spent == Spent()


async def test_entries_come_in_pages(database: Database) -> None:
    ledger = Ledger(database)
    for number in range(1, 6):
        await ledger.record(record(number, conversation_id="c" if number % 2 else "d"))

    first, cursor = await ledger.entries(limit=3)
    rest, end = await ledger.entries(limit=3, cursor=cursor)
    of_one, _ = await ledger.entries(limit=9, conversation_id="c")

    assert [one.answer.answer_id[-1] for one in first + rest] == ["5", "4", "3", "2", "1"]
    assert end is None
    assert [one.answer.answer_id[-1] for one in of_one] == ["5", "3", "1"]
    for nonsense in ("-1", "x", "9" * 30):
        with pytest.raises(BadInput):
            await ledger.entries(limit=3, cursor=nonsense)


async def test_each_day_has_its_totals(database: Database) -> None:
    purse, ledger = Purse(database), Ledger(database)
    failed, cancelled = AnswerOutcome.FAILED, AnswerOutcome.CANCELLED
    for answer in (
        record(1),
        record(2, cached=True),
        record(3, outcome=failed, fault="timeout"),
        record(4, outcome=cancelled, day=APRIL),
    ):
        await ledger.record(answer)
    await purse.reserve(claim(), NO_CAP)
    await purse.reserve(claim(2, day=TUESDAY), NO_CAP)  # a request without an answer

    totals = await ledger.totals(MONDAY, APRIL)

    assert totals == (
        DayTotals(day=MONDAY, sent=2, cached=1, failed=1, spent=MOST),
        DayTotals(day=TUESDAY, spent=MOST),
        DayTotals(day=APRIL, cancelled=1),
    )
    assert await ledger.totals(TUESDAY, TUESDAY) == totals[1:2]
