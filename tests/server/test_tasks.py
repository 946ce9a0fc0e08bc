"""Background work: named, owned, and ended before its owner."""

import asyncio

import pytest

from server.tasks import Tasks


async def test_closing_cancels_and_waits_for_the_end_of_it() -> None:
    tasks, ended = Tasks(), list[str]()

    async def slow_to_end(name: str) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.01)
            ended.append(name)

    for name in ("one", "two"):
        task = tasks.start(name, slow_to_end(name))
        assert task.get_name() == name
    await asyncio.sleep(0)
    await tasks.close()
    assert sorted(ended) == ["one", "two"]


async def test_work_that_starts_work_while_it_ends_is_ended_too() -> None:
    tasks = Tasks()

    async def stubborn() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            with pytest.raises(RuntimeError):
                await tasks.start("more", asyncio.sleep(10))

    stubborn_one = tasks.start("stubborn", stubborn())
    await asyncio.sleep(0)
    await tasks.close()
    assert stubborn_one.done()


async def test_what_it_raises_is_logged_as_a_bug(caplog: pytest.LogCaptureFixture) -> None:
    tasks = Tasks()

    async def faulty() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await tasks.start("faulty", faulty())
    assert caplog.messages == ["background task faulty failed"]
    await tasks.close()
    caplog.clear()


async def test_a_closed_owner_starts_nothing() -> None:
    tasks = Tasks()
    await tasks.close()
    with pytest.raises(RuntimeError):
        await tasks.start("late", asyncio.sleep(10))
