"""A question with one line to answer: its name above, a hint or what is wrong below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.theme import restyle
from ui.widgets.label import Label

_ICON_PIXELS = 18


class Field(QWidget):
    """One line of text.

    Signals:
        edited: The person typed; not sent when the program fills it in.
        submitted: Enter was pressed.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hint = ""
        self._fault = ""
        self.edit = QLineEdit()
        self._name = Label(size="body2", strong=True)
        self._name.setBuddy(self.edit)
        self._below = Label(size="small", tone="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._name)
        layout.addWidget(self.edit)
        layout.addWidget(self._below)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(lambda _: self.edited.emit())
        self.edit.returnPressed.connect(self.submitted)
        self._show_below()

    def say(self, name: str, hint: str = "", placeholder: str = "") -> None:
        """The words around it."""
        self._name.setText(name)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self._hint = hint
        self._show_below()

    def text(self) -> str:
        return self.edit.text()

    def fill(self, text: str) -> None:
        """Show this, without moving the cursor of somebody who is typing the same."""
        if self.edit.text() != text:
            self.edit.setText(text)

    def show_fault(self, fault: str) -> None:
        """What is wrong with it; empty when nothing is."""
        if fault == self._fault:
            return
        self._fault = fault
        self.edit.setProperty("wrong", "true" if fault else None)
        restyle(self.edit)
        self._show_below()

    def _show_below(self) -> None:
        words = self._fault or self._hint
        self._below.setText(words)
        self._below.set_tone("danger" if self._fault else "muted")
        self._below.setVisible(bool(words))
        self.edit.setAccessibleDescription(words)


class PasswordField(Field):
    """One line that hides what is typed, until its eye is clicked."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._words = ("", "")
        self._eye = QAction(self)
        self._eye.triggered.connect(self._toggle)
        self.edit.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText)
        icons.theme.changed.connect(self._draw)
        self._draw()

    def say_eye(self, show: str, hide: str) -> None:
        """The spoken names of the eye."""
        self._words = (show, hide)
        self._draw()

    def _toggle(self) -> None:
        modes = QLineEdit.EchoMode
        self.edit.setEchoMode(modes.Normal if self._is_hidden() else modes.Password)
        self._draw()

    def _draw(self) -> None:
        name = "eye" if self._is_hidden() else "eye-off"
        self._eye.setIcon(self._icons.icon(name, "text_2", _ICON_PIXELS))
        self._eye.setText(self._words[0] if self._is_hidden() else self._words[1])

    def _is_hidden(self) -> bool:
        return self.edit.echoMode() is QLineEdit.EchoMode.Password
