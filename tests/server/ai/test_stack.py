"""All coats at once, around the real SDK."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from server.ai.deadlines import Patience
from server.ai.stack import Backing, Endpoint, Setup, Stack, Stacks
from server.clock import SystemClock
from server.domain.settings import BudgetSettings, Prices
from tests.server.ai.asking import Outcome, ask, at_once
from tests.server.ai.backing import backing, opened
from tests.support.fake_openai import MODEL, SAID, Answer, FakeOpenAI, chunk, error, sse, text

CALM = Patience(first=60, gap=60, total=60)
HURRIED = Patience(first=60, gap=0.3, total=60)

Build = Callable[[Patience], Stack]


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[Backing]:
    async with opened(tmp_path) as database:
        yield backing(database, SystemClock())


@pytest.fixture
async def build(provider: FakeOpenAI, real: Backing) -> AsyncIterator[Build]:
    built: list[Stack] = []

    def make(patience: Patience) -> Stack:
        stacks = Stacks(clock=SystemClock(), patience=patience, backing=real, sleep=at_once)
        endpoint = Endpoint(base_url=provider.base_url, model=MODEL, key=None, prices=Prices())
        setup = Setup(endpoints=(endpoint,), budget=BudgetSettings(), zone=None)
        built.append(stacks.build(setup))
        return built[-1]

    yield make
    for stack in built:
        await stack.model.close()


SILENT = [
    (sse(chunk("")), "incomplete"),
    (text("Well, ", "no.", hold=asyncio.Event()), "timeout"),
]


@pytest.mark.parametrize(("answer", "code"), SILENT)
async def test_a_provider_that_falls_silent_is_left_alone(
    answer: Answer, code: str, build: Build, provider: FakeOpenAI
) -> None:
    stack = build(HURRIED)
    provider.answer_with(*[answer] * 5)

    outcomes = await asyncio.gather(*[ask(stack.model) for _ in range(5)])

    assert [one.fault and one.fault.code for one in outcomes] == [code] * 5
    assert not stack.breakers[0].ready


async def test_retries_end_when_the_breaker_opens(build: Build, provider: FakeOpenAI) -> None:
    provider.answer_with(*[error(503)] * 9)
    stack = build(CALM)

    outcomes = [await ask(stack.model) for _ in range(3)]

    assert [one.fault.code for one in outcomes if one.fault] == [
        *("server_error", "breaker_open", "breaker_open")
    ]
    assert len(provider.requests) == 5


async def test_so_many_are_served_and_the_rest_is_told_at_once(
    build: Build, provider: FakeOpenAI
) -> None:
    gate = asyncio.Event()
    provider.answer_with(*[text("Well, ", "good.", hold=gate)] * 8)
    stack = build(CALM)

    async def last() -> Outcome:
        await until(lambda: len(provider.requests) == 8)
        turned_away = await ask(stack.model)
        gate.set()
        return turned_away

    *outcomes, turned_away = await asyncio.gather(*[ask(stack.model) for _ in range(58)], last())

    assert turned_away.fault is not None
    assert turned_away.fault.code == "overloaded"
    assert [one.text for one in outcomes].count("Well, good.") == 8
    assert [one.text for one in outcomes].count(SAID) == 50


async def test_when_visitors_leave_the_provider_is_told(build: Build, provider: FakeOpenAI) -> None:
    provider.answer_with(*[text("Well, ", "good.", hold=asyncio.Event())] * 8)
    stack = build(CALM)

    async with asyncio.TaskGroup() as group:
        visitors = [group.create_task(ask(stack.model)) for _ in range(20)]
        await until(lambda: len(provider.requests) == 8)
        for visitor in visitors:
            visitor.cancel()

    for request in provider.requests:
        await request.left.wait()
    assert (await ask(stack.model)).text == SAID


async def until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.01)
