"""A provider that fails is left alone, and found again when it is back."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from pathlib import Path

from server.ai.breaker import Breaker
from server.ai.chat_model import FaultCode
from server.ai.circuit import BreakerState
from server.ai.deadlines import Patience
from server.ai.faults import fault
from server.ai.stack import Endpoint, Setup, Stack, Stacks
from server.domain.settings import BudgetSettings, Prices
from tests.server.ai.asking import QUESTION, STOP, Cue, Outcome, Rehearsed, ask, at_once
from tests.server.ai.backing import Gauges, backing, opened
from tests.server.instruments import ManualClock
from tests.support.fake_openai import MODEL, SAID, FakeOpenAI, error, text

CLOSED, OPEN, HALF_OPEN = BreakerState.CLOSED, BreakerState.OPEN, BreakerState.HALF_OPEN
DOWN = fault(FaultCode.SERVER_ERROR)
CALM = Patience(first=60, gap=60, total=600)


class Watched:
    """A breaker around a rehearsed model, with all that can be seen of it from outside."""

    def __init__(self, *acts: Sequence[Cue]) -> None:
        self.model = Rehearsed(*acts)
        self.clock = ManualClock()
        self.gauges = Gauges()
        self.breaker = Breaker(self.model, clock=self.clock, changed=self.gauges.breaker_changed)

    async def ask(self, times: int = 1) -> list[str]:
        """How each ended."""
        outcomes = [await ask(self.breaker) for _ in range(times)]
        return [one.fault.code if one.fault else one.text for one in outcomes]

    @property
    def states(self) -> list[BreakerState]:
        return [state for _, state in self.gauges.states]


async def test_the_sixth_does_not_wait_for_what_will_not_come() -> None:
    watched = Watched([DOWN])

    assert await watched.ask(7) == ["server_error"] * 5 + ["breaker_open"] * 2
    assert watched.model.asked == 5
    assert not watched.breaker.ready
    assert watched.states == [CLOSED, OPEN]


async def test_it_is_tried_after_half_a_minute() -> None:
    watched = Watched(*[[DOWN]] * 6, ["Good", STOP])
    await watched.ask(5)

    watched.clock.advance(30)
    assert await watched.ask(2) == ["server_error", "breaker_open"]
    watched.clock.advance(30)
    assert await watched.ask(2) == ["Good", "Good"]
    assert watched.states == [CLOSED, OPEN, HALF_OPEN, OPEN, HALF_OPEN, CLOSED]


async def test_one_tries_it_while_the_others_are_told_at_once() -> None:
    gate = asyncio.Event()
    watched = Watched(*[[DOWN]] * 5, [gate, "Good", STOP])
    await watched.ask(5)
    watched.clock.advance(30)

    async def others() -> list[str]:
        while not watched.model.running:
            await asyncio.sleep(0)
        told = await watched.ask(3)
        gate.set()
        return told

    probe, told = await asyncio.gather(watched.ask(), others())

    assert (probe, told) == (["Good"], ["breaker_open"] * 3)


async def test_a_visitor_who_leaves_while_trying_is_followed_by_the_next() -> None:
    watched = Watched(*[[DOWN]] * 5, ["Well, ", asyncio.Event()], ["Good", STOP])
    await watched.ask(5)
    watched.clock.advance(30)

    async with aclosing(watched.breaker.stream(QUESTION)) as answer:
        await anext(answer)
    assert watched.states[-1] is OPEN

    assert await watched.ask() == ["Good"]


async def test_a_wrong_key_is_sent_once() -> None:
    watched = Watched([fault(FaultCode.AUTH)])

    assert await watched.ask(2) == ["auth", "breaker_open"]
    watched.clock.advance(1e6)
    refused = (await ask(watched.breaker)).fault
    assert refused is not None
    assert "not asked any more" in refused.detail
    assert "does not accept the key" in refused.detail, "the owner learns why"


async def test_nobody_is_alarmed_about_a_provider_that_is_not_in_use_any_more() -> None:
    watched = Watched([fault(FaultCode.AUTH)])
    await watched.ask()

    await watched.breaker.close()

    assert watched.states == [CLOSED, OPEN, CLOSED]
    assert watched.model.closed == 1


# --- through the real SDK and all coats ---


class Provided:
    """A stack before a provider on the loopback, at a time that only the test moves."""

    def __init__(self, stack: Stack, clock: ManualClock) -> None:
        self.stack = stack
        self.clock = clock

    async def ask(self, visitors: int) -> list[Outcome]:
        return await asyncio.gather(*[ask(self.stack.model) for _ in range(visitors)])


@asynccontextmanager
async def provided(
    base_url: str, folder: Path, sleep: Callable[[float], Awaitable[None]]
) -> AsyncIterator[Provided]:
    clock = ManualClock()
    async with opened(folder) as database:
        stacks = Stacks(clock=clock, patience=CALM, backing=backing(database, clock), sleep=sleep)
        endpoint = Endpoint(base_url=base_url, model=MODEL, key=None, prices=Prices())
        stack = stacks.build(Setup(endpoints=(endpoint,), budget=BudgetSettings(), zone=None))
        try:
            yield Provided(stack, clock)
        finally:
            await stack.model.close()


async def test_a_dead_provider_is_hardly_asked_and_not_overrun_when_it_is_back(
    tmp_path: Path,
) -> None:
    async def until_it_opens(_: float) -> None:
        """Whoever asked at the same time is told sooner than anybody tries again."""
        while visitors.stack.breakers[0].ready:
            await asyncio.sleep(0.001)

    # The one that comes after it numbers its responses from one again.
    down = error(500, headers={"X-Request-Id": ""})
    async with AsyncExitStack() as stack:
        async with FakeOpenAI(default=down) as dead:
            visitors = await stack.enter_async_context(
                provided(dead.base_url, tmp_path, until_it_opens)
            )
            told: list[Outcome] = []
            for _ in range(20):  # ten minutes
                told += await visitors.ask(25)
                visitors.clock.advance(30)
        assert len(told) == 500
        assert all(one.fault for one in told)
        assert len(dead.requests) <= 30

        back = await stack.enter_async_context(FakeOpenAI(port=dead.port))
        assert [one.text for one in await visitors.ask(25) if not one.fault] == [SAID]
        assert len(back.requests) == 1, "the others do not run after the first"
        assert all(not one.fault for one in await visitors.ask(25))


async def test_a_flapping_provider_is_used_when_it_works(
    provider: FakeOpenAI, tmp_path: Path
) -> None:
    provider.answer_with(*random.Random(7).choices([error(500), text("Good")], k=200))
    outcomes: list[Outcome] = []
    async with provided(provider.base_url, tmp_path, at_once) as visitors:
        for _ in range(60):  # an hour
            outcomes += await visitors.ask(1)
            visitors.clock.advance(60)
        assert visitors.stack.breakers[0].ready

    assert len([one for one in outcomes if one.text == "Good"]) >= 45, "as without a breaker"
