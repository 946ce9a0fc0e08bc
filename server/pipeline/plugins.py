"""All plugins of this server: ours first, then the others as the owner ordered and enabled them."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path

from server.clock import Clock
from server.domain.errors import NotFound
from server.domain.plugins import PluginSettings, PluginState
from server.pipeline.external import External, Launcher
from server.pipeline.faults import Faults
from server.pipeline.loader import Found, find, installed
from server.pipeline.plugin import BuiltIn, Plugin
from server.tasks import Tasks

FOLDER_NAME = "plugins"


class Plugins:
    """Who is asked, in which order.

    Args:
        folder: Where the owner puts files; it need not be there.
        on_fault: Told the plugin's name at each fault.
        points: The entry points of installed distributions.
    """

    def __init__(
        self,
        folder: Path,
        launcher: Launcher,
        clock: Clock,
        *,
        on_fault: Callable[[str], None],
        points: Callable[[], Iterable[EntryPoint]] = installed,
    ) -> None:
        self._folder = folder
        self._launcher = launcher
        self._clock = clock
        self._on_fault = on_fault
        self._points = points
        self._tasks = Tasks()
        self._built_in: list[Plugin] = []
        self._externals: dict[str, External] = {}
        self._settings = PluginSettings()
        self._changing = asyncio.Lock()

    def add_built_in(self, name: str, filter_: object) -> None:
        """One of our own, after those that were added before."""
        self._built_in.append(BuiltIn(name, filter_, self._faults(name)))

    def in_order(self) -> Sequence[Plugin]:
        """Those to ask; the pipeline calls this for each hook."""
        return (*self._built_in, *self._externals.values())

    def states(self) -> tuple[PluginState, ...]:
        """All of them, in their order."""
        return tuple(plugin.state() for plugin in self.in_order())

    def external_names(self) -> tuple[str, ...]:
        """Those that can be ordered and switched, in their order."""
        return tuple(self._externals)

    def check_external(self, name: str) -> None:
        """Raises `NotFound` when there is no such plugin, or it is built in."""
        if name not in self._externals:
            raise NotFound("no_such_plugin", f"There is no plugin {name!r} in the plugins folder.")

    async def apply(self, settings: PluginSettings) -> None:
        """Look into the folder again, then run exactly what the settings name, in that order.

        A plugin whose file has changed is started anew; a disabled one gets another chance only
        by being switched off and on, or changed.
        """
        async with self._changing:
            self._settings = settings
            found = await asyncio.to_thread(find, self._folder, self._points)
            await self._drop_all_but(found)
            self._externals = {one.name: self._kept_or_new(one) for one in self._ordered(found)}
            for name, external in self._externals.items():
                if name not in settings.enabled:
                    await external.switch_off()
                elif not external.enabled:
                    external.switch_on()

    async def rescan(self) -> None:
        """Look into the folder again."""
        await self.apply(self._settings)

    async def restart(self, name: str) -> None:
        """Another chance for this one; raises `NotFound`."""
        self.check_external(name)
        async with self._changing:
            await self._externals[name].switch_off()
            self._externals[name].switch_on()

    async def close(self) -> None:
        """End all processes; returns when they are gone."""
        await self._tasks.close()

    async def _drop_all_but(self, found: Sequence[Found]) -> None:
        """Those that are gone or have changed end now."""
        for name, external in list(self._externals.items()):
            if external.found not in found:
                del self._externals[name]
                await external.switch_off()

    def _kept_or_new(self, found: Found) -> External:
        if (kept := self._externals.get(found.name)) is not None:
            return kept
        return External(found, self._launcher, self._faults(found.name), self._tasks)

    def _ordered(self, found: Sequence[Found]) -> list[Found]:
        places = {name: place for place, name in enumerate(self._settings.order)}
        last = len(places)
        ours = {plugin.name for plugin in self._built_in}
        others = [one for one in found if one.name not in ours]
        return sorted(others, key=lambda one: (places.get(one.name, last), one.name))

    def _faults(self, name: str) -> Faults:
        return Faults(name, self._clock, self._on_fault)
