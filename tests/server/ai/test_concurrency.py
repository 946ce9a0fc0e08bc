"""How many ask one provider at a time."""

import asyncio

from server.ai.chat_model import FaultCode
from server.ai.concurrency import Limited
from tests.server.ai.asking import STOP, Outcome, Rehearsed, ask


async def until(model: Rehearsed, running: int) -> None:
    while model.running != running:
        await asyncio.sleep(0)


async def test_so_many_run_so_many_wait_and_the_rest_are_turned_away() -> None:
    gate = asyncio.Event()
    model = Rehearsed([gate, "Good", STOP])
    limited = Limited(model, in_flight=2, waiting=3, longest_wait=60)
    seen: list[int] = []

    async def release() -> None:
        await until(model, 2)
        await asyncio.sleep(0.05)  # time enough for a third to slip in
        seen.append(model.running)
        gate.set()

    *outcomes, _ = await asyncio.gather(*[ask(limited) for _ in range(7)], release())

    assert seen == [2]
    assert [o.text for o in outcomes if o] == ["Good"] * 5 + [""] * 2
    assert [o.fault.fault for o in outcomes if o and o.fault] == [FaultCode.OVERLOADED] * 2


async def test_nobody_waits_long_for_a_place() -> None:
    gate = asyncio.Event()
    model = Rehearsed([gate, "Good", STOP])
    limited = Limited(model, in_flight=1, longest_wait=0.05)

    async def second() -> Outcome:
        await until(model, 1)
        outcome = await ask(limited)
        gate.set()
        return outcome

    first, turned_away = await asyncio.gather(ask(limited), second())

    assert first.text == "Good"
    assert turned_away.fault is not None
    assert turned_away.fault.fault is FaultCode.OVERLOADED


async def test_who_leaves_makes_room() -> None:
    model = Rehearsed([asyncio.Event()], ["Good", STOP])
    limited = Limited(model, in_flight=1)

    async with asyncio.TaskGroup() as group:
        leaving = group.create_task(ask(limited))
        await until(model, 1)
        leaving.cancel()

    assert (await ask(limited)).text == "Good"
