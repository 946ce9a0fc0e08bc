"""What may still be spent: whatever happens in between, nothing that was spent is forgotten."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.ledger import Amount, Claim, Period, Spending, Spent, amount, reached
from server.domain.settings import BudgetSettings, Cap
from server.storage.database import Database
from server.storage.ledger import Ledger
from server.storage.purse import Purse
from tests.server.ai.backing import opened
from tests.server.storage.samples import APRIL, MONDAY, MOST, NO_CAP, TUESDAY, claim

CAPS = [
    (NO_CAP, None),
    (BudgetSettings(per_visitor=Cap(tokens=199)), Period.VISITOR),
    (BudgetSettings(per_visitor=Cap(tokens=200)), None),
    (BudgetSettings(per_visitor=Cap(money=999)), Period.VISITOR),
    (BudgetSettings(per_day=Cap(tokens=299)), Period.DAY),
    (BudgetSettings(per_day=Cap(tokens=300, money=1_500)), None),
    (BudgetSettings(per_month=Cap(money=1_999)), Period.MONTH),
    (BudgetSettings(per_month=Cap(tokens=400, money=2_000)), None),
]


@pytest.mark.parametrize(("budget", "cap"), CAPS)
async def test_every_cap_has_its_own_count(
    budget: BudgetSettings, cap: Period | None, database: Database
) -> None:
    purse = Purse(database)
    for number, (visitor, day) in enumerate([("v", TUESDAY), ("w", TUESDAY), ("v", MONDAY)]):
        await purse.reserve(claim(number, visitor=visitor, day=day), NO_CAP)

    assert await purse.reserve(claim(9, day=TUESDAY), budget) is cap
    assert await purse.reserve(claim(10, visitor="", day=APRIL), budget) is None, "a new month"


def test_a_cap_forbids_only_what_it_limits() -> None:
    used_up = Amount(tokens=100, money=100)
    spending = Spending(visitor=used_up, day=used_up, month=used_up)
    no_money = BudgetSettings(per_visitor=Cap(), per_day=Cap(money=0))

    assert reached(spending, no_money, Amount(tokens=5, money=1)) is Period.DAY
    assert reached(spending, no_money, Amount(tokens=5)) is None, "a model that costs nothing"
    assert (
        reached(
            replace(spending, visitor=None),
            BudgetSettings(per_visitor=Cap(tokens=0)),
            Amount(tokens=5),
        )
        is None
    ), "what no visitor asked for"


async def test_a_claim_is_settled_once(database: Database) -> None:
    purse = Purse(database)
    await purse.reserve(claim(), NO_CAP)

    await purse.settle("claim-1", Spent(input_tokens=10, output_tokens=5, money=20))
    await purse.settle("claim-1", Spent(input_tokens=99))
    await purse.settle("nobody's", Spent(input_tokens=99))

    spent = Amount(tokens=15, money=20)
    assert await purse.spending("v", MONDAY) == Spending(visitor=spent, day=spent, month=spent)
    assert await purse.spending("", TUESDAY) == Spending(visitor=None, day=Amount(), month=spent)


async def test_what_a_killed_server_left_open_stays_spent(tmp_path: Path) -> None:
    budget = BudgetSettings(per_day=Cap(tokens=5 * amount(MOST).tokens))
    refused: list[Period | None] = []
    for start in range(8):
        async with opened(tmp_path) as database:  # and ends without a settlement
            purse = Purse(database)
            assert await purse.prepare() == (1 if 0 < start <= 5 else 0)
            refused.append(await purse.reserve(claim(start), budget))
            if start:
                await purse.settle(f"claim-{start - 1}", Spent())  # too late

    assert refused == [None] * 5 + [Period.DAY] * 3


# --- in any order ---

Step = tuple[str, date, Spent] | tuple[int, Spent] | str  # a claim, the end of one, a restart
COSTS = st.builds(
    Spent,
    input_tokens=st.integers(0, 60),
    output_tokens=st.integers(0, 60),
    money=st.integers(0, 60),
)
CLAIMS = st.tuples(st.sampled_from(["v", "w", ""]), st.sampled_from([MONDAY, TUESDAY]), COSTS)
ENDS = st.tuples(st.integers(0, 9), COSTS)
CAPPED = BudgetSettings(
    per_visitor=Cap(tokens=150), per_day=Cap(tokens=300), per_month=Cap(money=200)
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.one_of(CLAIMS, ENDS, st.just("restart")), max_size=15))
def test_any_order_of_claims_ends_and_restarts_stays_within_the_caps(
    steps: list[Step],
) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(lived_through(steps, Path(folder)))


async def lived_through(steps: list[Step], folder: Path) -> None:
    claims: list[Claim] = []
    spent: dict[str, Spent] = {}
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(opened(folder))
        for step in steps:
            match step:
                case (visitor, day, most):
                    one = claim(len(spent), day=day, visitor=visitor, most=most)
                    if await Purse(database).reserve(one, CAPPED) is None:
                        claims.append(one)
                        spent[one.id] = most
                case (which, cost):
                    if claims:
                        one = claims.pop(which % len(claims))
                        spent[one.id] = no_more_than(cost, one.most)
                        await Purse(database).settle(one.id, spent[one.id])
                case str():
                    await stack.aclose()
                    database = await stack.enter_async_context(opened(folder))
                    assert await Purse(database).prepare() == len(claims)
                    claims.clear()
        await check(database, list(spent.values()))


def no_more_than(cost: Spent, most: Spent) -> Spent:
    return Spent(
        input_tokens=min(cost.input_tokens, most.input_tokens),
        output_tokens=min(cost.output_tokens, most.output_tokens),
        money=min(cost.money, most.money),
    )


async def check(database: Database, costs: list[Spent]) -> None:
    """All sums are the same sum, and none is above its cap."""
    purse = Purse(database)
    days = [await purse.spending("v", day) for day in (MONDAY, TUESDAY)]
    totals = [amount(one.spent) for one in await Ledger(database).totals(MONDAY, TUESDAY)]
    every = [amount(cost) for cost in costs]
    assert added([one.day for one in days]) == added(totals) == added(every) == days[0].month
    assert days[0].month.money <= 200
    for one in days:
        assert one.day.tokens <= 300
        assert one.visitor is not None
        assert one.visitor.tokens <= 150


def added(amounts: list[Amount]) -> Amount:
    return Amount(
        tokens=sum(one.tokens for one in amounts), money=sum(one.money for one in amounts)
    )
