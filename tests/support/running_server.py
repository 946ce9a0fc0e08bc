"""A real server process on a port of its own, which a test may stop, kill and start again."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from app.ready_line import Ready, read_ready_line

# Generous: they end a test that hangs, they do not judge speed on a busy machine.
_START_SECONDS = 60.0
_STOP_SECONDS = 30.0
_SETTINGS = "DESKBELL_"


class RunningServer:
    """`python -m app serve` on a data directory; started again, it takes the same port."""

    def __init__(self, data_dir: Path, settings: Mapping[str, str]) -> None:
        self.data_dir = data_dir
        self.log = data_dir.with_suffix(".log")
        self._environment = _without_settings() | dict(settings)
        self._process: Process | None = None
        self._port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = await self._run("serve", "--port", str(self._port), stderr=log.fileno())
        assert self._process.stdout is not None
        async with asyncio.timeout(_START_SECONDS):
            line = await self._process.stdout.readline()
        ready = read_ready_line(line)
        if not isinstance(ready, Ready):
            raise TypeError(f"not ready: {line!r}\n{self.log.read_text()}")
        self._port = ready.port

    async def stop(self) -> int:
        """As Ctrl-C does; the exit code."""
        return await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        """As a power cut does."""
        await self._end(signal.SIGKILL)

    async def add_agent(
        self, username: str, password: str, *, name: str, role: str = "agent"
    ) -> None:
        command = ["agent", "add", "--username", username, "--role", role]
        process = await self._run(*command, "--display-name", name, "--password-stdin", stderr=PIPE)
        _, errors = await process.communicate(f"{password}\n".encode())
        assert process.returncode == 0, errors.decode()

    async def _run(self, *arguments: str, stderr: int) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "app", *arguments, "--data-dir", str(self.data_dir)),
            env=self._environment,
            stdin=PIPE if "--password-stdin" in arguments else DEVNULL,
            stdout=PIPE,
            stderr=stderr,
        )

    async def _end(self, how: signal.Signals) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        if process.returncode is None:
            process.send_signal(how)
        async with asyncio.timeout(_STOP_SECONDS):
            await process.communicate()
        assert process.returncode is not None
        return process.returncode


def _without_settings() -> dict[str, str]:
    """The developer's own settings do not reach the servers of tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_SETTINGS)}


@asynccontextmanager
async def running_server(
    data_dir: Path, settings: Mapping[str, str] | None = None
) -> AsyncIterator[RunningServer]:
    """Ready when entered; ended, whatever state the test left it in."""
    server = RunningServer(data_dir, settings or {})
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
