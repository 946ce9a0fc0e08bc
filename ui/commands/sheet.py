"""All commands with their keys on one sheet; a click on keys lets others be pressed instead."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.commands.command import Command, Group, group_title
from ui.commands.key_button import KeyButton
from ui.commands.keys import Fault
from ui.commands.matching import fit
from ui.commands.registry import Commands
from ui.i18n import tr
from ui.icons import Icons
from ui.widgets.buttons import Button, IconButton
from ui.widgets.label import Label
from ui.widgets.overlay import Overlay

_WIDTH = 720


class ShortcutSheet(Overlay):
    """Made anew each time it opens: commands, keys and language are those of now."""

    def __init__(self, window: QWidget, commands: Commands, icons: Icons) -> None:
        super().__init__(window, icons.theme, width=_WIDTH)
        self._commands = commands
        self._icons = icons
        self._buttons: dict[str, KeyButton] = {}
        self._heading = Label(size="heading")
        self._close = IconButton(icons, "x")
        self._search = QLineEdit(clearButtonEnabled=True)
        self._search.setProperty("quiet", "true")
        self._trouble = Label(size="body2", tone="danger", wrap=True)
        self._hint = Label(size="small", tone="faint", wrap=True)
        self._reset = Button(icons, "quiet", "rotate-ccw")
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self.setFocusProxy(self._search)
        self._close.clicked.connect(self.close_it)
        self._search.textChanged.connect(self._fill)
        self._reset.clicked.connect(self._back_to_built_in)

    def open(self) -> None:
        self._search.clear()
        self._say_words()
        self._tell("")
        self._fill()
        super().open()

    def place(self) -> None:
        self._scroll.setFixedHeight(max(120, self.room() - self._theme.px(190)))
        super().place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange and self.isVisible():
            self._say_words()
            self._fill()
        super().changeEvent(event)

    # --- construction ---------------------------------------------------------------------------

    def _say_words(self) -> None:
        self._heading.setText(tr("Keyboard shortcuts"))
        self._close.set_name(tr("Close"))
        self._search.setPlaceholderText(tr("Find a command"))
        self._search.setAccessibleName(tr("Find a command"))
        self._hint.setText(tr("Click keys to choose others; Backspace leaves a command without."))
        self._reset.setText(tr("All as built in"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._close)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._reset)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._search)
        column.addWidget(self._trouble)
        column.addWidget(self._scroll)
        column.addLayout(foot)

    def _fill(self) -> None:
        self._buttons = {}
        page = QFrame()
        page.setProperty("ground", "surface")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 10, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for group in Group:
            self._add_group(grid, group)
        grid.setRowStretch(grid.rowCount(), 1)
        self._scroll.setWidget(page)

    def _add_group(self, grid: QGridLayout, group: Group) -> None:
        words = self._search.text()
        shown = [
            one
            for one in self._commands
            if one.group is group and fit(words, one.title(), one.keywords) is not None
        ]
        if not shown:
            return
        title = Label(group_title(group), size="small", tone="muted", strong=True)
        title.setContentsMargins(0, 10, 0, 2)
        grid.addWidget(title, grid.rowCount(), 0, 1, 2)
        for command in shown:
            row = grid.rowCount()
            grid.addWidget(Label(command.title()), row, 0)
            grid.addWidget(self._button(command), row, 1, Qt.AlignmentFlag.AlignRight)

    def _button(self, command: Command) -> KeyButton:
        button = KeyButton(self._icons, command.title())
        button.show_keys(self._commands.keys(command.id))
        button.pressed_keys.connect(lambda keys, one=command: self._bind(one, keys))
        button.refused.connect(self._refuse)
        self._buttons[command.id] = button
        return button

    # --- changing keys --------------------------------------------------------------------------

    def _bind(self, command: Command, keys: str) -> None:
        holder = self._commands.holder(keys) if keys else None
        self._commands.bind(command.id, (keys,) if keys else ())
        taken = holder is not None and holder.id != command.id
        self._tell(
            tr("“{command}” had these keys and has none now.").format(command=holder.title())
            if taken and holder is not None
            else ""
        )
        self._show_keys()

    def _refuse(self, fault: Fault) -> None:
        reasons = {
            Fault.WRITES: tr("These keys write. Hold Ctrl or Alt, or use a function key."),
            Fault.ALT_GR: tr("Ctrl and Alt together write on many keyboards. Use one of them."),
            Fault.INPUT_METHOD: tr("Input methods use these keys. Choose others."),
        }
        self._tell(reasons.get(fault, ""))

    def _back_to_built_in(self) -> None:
        self._commands.reset()
        self._tell("")
        self._show_keys()

    def _show_keys(self) -> None:
        for command_id, button in self._buttons.items():
            button.show_keys(self._commands.keys(command_id))

    def _tell(self, trouble: str) -> None:
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
