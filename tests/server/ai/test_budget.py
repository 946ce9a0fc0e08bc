"""Nothing is asked that cannot be paid for, whatever happens in between."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from server.ai.budget import Budgeted
from server.ai.chat_model import FaultCode, Finished, FinishReason, Usage
from server.ai.faults import fault
from server.ai.pricing import worst_case
from server.clock import SystemClock
from server.domain.errors import Unavailable
from server.domain.ledger import Amount, Spent, amount
from server.domain.settings import BudgetSettings, Cap
from server.storage.database import Database
from server.storage.purse import Purse
from tests.server.ai.asking import QUESTION, STOP, Cue, Rehearsed, ask
from tests.server.ai.backing import opened
from tests.server.ai.spender import ASKED, PRICES, ask_once
from tests.server.instruments import CountingIds, ManualClock
from tests.support.fake_openai import FakeOpenAI, text

DAY = date(2026, 3, 2)
MOST = amount(worst_case(QUESTION, PRICES))
COUNTED = Finished(reason=FinishReason.STOP, usage=Usage(input_tokens=20, output_tokens=3))


@dataclass(slots=True)
class Shop:
    """A budgeted model and its purse."""

    database: Database
    purse: Purse
    today: date = DAY
    paid: list[Spent] = field(default_factory=list)

    def sells(self, budget: BudgetSettings, *act: Cue) -> Budgeted:
        return Budgeted(
            Rehearsed(act),
            purse=self.purse,
            budget=budget,
            prices=PRICES,
            today=lambda: self.today,
            ids=CountingIds(),
            paid=self.paid.append,
        )

    async def spent(self) -> Amount:
        """On that day, by everybody."""
        return (await self.purse.spending("v", DAY)).day


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with opened(tmp_path) as database:
        yield Shop(database, Purse(database))


async def test_what_was_put_aside_becomes_what_it_cost(shop: Shop) -> None:
    gate = asyncio.Event()
    model = shop.sells(BudgetSettings(), "Good", gate, COUNTED)

    async def look() -> Amount:
        while not (during := await shop.spent()).tokens:
            pass
        gate.set()
        return during

    outcome, during = await asyncio.gather(ask(model, ASKED), look())

    assert outcome.text == "Good"
    assert during == MOST
    assert await shop.spent() == Amount(tokens=23, money=26)
    assert shop.paid == [Spent(input_tokens=20, output_tokens=3, money=26)]


CAPS = [
    (BudgetSettings(per_visitor=Cap(tokens=MOST.tokens - 1)), "a visitor's budget"),
    (BudgetSettings(per_visitor=Cap(money=MOST.money - 1)), "a visitor's budget"),
    (BudgetSettings(per_day=Cap(tokens=MOST.tokens - 1)), "budget of the day"),
    (BudgetSettings(per_month=Cap(money=MOST.money - 1)), "budget of the month"),
]


@pytest.mark.parametrize(("budget", "said"), CAPS)
async def test_what_may_become_too_much_is_not_asked(
    shop: Shop, budget: BudgetSettings, said: str
) -> None:
    model = shop.sells(budget, "Good", STOP)

    outcome = await ask(model, ASKED)

    assert outcome.fault is not None
    assert outcome.fault.fault is FaultCode.BUDGET
    assert said in outcome.fault.detail
    assert not outcome.fault.retryable
    assert (outcome.text, await shop.spent()) == ("", Amount())


async def test_many_at_once_stay_within_the_cap(shop: Shop) -> None:
    model = shop.sells(BudgetSettings(per_day=Cap(tokens=3 * MOST.tokens)), 0.02, "Good", STOP)

    outcomes = await asyncio.gather(*[ask(model, ASKED) for _ in range(10)])

    assert [one.text for one in outcomes].count("Good") == 3


async def test_a_new_day_has_its_own_budget(shop: Shop) -> None:
    model = shop.sells(BudgetSettings(per_day=Cap(tokens=MOST.tokens)), "Good", STOP)

    texts = [(await ask(model, ASKED)).text for _ in range(2)]
    shop.today = date(2026, 3, 3)
    texts.append((await ask(model, ASKED)).text)

    assert texts == ["Good", "", "Good"]


REFUSED = fault(FaultCode.RATE_LIMITED)
SILENT = fault(FaultCode.TIMEOUT)
READ = MOST.tokens - QUESTION.max_output_tokens
ENDS: list[tuple[list[Cue], int, str]] = [
    ([REFUSED], 0, "who is turned away pays nothing"),
    ([SILENT], READ, "who got no answer may have been read"),
    (["One two", SILENT], READ + 2, "and half an answer was written"),
    (["Good", STOP], READ + 2, "what is not counted is estimated"),
]


@pytest.mark.parametrize(("act", "tokens", "why"), ENDS)
async def test_every_end_is_settled(shop: Shop, act: list[Cue], tokens: int, why: str) -> None:
    await ask(shop.sells(BudgetSettings(), *act), ASKED)

    assert (await shop.spent()).tokens == tokens, why


async def test_who_leaves_pays_for_what_was_written(shop: Shop) -> None:
    model = shop.sells(BudgetSettings(), "One two", asyncio.Event())

    async with aclosing(model.stream(ASKED)) as answer:
        await anext(answer)

    assert (await shop.spent()).tokens == READ + 2


async def test_who_leaves_before_anything_was_asked_pays_nothing(shop: Shop) -> None:
    async with asyncio.TaskGroup() as group:
        leaving = group.create_task(ask(shop.sells(BudgetSettings(), "Good"), ASKED))
        await asyncio.sleep(0)  # the claim is on its way to the disk
        leaving.cancel()

    assert await shop.spent() == Amount()


async def test_without_a_disk_nothing_is_asked(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    model = shop.sells(BudgetSettings(), "Good", STOP)
    await shop.database.close()

    with pytest.raises(Unavailable):
        await ask(model, ASKED)
    assert "not settled" in caplog.text
    caplog.clear()


# --- through the real SDK ---


async def test_the_day_ends_where_the_owner_lives(provider: FakeOpenAI, tmp_path: Path) -> None:
    clock = ManualClock(datetime(2026, 3, 31, 16, 30, tzinfo=UTC))

    assert (await ask_once(tmp_path, provider.base_url, clock=clock)).fault is None

    async with opened(tmp_path) as database:
        spending = await Purse(database).spending("v", date(2026, 4, 1))
    as_the_provider_counts = Amount(tokens=10, money=13)
    assert (spending.visitor, spending.day, spending.month) == (as_the_provider_counts,) * 3


async def test_a_killed_server_has_spent_what_it_put_aside(
    provider: FakeOpenAI, tmp_path: Path
) -> None:
    for kills in (1, 2):
        provider.answer_with(text("Well, ", "no.", hold=asyncio.Event()))
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.server.ai.spender", str(tmp_path), provider.base_url)
        )
        while len(provider.requests) < kills:
            await asyncio.sleep(0.01)
        child.kill()
        await child.wait()

    two = 2 * MOST.tokens + 1
    outcome = await ask_once(tmp_path, provider.base_url, clock=SystemClock(), tokens=two)

    assert outcome.fault is not None
    assert outcome.fault.fault is FaultCode.BUDGET
    assert len(provider.requests) == 2
