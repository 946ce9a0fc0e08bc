"""Background work of a window: named, owned, and ended before its owner."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec

P = ParamSpec("P")

Work = Coroutine[Any, Any, object]


class Tasks:
    """Starts coroutines, keeps them alive, and hands their failures to whoever can tell a person.

    Attributes:
        on_failure: Called with the task's name and what it raised; a cancelled task has not failed.
    """

    def __init__(self, on_failure: Callable[[str, Exception], None]) -> None:
        self._on_failure = on_failure
        self._running: set[asyncio.Task[object]] = set()
        self._ended = False

    def start(self, name: str, work: Work) -> asyncio.Task[object] | None:
        """Run it until it is done or its owner ends; after that, nothing starts any more."""
        if self._ended:
            work.close()
            return None
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._done)
        return task

    def starter(
        self, name: str, work: Callable[P, Work], *args: P.args, **kwargs: P.kwargs
    ) -> Callable[..., None]:
        """A slot that starts this work; whatever the signal carries is dropped."""

        def start(*_from_signal: object) -> None:
            self.start(name, work(*args, **kwargs))

        return start

    async def end(self) -> None:
        """Cancel all that runs and wait until it is gone."""
        self._ended = True
        while self._running:
            for task in self._running:
                task.cancel()
            await asyncio.wait(self._running)

    def _done(self, task: asyncio.Task[object]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        failure = task.exception()
        if isinstance(failure, Exception):
            self._on_failure(task.get_name(), failure)
