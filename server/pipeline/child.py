"""The server's end of a plugin's process: questions go in, answers come out, within their time."""

import asyncio
import contextlib
import itertools
import json
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from server.pipeline.hooks import Hook
from server.pipeline.verdicts import Verdict
from server.pipeline.wire import MAX_LINE_BYTES, BadVerdict, hook_line, read_verdict
from server.security.own_process import OF_ITS_OWN, clean_environment, kill_all

START_SECONDS = 10.0  # a plugin may import large libraries
_MOST_STRAY_LINES = 100
_LAST_SECONDS = 1.0
_INTRUDED = "it wrote into the server's pipe"

Read = dict[str, Any]


class Ended(Exception):
    """The process has ended, or was ended, through the plugin's fault; the text says how."""


class Faulty(Exception):
    """A question was answered with an error; the process goes on."""


@dataclass(slots=True)
class Call:
    """A question that waits for its answer; `begun` once the plugin's function runs."""

    hook: type[Hook]
    answer: asyncio.Future[Verdict | None]
    begun: bool = False


@dataclass(slots=True)
class Calls:
    """The questions under way, by number."""

    open: dict[int, Call] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @contextlib.contextmanager
    def new(self, hook: type[Hook]) -> Iterator[tuple[int, Call]]:
        number = next(self.numbers)
        call = Call(hook, asyncio.get_running_loop().create_future())
        self.open[number] = call
        try:
            yield number, call
        finally:
            del self.open[number]

    def drop(self) -> None:
        """Nobody will answer any more: go on without."""
        for call in self.open.values():
            if not call.answer.done():
                call.answer.set_result(None)


class Child:
    """A running process. `run` reads until it ends; `ask` works meanwhile."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.hooks: frozenset[str] = frozenset()
        self._process = process
        self._calls = Calls()
        self._stray = 0
        self._because = ""
        self._patience: asyncio.Timeout | None = None

    @classmethod
    async def spawn(cls, command: Sequence[str], folder: Path, output: IO[bytes]) -> "Child":
        """A new process that knows nothing of us but the pipe; `ready` comes next."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=output,
            cwd=folder,
            env=clean_environment(folder),
            limit=MAX_LINE_BYTES,
            **OF_ITS_OWN,
        )
        return cls(process)

    async def ready(self) -> None:
        """Wait until the plugin is loaded; raises `Ended`."""
        try:
            async with asyncio.timeout(START_SECONDS):
                said = await self._read() or {}
        except TimeoutError:
            raise Ended(f"it was not loaded within {START_SECONDS:.0f} s") from None
        hooks = said.get("hooks")
        if said.get("ready") is not True or not isinstance(hooks, list):
            detail = said.get("detail") or self._because or "it ended"
            raise Ended(f"it cannot be loaded: {detail}")
        self.hooks = frozenset(map(str, hooks))

    async def run(self) -> None:
        """Pass answers on until the process ends, which raises `Ended`."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(None) as self._patience:
                while self._because == "" and (said := await self._read()) is not None:
                    self._take(said)
        self._patience = None
        self._calls.drop()
        raise Ended(self._because or f"its process ended by itself ({await self._exit()})")

    async def ask(self, hook: Hook, seconds: float) -> Verdict | None:
        """The plugin's verdict; None also when others kept it busy, or it has ended.

        Raises:
            Faulty: It failed, or returned what it may not.
        """
        with self._calls.new(type(hook)) as (number, call):
            try:
                async with asyncio.timeout(seconds):
                    self._write(hook_line(number, hook))
                    return await call.answer
            except TimeoutError:
                if call.begun or not any(one.begun for one in self._calls.open.values()):
                    self._end(f"{hook.hook_name()} took longer than {seconds * 1000:.0f} ms")
                return None

    def end(self) -> None:
        """Let it end without another fault: enough is known."""
        self._end("it failed too often")

    async def close(self) -> None:
        """End it, whatever it is doing; its children too where the system allows."""
        self._kill()
        await self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()

    def _write(self, question: bytes) -> None:
        if self._process.stdin is not None and not self._process.stdin.is_closing():
            self._process.stdin.write(question)

    async def _read(self) -> Read | None:
        """The next line; None at the end of the pipe, or of our patience."""
        if self._process.stdout is None:
            return None
        try:
            line = await self._process.stdout.readline()
            said = json.loads(line or "null")
        except (ValueError, RecursionError):  # too long, or no JSON
            line, said = b"?", None
        if line and not isinstance(said, dict):
            self._end(_INTRUDED)
        return said if isinstance(said, dict) else None

    def _take(self, said: Read) -> None:
        call = self._calls.open.get(said["id"]) if isinstance(said.get("id"), int) else None
        if call is None or call.answer.done():
            self._stray += 1
            if self._stray > _MOST_STRAY_LINES:
                self._end(_INTRUDED)
        elif "begun" in said:
            call.begun = True
        elif "fault" in said:
            call.answer.set_exception(Faulty(f"{call.hook.hook_name()}: {said['fault']}"))
        else:
            try:
                call.answer.set_result(read_verdict(call.hook, said.get("verdict")))
            except BadVerdict as error:
                call.answer.set_exception(Faulty(str(error)))

    def _end(self, because: str) -> None:
        if self._because:
            return
        self._because = because
        self._kill()
        self._calls.drop()
        if self._patience is not None:
            # What it has started may still hold the pipe, whose end is not worth waiting for.
            self._patience.reschedule(0)

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill_all(self._process.pid)

    async def _exit(self) -> str:
        """How it ended; it may have closed the pipe and gone on."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), _LAST_SECONDS)
        self._kill()
        code = await self._process.wait()
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
