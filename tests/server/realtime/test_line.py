"""A line: what happens while the backlog is read comes after it, once."""

import asyncio
from itertools import combinations_with_replacement

import pytest

from server.config import Limits
from server.realtime.line import Line
from server.realtime.outbox import Outbox, Overflow


async def sent(outbox: Outbox) -> list[str]:
    """What waits."""
    outbox.put("the end")
    frames = [await outbox.take()]
    while frames[-1] != "the end":
        frames.append(await outbox.take())
    return frames[:-1]


async def test_what_is_held_comes_out_without_the_overlap() -> None:
    outbox = Outbox(Limits())
    line = Line(outbox)
    for number in (3, 4, None, 5):
        line.send(f"live {number}", number)
    line.answer("backlog up to 4")
    before = line.released
    line.release(4)
    line.send("live 6", 6)
    line.send("late 4", 4)
    assert (before, line.released) == (False, True)
    assert await sent(outbox) == ["backlog up to 4", "live None", "live 5", "live 6"]


async def test_wherever_the_backlog_ends_nothing_is_missed_or_doubled() -> None:
    """Committed 1 to 5; subscribed, read, and released at every possible moment."""
    for subscribed, read, released in combinations_with_replacement(range(6), 3):
        outbox = Outbox(Limits())
        line = Line(outbox)
        for number in range(subscribed + 1, released + 1):
            line.send(f"{number}", number)
        for number in range(1, read + 1):
            line.answer(f"{number}")
        line.release(read)
        for number in range(released + 1, 6):
            line.send(f"{number}", number)
        assert await sent(outbox) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("limits", [Limits(queue_frames=3), Limits(queue_bytes=8)])
async def test_an_outbox_is_bounded_and_then_forgets_everything(limits: Limits) -> None:
    outbox = Outbox(limits)
    for _ in range(3):
        outbox.put("ab")
    assert [await outbox.take() for _ in range(3)] == ["ab", "ab", "ab"]
    for _ in range(5):
        outbox.put("ab")
    with pytest.raises(Overflow):
        await outbox.take()
    outbox.put("more")
    with pytest.raises(Overflow):
        await outbox.take()


async def test_whoever_waits_is_woken_by_an_overflow() -> None:
    outbox = Outbox(Limits(queue_bytes=1))
    asyncio.get_running_loop().call_later(0.01, outbox.put, "too long")
    with pytest.raises(Overflow):
        await outbox.take()
