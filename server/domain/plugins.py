"""Plugins as the owner sees them: what there is, what runs, what went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.domain.entity import Entity
from server.domain.errors import BadInput
from server.domain.text import MAX_ID_CHARS, check_unicode

MAX_PLUGINS = 100


class PluginSource(StrEnum):
    """Where a plugin comes from."""

    BUILT_IN = "built_in"
    FILE = "file"
    PACKAGE = "package"
    DISTRIBUTION = "distribution"


class PluginStatus(StrEnum):
    """How a plugin stands: `disabled` means that it failed too often and waits for a person."""

    OFF = "off"
    STARTING = "starting"
    ON = "on"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginFault(Entity):
    """What went wrong in a plugin, in words for its author."""

    detail: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginState(Entity):
    """One plugin.

    Attributes:
        name: Unique; the file's name without its ending, or the entry point's.
        title: The first line of its docstring; what it says itself about itself.
        enabled: Whether the owner wants it to run; built-in ones cannot be switched off here.
        hooks: What it answers; known once it runs.
        faults: Since the server started.
        output: The end of what it printed, for its author.
    """

    name: str
    source: PluginSource
    title: str
    enabled: bool
    status: PluginStatus
    hooks: tuple[str, ...]
    faults: int
    last_fault: PluginFault | None
    output: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginPage(Entity):
    """Every plugin, in the order in which they are asked."""

    items: tuple[PluginState, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutPlugin(Entity):
    """A change to one plugin.

    Attributes:
        enabled: True also gives a disabled plugin another chance; None leaves it.
        position: Its place among the plugins that are not built in, from 0; None leaves it.
    """

    enabled: bool | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginSettings(Entity):
    """What the owner has decided about plugins; code from outside is off until it is named here.

    Attributes:
        enabled: The names of those that run.
        order: Names in the order in which they are asked; unnamed ones follow, by name.
    """

    enabled: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in (*self.enabled, *self.order):
            if len(check_unicode(name)) > MAX_ID_CHARS:
                raise BadInput("name_too_long", f"A plugin's name has {MAX_ID_CHARS} characters.")
        if max(len(self.enabled), len(self.order)) > MAX_PLUGINS:
            raise BadInput("too_many", f"There can be {MAX_PLUGINS} plugins.")


def with_plugin(
    settings: PluginSettings, names: Sequence[str], name: str, put: PutPlugin
) -> PluginSettings:
    """The settings after this change to one plugin; `names` is the order as it was."""
    enabled, order = settings.enabled, settings.order
    if put.enabled is not None:
        others = tuple(one for one in enabled if one != name)
        enabled = (*others, name) if put.enabled else others
    if put.position is not None:
        moved = [one for one in names if one != name]
        moved.insert(max(0, put.position), name)
        order = tuple(moved)
    return PluginSettings(enabled=enabled, order=order)
