"""Plugins in a folder, run as the server runs them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from server.domain.plugins import PluginSettings, PluginState, PluginStatus
from server.pipeline import Hook, OnMessage
from server.pipeline.external import Launcher, host_command
from server.pipeline.plugins import Plugins
from server.pipeline.runner import Outcome, Pipeline
from tests.server.instruments import ManualClock

PATIENCE = 60.0  # several engineers' tests may share a slow machine
SECONDS = 2.0  # generous, so that a good plugin is never late


@dataclass(slots=True)
class Stage:
    """A pipeline with its plugins, and what it told about them."""

    folder: Path
    plugins: Plugins
    pipeline: Pipeline
    clock: ManualClock
    faults: list[str] = field(default_factory=list)

    def write(self, name: str, source: str) -> None:
        self.folder.mkdir(exist_ok=True)
        (self.folder / f"{name}.py").write_text(source, encoding="utf-8")

    async def run(self, *names: str, order: Sequence[str] = ()) -> None:
        """Switch exactly these on, and wait until each has started or given up."""
        await self.plugins.apply(PluginSettings(enabled=names, order=tuple(order)))
        await self.settled()

    async def settled(self) -> None:
        """Nobody is about to start."""
        await self.until(
            lambda: all(one.status is not PluginStatus.STARTING for one in self.states)
        )

    async def say(self, text: str) -> Outcome[OnMessage]:
        return await self.pipeline.ask(message(text))

    @property
    def states(self) -> tuple[PluginState, ...]:
        return self.plugins.states()

    def state(self, name: str) -> PluginState:
        return next(one for one in self.states if one.name == name)

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not true():
                await asyncio.sleep(0.01)


@asynccontextmanager
async def staged(folder: Path, seconds: Callable[[type[Hook]], float]) -> AsyncIterator[Stage]:
    clock = ManualClock()
    faults: list[str] = []
    plugins = Plugins(
        folder, Launcher(host_command()), clock, on_fault=faults.append, points=lambda: ()
    )
    try:
        yield Stage(folder, plugins, Pipeline(plugins.in_order, seconds), clock, faults)
    finally:
        await plugins.close()


def message(text: str, visitor: str = "visitor", locale: str = "en") -> OnMessage:
    return OnMessage(conversation_id="conversation", visitor_id=visitor, locale=locale, text=text)
