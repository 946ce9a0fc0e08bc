"""A client is made at the first use and closed after the last."""

import asyncio
import threading
from contextlib import aclosing

import pytest

from server.ai.chat_model import ChatModel, FaultCode, ProviderFault
from server.ai.faults import fault
from server.ai.on_demand import OnDemand
from tests.server.ai.asking import QUESTION, STOP, Rehearsed, ask


async def test_it_is_made_once_at_the_first_use_and_off_the_loop() -> None:
    threads: list[threading.Thread] = []

    def make() -> ChatModel:
        threads.append(threading.current_thread())
        return Rehearsed(["Good", STOP])

    model = OnDemand("demand", make)
    assert threads == []

    outcomes = await asyncio.gather(ask(model), ask(model))

    assert [outcome.text for outcome in outcomes] == ["Good", "Good"]
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


async def test_closing_waits_for_the_streams_under_way() -> None:
    inner = Rehearsed(["Well, ", "good.", STOP])
    model = OnDemand("demand", lambda: inner)

    async with aclosing(model.stream(QUESTION)) as answer:
        await anext(answer)
        await model.close()
        assert inner.closed == 0
        rest = [part async for part in answer]

    assert rest[-1] == STOP
    assert inner.closed == 1


async def test_who_still_asks_after_the_close_is_served() -> None:
    inner = Rehearsed(["Good", STOP])
    model = OnDemand("demand", lambda: inner)
    await model.close()

    assert (await ask(model)).text == "Good"
    assert inner.closed == 1


async def test_never_used_is_never_made() -> None:
    def make() -> ChatModel:
        pytest.fail("nobody asked")

    await OnDemand("demand", make).close()


async def test_what_cannot_be_made_says_why() -> None:
    def make() -> ChatModel:
        raise fault(FaultCode.NO_MODEL)

    outcome = await ask(OnDemand("demand", make))

    assert isinstance(outcome.fault, ProviderFault)
    assert outcome.fault.fault is FaultCode.NO_MODEL
