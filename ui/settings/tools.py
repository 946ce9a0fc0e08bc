"""What every part of the settings works with, and the one way in which a value is kept."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from server.domain.errors import KnownError
from ui.api_client import ApiClient
from ui.i18n import tr
from ui.icons import Icons
from ui.settings.faults import fault_sentence
from ui.settings.plan import Binding
from ui.tasks import Tasks


class Messages(Protocol):
    """Says what passes; see `ui.message_bar.MessageBar`."""

    def show_notice(self, sentence: str, undo: Callable[[], object] | None = None) -> None: ...

    def show_trouble(self, sentence: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """Passed to sections and to controls that do more than hold a value."""

    api: ApiClient
    icons: Icons
    tasks: Tasks
    messages: Messages

    async def keep(self, binding: Binding, value: Any, name: str, *, undoable: bool = True) -> None:
        """Save it and offer to take it back; raises `KnownError`."""
        before = binding.read()
        await binding.write(value)
        undo = partial(self._put_back, binding, before) if undoable else None
        self.messages.show_notice(tr("Saved: {name}").format(name=name), undo)

    def do(self, name: str, work: Awaitable[object], told: Callable[[str], object]) -> None:
        """Start it; known trouble becomes a sentence for `told`, a good end the empty one."""
        self.tasks.start(name, _telling(work, told))

    def _put_back(self, binding: Binding, before: Any) -> None:
        self.do("take back", binding.write(before), self._say_trouble)

    def _say_trouble(self, sentence: str) -> None:
        if sentence:
            self.messages.show_trouble(sentence)


async def _telling(work: Awaitable[object], told: Callable[[str], object]) -> None:
    try:
        await work
    except KnownError as error:
        told(fault_sentence(error))
    else:
        told("")
