"""One event loop for Qt and asyncio: qasync behind an adapter that closes its holes.

What qasync 0.28 gets wrong for a program that must end well, and what is done about it here:

- Qt may end its own loop (`QApplication.quit()`, the session's end): it is entered again until
  asyncio itself stops, so that the owner of the program can still close it in order.
- A cancelled delay keeps its Qt timer, and all that it refers to, until it expires: freed at once.
- Every `call_soon` costs one Qt timer: one timer serves all that is ready.
- `call_soon_threadsafe` returns nothing and drops the context: it returns a handle and keeps it.
- Steps of tasks run without a running loop when Qt pumps events by itself: the loop is set.
"""

import asyncio
import contextvars
import math
import os
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, cast

# Else qasync takes the first binding that it finds on this machine.
os.environ["QT_API"] = "pyside6"

import qasync
from PySide6.QtCore import QObject, Qt, QTimerEvent, Signal
from PySide6.QtWidgets import QApplication

T = TypeVar("T")

# Qt counts milliseconds in 31 bits; a longer delay is waited for in parts.
_LONGEST_TIMER_SECONDS = 1_000_000.0
_THREADS = 4


class _Delayed(asyncio.TimerHandle):
    """A delayed call that knows its Qt timer."""

    timer_id = 0


class _Agenda(QObject):
    """What the loop still has to call: in order what is ready, by Qt timers what is delayed."""

    _woken = Signal()

    def __init__(self, loop: "QtEventLoop") -> None:
        super().__init__()
        self._loop = loop
        self._ready: deque[asyncio.Handle] = deque()
        self._delayed: dict[int, _Delayed] = {}
        self._zero_timer = 0
        self._woken.connect(self._arm, Qt.ConnectionType.QueuedConnection)

    def soon(self, handle: asyncio.Handle) -> None:
        self._ready.append(handle)
        self._arm()

    def soon_from_thread(self, handle: asyncio.Handle) -> None:
        self._ready.append(handle)
        self._woken.emit()

    def later(self, handle: _Delayed) -> None:
        delay = min(max(0.0, handle.when() - self._loop.time()), _LONGEST_TIMER_SECONDS)
        handle.timer_id = self.startTimer(math.ceil(delay * 1000), Qt.TimerType.PreciseTimer)
        self._delayed[handle.timer_id] = handle

    def forget(self, handle: _Delayed) -> None:
        if self._delayed.pop(handle.timer_id, None) is not None:
            self.killTimer(handle.timer_id)

    def clear(self) -> None:
        for handle in [*self._delayed.values()]:
            self.forget(handle)
        self._ready.clear()

    def timerEvent(self, event: QTimerEvent) -> None:
        timer_id = event.timerId()
        self.killTimer(timer_id)
        if timer_id == self._zero_timer:
            self._zero_timer = 0
            self._run_ready()
        elif (delayed := self._delayed.pop(timer_id, None)) is not None:
            self._run_delayed(delayed)

    def _arm(self) -> None:
        if self._ready and not self._zero_timer:
            self._zero_timer = self.startTimer(0)

    def _run_ready(self) -> None:
        # Only those that are ready now: what they add waits until Qt has had its turn.
        for _ in range(len(self._ready)):
            if not self._ready:
                return
            handle = self._ready.popleft()
            self._arm()  # should this call open a nested Qt loop, the others still go on
            self._run(handle)

    def _run_delayed(self, handle: _Delayed) -> None:
        if handle.when() > self._loop.time():
            self.later(handle)
        else:
            self._run(handle)

    def _run(self, handle: asyncio.Handle) -> None:
        if handle.cancelled():
            return
        # asyncio keeps these three for those who write loops.
        outer = asyncio._get_running_loop()  # noqa: SLF001
        asyncio._set_running_loop(self._loop)  # noqa: SLF001
        try:
            handle._run()  # noqa: SLF001
        except (SystemExit, KeyboardInterrupt) as end:
            self._loop.end_with(end)
        finally:
            asyncio._set_running_loop(outer)  # noqa: SLF001


class QtEventLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync is untyped
    """An asyncio loop that Qt drives; make it with `new_loop`."""

    def __init__(self, app: QApplication) -> None:
        self._agenda = _Agenda(self)
        self._stop_asked = False
        self._end: BaseException | None = None
        super().__init__(app)
        self.set_default_executor(ThreadPoolExecutor(_THREADS, thread_name_prefix="loop"))

    def run_forever(self) -> None:
        self._stop_asked = False
        while not self._stop_asked:
            super().run_forever()
        if self._end is not None:
            end, self._end = self._end, None
            raise end

    def stop(self) -> None:
        self._stop_asked = True
        super().stop()

    def end_with(self, end: BaseException) -> None:
        """Stop, and raise this from `run_forever`: Qt would swallow it."""
        self._end = end
        self.stop()

    def close(self) -> None:
        super().close()
        self._agenda.clear()

    def call_soon(
        self,
        callback: Callable[..., object],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle:
        self._check_closed()
        handle = asyncio.Handle(callback, args, self, context)
        self._agenda.soon(handle)
        return handle

    def call_soon_threadsafe(
        self,
        callback: Callable[..., object],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle:
        self._check_closed()
        handle = asyncio.Handle(callback, args, self, context)
        self._agenda.soon_from_thread(handle)
        return handle

    def call_later(
        self,
        delay: float,
        callback: Callable[..., object],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.TimerHandle:
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(
        self,
        when: float,
        callback: Callable[..., object],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.TimerHandle:
        self._check_closed()
        handle = _Delayed(when, callback, args, self, context)
        self._agenda.later(handle)
        return handle

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        self._agenda.forget(cast(_Delayed, handle))


def new_loop() -> asyncio.AbstractEventLoop:
    """A loop for the one QApplication, which is made if there is none."""
    app = QApplication.instance() or QApplication(["deskbell"])
    # Closing the window hides it to the tray; the program ends when its owner says so.
    cast(QApplication, app).setQuitOnLastWindowClosed(False)
    return cast(asyncio.AbstractEventLoop, QtEventLoop(cast(QApplication, app)))


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run the program: the loop ends with `main`, and every task with the loop."""
    with asyncio.Runner(loop_factory=new_loop) as runner:
        return runner.run(main)
