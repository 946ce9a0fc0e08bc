"""Waiting in tests on the Qt loop: never with pytest-qt's own waits, they block that loop."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)

# Generous: it ends a test that hangs, it does not judge speed on a busy machine.
DEADLINE_SECONDS = 60.0


async def wait_signal(signal: Any, timeout: float = DEADLINE_SECONDS) -> tuple[Any, ...]:
    """What the next emission of this Qt signal carries."""
    emitted: asyncio.Future[tuple[Any, ...]] = asyncio.get_running_loop().create_future()

    def receive(*values: Any) -> None:
        if not emitted.done():
            emitted.set_result(values)

    signal.connect(receive)
    try:
        return await asyncio.wait_for(emitted, timeout)
    finally:
        signal.disconnect(receive)


async def wait_until(
    is_true: Callable[[], object], timeout: float = DEADLINE_SECONDS, *, what: str = ""
) -> None:
    """Return when the condition holds; fail with its description when it never does."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + timeout
    while not is_true():
        if loop.time() > deadline:
            raise TimeoutError(what or f"not so within {timeout} s")
        await asyncio.sleep(0.01)


def the_one(kind: type[W], within: QWidget) -> W:
    """The only widget of this kind inside another; fails when there are none or several."""
    (found,) = within.findChildren(kind)
    return found
