"""A plugin of somebody else: in a process of its own, started anew after a fault, up to a point."""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from server.domain.plugins import PluginState, PluginStatus
from server.pipeline.child import Child, Ended, Faulty
from server.pipeline.faults import Faults
from server.pipeline.hooks import Hook
from server.pipeline.loader import Found
from server.pipeline.verdicts import Verdict
from server.security.own_process import own_command
from server.tasks import Tasks

_MOST_OUTPUT_BYTES = 2_000


def host_command() -> tuple[str, ...]:
    """The same program as a plugin's host."""
    return own_command("plugin-host", "server.pipeline.host")


@dataclass(frozen=True, slots=True)
class Launcher:
    """Starts hosts; the plugin runs from a copy, so that it does not learn where the data is."""

    command: tuple[str, ...]

    @contextlib.asynccontextmanager
    async def child(self, found: Found, output: IO[bytes]) -> AsyncIterator[Child]:
        """A process for as long as it lasts; not ready yet."""
        folder = await asyncio.to_thread(_private_copy, found)
        try:
            child = await Child.spawn(self._command(found), folder, output)
            try:
                yield child
            finally:
                await child.close()
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    def _command(self, found: Found) -> tuple[str, ...]:
        option = () if found.path else ("--entry-point",)
        return (*self.command, *option, found.name)


def _private_copy(found: Found) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="deskbell-plugin-"))
    if found.path is None:
        return folder
    if found.path.is_dir():
        shutil.copytree(found.path, folder / found.path.name)
    else:
        shutil.copy(found.path, folder)
    return folder


class External:
    """Off until `switch_on`; a task of `tasks` keeps it running from then on."""

    def __init__(self, found: Found, launcher: Launcher, faults: Faults, tasks: Tasks) -> None:
        self.found = found
        self._launcher = launcher
        self._faults = faults
        self._tasks = tasks
        self._task: asyncio.Task[None] | None = None
        self._child: Child | None = None
        self._status = PluginStatus.OFF
        self._hooks: tuple[str, ...] = ()
        self._printing: IO[bytes] | None = None
        self._printed = ""

    @property
    def name(self) -> str:
        return self.found.name

    @property
    def enabled(self) -> bool:
        """Whether it is meant to run."""
        return self._status is not PluginStatus.OFF

    def answers(self, hook: type[Hook]) -> bool:
        return self._child is not None and hook.hook_name() in self._child.hooks

    async def ask(self, hook: Hook, seconds: float) -> Verdict | None:
        if self._child is None:
            return None
        try:
            return await self._child.ask(hook, seconds)
        except Faulty as error:
            self._faults.add(str(error))
            if self._faults.too_many:
                self._child.end()
        return None

    def switch_on(self) -> None:
        """Start it; one that was disabled gets another chance."""
        if self._task is not None and not self._task.done():
            return
        self._faults.forgive()
        self._status = PluginStatus.STARTING
        self._task = self._tasks.start(f"plugin {self.name}", self._run())

    async def switch_off(self) -> None:
        """End it; returns when it is gone."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
            self._task = None
        self._status = PluginStatus.OFF

    def state(self) -> PluginState:
        return PluginState(
            name=self.name,
            source=self.found.source,
            title=self.found.title,
            enabled=self.enabled,
            status=self._status,
            hooks=self._hooks,
            faults=self._faults.total,
            last_fault=self._faults.last,
            output=self._printed if self._printing is None else _end_of(self._printing),
        )

    async def _run(self) -> None:
        while not self._faults.too_many:
            self._status = PluginStatus.STARTING
            try:
                with self._kept_output() as output:
                    await self._live(output)
            except Ended as error:
                if not self._faults.too_many:
                    self._faults.add(str(error))
            except OSError as error:  # no room for its copy, no more processes
                self._faults.add(f"it cannot be started: {error}")
        self._status = PluginStatus.DISABLED

    async def _live(self, output: IO[bytes]) -> None:
        async with self._launcher.child(self.found, output) as child:
            await child.ready()
            self._hooks = tuple(sorted(child.hooks))
            self._child = child
            self._status = PluginStatus.ON
            try:
                await child.run()
            finally:
                self._child = None
                self._status = PluginStatus.STARTING

    @contextlib.contextmanager
    def _kept_output(self) -> Iterator[IO[bytes]]:
        """A file without a name for what it prints; the end of it is kept for its author."""
        with tempfile.TemporaryFile("a+b") as output:
            self._printing = output
            try:
                yield output
            finally:
                self._printing = None
                self._printed = _end_of(output)


def _end_of(output: IO[bytes]) -> str:
    output.seek(-min(_MOST_OUTPUT_BYTES, output.seek(0, 2)), 2)
    return output.read().decode(errors="replace")
