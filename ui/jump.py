"""Search or jump: commands and conversations in one field, each kind alone behind its sign."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.commands.options import Option, fitting, of_commands
from ui.commands.palette import Palette, Question
from ui.commands.registry import Commands
from ui.desk import Desk
from ui.i18n import tr
from ui.inbox.order import last_activity, tabs_of
from ui.inbox.wording import preview_line

_COMMANDS_SIGN = ">"
_VISITORS_SIGN = "@"
# Without a sign conversations must not push out what can be done.
_FEW = 6


class Jump(QObject):
    """Asks the palette.

    Signals:
        conversation_wanted: The id of one that was chosen.
    """

    conversation_wanted = Signal(str)

    def __init__(self, desk: Desk, commands: Commands, palette: Palette) -> None:
        super().__init__(palette)
        self._desk = desk
        self._commands = commands
        self._palette = palette

    def open(self, sign: str = "") -> None:
        """Over whatever is shown."""
        question = Question(
            prompt=tr("Search or jump"),
            find=self._find,
            foot=tr("> commands · @ visitors · Enter runs · Esc closes"),
        )
        self._palette.ask(question, sign)

    def _find(self, words: str) -> list[Option]:
        if words.startswith(_COMMANDS_SIGN):
            return fitting(words[1:].strip(), of_commands(self._commands))
        if words.startswith(_VISITORS_SIGN):
            return fitting(words[1:].strip(), self._conversations())
        commands = of_commands(self._commands)
        if not words:
            return commands
        visitors = fitting(words, self._conversations())[:_FEW]
        return fitting(words, (*visitors, *commands))

    def _conversations(self) -> Iterator[Option]:
        """The latest first."""
        state = self._desk.state
        known = (one for one in state.conversations.values() if tabs_of(one, state.me.id))
        for one in sorted(known, key=last_activity, reverse=True):
            yield Option(
                title=one.visitor.name,
                detail=preview_line(one, state.drafts.get(one.id, "")),
                icon="message-square",
                run=partial(self.conversation_wanted.emit, one.id),
            )
