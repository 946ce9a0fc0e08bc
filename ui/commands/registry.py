"""All commands of a window, the keys that they have now, and which were used last."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.commands.command import Command
from ui.commands.keys import native
from ui.widgets.buttons import Button, IconButton, KeyedButton
from ui.widgets.composition import is_composing

Keys = tuple[str, ...]
_RECENT = 8


class Commands(QObject):
    """The only place that binds keys.

    Signals:
        keys_changed: Somebody chose other keys; all that differ from the built-in ones are sent,
            by command.
        ran: The id of a command that was just run.
    """

    keys_changed = Signal(object)
    ran = Signal(str)

    def __init__(self, window: QWidget, chosen: Mapping[str, Keys] | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._chosen = dict(chosen or {})
        self._commands: dict[str, Command] = {}
        self._shortcuts: dict[str, QShortcut] = {}
        self._recent: list[str] = []
        self._buttons: list[tuple[str, KeyedButton]] = []

    def add(self, *commands: Command) -> None:
        """These can be done from now on."""
        for command in commands:
            self._commands[command.id] = command
            shortcut = QShortcut(self._window)
            shortcut.activated.connect(partial(self._run_by_keys, command.id))
            self._shortcuts[command.id] = shortcut
            self._bind(command.id)

    def __iter__(self) -> Iterator[Command]:
        return iter(tuple(self._commands.values()))

    def __getitem__(self, command_id: str) -> Command:
        return self._commands[command_id]

    # --- doing ----------------------------------------------------------------------------------

    def run(self, command_id: str) -> None:
        """Do it, when it makes sense now."""
        command = self._commands[command_id]
        if not command.is_possible():
            return
        if command.listed:
            self._recent = [command_id, *(one for one in self._recent if one != command_id)]
            del self._recent[_RECENT:]
        command.run()
        self.ran.emit(command_id)

    def possible(self) -> list[Command]:
        """What the palette offers now: what was used last comes first."""
        offered = [one for one in self if one.listed and one.is_possible()]
        places = {command_id: place for place, command_id in enumerate(self._recent)}
        return sorted(offered, key=lambda one: places.get(one.id, _RECENT))

    def _run_by_keys(self, command_id: str) -> None:
        """Not while an input method shows letters: these keys are its own."""
        if not is_composing(self._window.focusWidget()):
            self.run(command_id)

    # --- keys -----------------------------------------------------------------------------------

    def keys(self, command_id: str) -> Keys:
        """What it is bound to now, as Qt writes them."""
        return self._chosen.get(command_id, self._commands[command_id].keys)

    def shown_keys(self, command_id: str) -> str:
        """The first of them as this computer writes them; empty when there are none."""
        return "".join(native(keys) for keys in self.keys(command_id)[:1])

    def label(self, buttons: Mapping[str, Iterable[KeyedButton]]) -> None:
        """These do the same as the command that they stand under, and show its keys."""
        for command_id, some in buttons.items():
            for button in some:
                self._buttons.append((command_id, button))
                button.set_keys(self.shown_keys(command_id))

    def drive(self, buttons: Mapping[str, QAbstractButton]) -> None:
        """A click on one of these runs the command that it stands under."""
        for command_id, button in buttons.items():
            button.clicked.connect(partial(self.run, command_id))
            if isinstance(button, Button | IconButton):
                self.label({command_id: (button,)})

    def holder(self, keys: str) -> Command | None:
        """Who has these keys."""
        wanted = QKeySequence(keys)
        for command in self:
            if any(QKeySequence(one) == wanted for one in self.keys(command.id)):
                return command
        return None

    def bind(self, command_id: str, keys: Keys) -> None:
        """These from now on, taken from whoever has them."""
        for one in keys:
            holder = self.holder(one)
            if holder is not None and holder.id != command_id:
                rest = (held for held in self.keys(holder.id) if QKeySequence(held) != _seq(one))
                self._choose(holder.id, tuple(rest))
        self._choose(command_id, keys)
        self.keys_changed.emit(dict(self._chosen))

    def reset(self) -> None:
        """All keys as they are built in."""
        self._chosen = {}
        for command_id in self._commands:
            self._bind(command_id)
        self.keys_changed.emit({})

    def _choose(self, command_id: str, keys: Keys) -> None:
        self._chosen[command_id] = keys
        if keys == self._commands[command_id].keys:
            del self._chosen[command_id]
        self._bind(command_id)

    def _bind(self, command_id: str) -> None:
        self._shortcuts[command_id].setKeys([_seq(keys) for keys in self.keys(command_id)])
        for labelled, button in self._buttons:
            if labelled == command_id:
                button.set_keys(self.shown_keys(command_id))


def _seq(keys: str) -> QKeySequence:
    return QKeySequence(keys)
