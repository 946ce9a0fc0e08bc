"""Keeps the server running as a child: starts it, again when it dies, and ends it in order."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from app.child_log import ChildLog
from app.ready_line import Ready, Refusal
from app.restarts import Again, Patience, Restarts
from app.server_process import ServerProcess

_TOKEN_BYTES = 32
_LONGEST_KILL_SECONDS = 5.0


class SupervisorState(StrEnum):
    """How the child stands; FAILED waits for a person."""

    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"
    STOPPING = "stopping"
    FAILED = "failed"


class Supervisor(QObject):
    """One child at a time.

    Signals:
        state_changed: The new `SupervisorState`.
        ready: Address for this PC, and the one-time owner's token of this start.
    """

    state_changed = Signal(object)
    ready = Signal(str, str)

    def __init__(
        self,
        command: Callable[[int], Sequence[str]],
        port: int,
        log: ChildLog,
        patience: Patience | None = None,
    ) -> None:
        super().__init__()
        self._command = command
        self._log = log
        self._patience = patience or Patience()
        self._restarts = Restarts(port, self._patience)
        self._state = SupervisorState.STOPPED
        self._child: ServerProcess | None = None
        self._answer: Ready | Refusal | None = None
        self._settled = asyncio.Event()
        self._uptime = QElapsedTimer()
        self._retry = _single_shot(self, self._launch)
        self._overdue = _single_shot(self, self._give_up_waiting)

    @property
    def state(self) -> SupervisorState:
        return self._state

    @property
    def server(self) -> Ready | None:
        """What runs; None unless READY."""
        is_ready = self._state is SupervisorState.READY
        return self._answer if is_ready and isinstance(self._answer, Ready) else None

    @property
    def failure(self) -> Refusal | None:
        """Why it is FAILED."""
        has_failed = self._state is SupervisorState.FAILED
        return self._answer if has_failed and isinstance(self._answer, Refusal) else None

    def start(self) -> None:
        if self._state not in {SupervisorState.STOPPED, SupervisorState.FAILED}:
            return
        self._restarts.begin()
        self._enter(SupervisorState.STARTING)
        self._launch()

    async def stop(self) -> None:
        """End the child and wait until it is gone: politely, then firmly, then by force."""
        self._retry.stop()
        self._overdue.stop()
        child = self._child
        if child is None:
            self._enter(SupervisorState.STOPPED)
            return
        self._enter(SupervisorState.STOPPING)
        for ask, seconds in (
            (child.close_stdin, self._patience.leave),
            (child.terminate, self._patience.terminate),
            (child.kill, _LONGEST_KILL_SECONDS),
        ):
            ask()
            if await child.gone_within(seconds):
                return

    async def restart(self) -> None:
        """A new run, for settings that count only at the start; returns when it is decided."""
        await self.stop()
        self.start()
        await self._settled.wait()

    def _launch(self) -> None:
        command = self._command(self._restarts.port)
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._answer = None
        self._child = ServerProcess(command, token, self._log, self)
        self._child.answered.connect(self._on_answer)
        self._child.ended.connect(self._on_end)
        self._overdue.start(_milliseconds(self._patience.ready))
        self._child.start()

    def _on_answer(self, answer: Ready | Refusal) -> None:
        self._overdue.stop()
        self._answer = answer
        if self._state is not SupervisorState.STARTING or self._child is None:
            return
        if isinstance(answer, Refusal):
            self._overdue.start(_milliseconds(self._patience.leave))  # it ends by itself
            return
        self._restarts.succeeded(answer.port)
        self._uptime.start()
        self._enter(SupervisorState.READY)
        self.ready.emit(answer.url, self._child.owner_token)

    def _on_end(self, exit_code: int) -> None:
        self._overdue.stop()
        if self._child is not None:
            self._child.deleteLater()
            self._child = None
        if self._state is SupervisorState.STOPPING:
            self._enter(SupervisorState.STOPPED)
        else:
            self._ended_unasked(exit_code)

    def _ended_unasked(self, exit_code: int) -> None:
        verdict = self._verdict(exit_code)
        self._log.note(f"the server ended unasked, exit code {exit_code}")
        if isinstance(verdict, Refusal):
            self._answer = verdict
            self._enter(SupervisorState.FAILED)
        else:
            self._enter(SupervisorState.STARTING)
            self._retry.start(_milliseconds(verdict.delay))

    def _verdict(self, exit_code: int) -> Again | Refusal:
        if self._state is SupervisorState.READY:
            return self._restarts.after_death(self._uptime.elapsed() / 1000)
        refusal = self._answer if isinstance(self._answer, Refusal) else None
        return self._restarts.after_failed_start(refusal, exit_code, self._log.last())

    def _give_up_waiting(self) -> None:
        if self._child is not None:
            self._log.note("the server neither became ready nor ended in time")
            self._child.kill()

    def _enter(self, state: SupervisorState) -> None:
        if state is self._state:
            return
        self._state = state
        if state in {SupervisorState.STARTING, SupervisorState.STOPPING}:
            self._settled.clear()
        else:
            self._settled.set()
        self.state_changed.emit(state)


def _single_shot(owner: QObject, then: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(then)
    return timer


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
