"""What the pipeline knows of a plugin, and our own filters in that form."""

import asyncio
import inspect
from collections.abc import Callable
from typing import Protocol

from server.domain.plugins import PluginSource, PluginState, PluginStatus
from server.pipeline.faults import Faults
from server.pipeline.hooks import Hook, catalogue
from server.pipeline.verdicts import Verdict
from server.pipeline.wire import BadVerdict, checked


class Plugin(Protocol):
    """Whatever answers hooks. Its faults are its own: `ask` never raises one."""

    @property
    def name(self) -> str:
        """Unique, and shown beside what it did."""
        ...

    def answers(self, hook: type[Hook]) -> bool:
        """Whether asking it makes sense now."""
        ...

    async def ask(self, hook: Hook, seconds: float) -> Verdict | None:
        """Its verdict within this time; None when it has none, failed, or was too slow."""
        ...

    def state(self) -> PluginState:
        """For the owner."""
        ...


class BuiltIn:
    """One of our own filters: methods named after hooks, run where the server runs."""

    def __init__(self, name: str, filter_: object, faults: Faults) -> None:
        self.name = name
        self._faults = faults
        self._title = (type(filter_).__doc__ or "").partition("\n")[0]
        functions = {hook: getattr(filter_, hook, None) for hook in catalogue()}
        self._functions: dict[str, Callable[[Hook], object]] = {
            hook: function for hook, function in functions.items() if callable(function)
        }

    def answers(self, hook: type[Hook]) -> bool:
        return hook.hook_name() in self._functions and not self._faults.too_many

    async def ask(self, hook: Hook, seconds: float) -> Verdict | None:
        try:
            async with asyncio.timeout(seconds):
                returned = self._functions[hook.hook_name()](hook)
                if inspect.isawaitable(returned):
                    returned = await returned
            return checked(type(hook), returned)
        except TimeoutError:
            self._faults.add(f"{hook.hook_name()} took longer than {seconds * 1000:.0f} ms")
        except BadVerdict as error:
            self._faults.add(f"{hook.hook_name()}: {error}")
        except Exception as error:  # noqa: BLE001 - a filter's bug must not cost a message
            self._faults.add(f"{hook.hook_name()}: {type(error).__name__}: {error}")
        return None

    def state(self) -> PluginState:
        return PluginState(
            name=self.name,
            source=PluginSource.BUILT_IN,
            title=self._title,
            enabled=True,
            status=PluginStatus.DISABLED if self._faults.too_many else PluginStatus.ON,
            hooks=tuple(sorted(self._functions)),
            faults=self._faults.total,
            last_fault=self._faults.last,
            output="",
        )
