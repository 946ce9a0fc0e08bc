"""Background work: named, owned, and ended before its owner. The only creator of tasks."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)


class Tasks:
    """The tasks of one owner; `close` cancels them and waits until they have ended."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    def start(self, name: str, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run it; what it raises is logged as a bug, for nobody awaits it."""
        if self._closed:
            work.close()
            raise RuntimeError(f"cannot start {name!r}: the owner is closed")
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    @property
    def closed(self) -> bool:
        """Whether the owner ends: what was just committed may still be told of."""
        return self._closed

    async def close(self) -> None:
        """Cancel everything and wait for the end of it; nothing can be started afterwards."""
        self._closed = True
        while self._tasks:
            for task in tuple(self._tasks):
                task.cancel()
            await asyncio.wait(tuple(self._tasks))

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("background task %s failed", task.get_name(), exc_info=error)
