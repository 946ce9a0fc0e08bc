"""What is typed: one line, or many; it counts when somebody is done with it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout

from server.domain.errors import BadInput
from ui.i18n import tr
from ui.settings.controls.control import Control
from ui.settings.faults import fault_sentence
from ui.theme import restyle
from ui.widgets.label import Label

Parse = Callable[[str], Any]
Show = Callable[[Any], str]
Words = Callable[[], str]


def _as_it_is(text: str) -> str:
    return text.strip()


class TypedLine(QLineEdit):
    """Esc puts back what was there."""

    def __init__(self) -> None:
        super().__init__()
        self.was = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self.was:
            self.setText(self.was)
            self.textEdited.emit(self.was)
        else:
            super().keyPressEvent(event)


class Line(Control):
    """One line of text, or what it spells: `parse` raises `BadInput` for what it does not."""

    reverts = False

    def __init__(
        self,
        *,
        parse: Parse = _as_it_is,
        show: Show = str,
        placeholder: Words | None = None,
        unit: Words | None = None,
        letters: int = 0,
    ) -> None:
        super().__init__()
        self._parse, self._show = parse, show
        self._placeholder, self._unit_words = placeholder, unit
        self._refused = ""
        self._edit = TypedLine()
        self._unit = QLabel() if unit is None else Label(size="body2", tone="muted")
        self._unit.setVisible(unit is not None)
        if letters:
            self._edit.setMaximumWidth(self._edit.fontMetrics().averageCharWidth() * letters + 48)
        self.setFocusProxy(self._edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if letters:
            row.addStretch(1)
        row.addWidget(self._edit, 0 if letters else 1)
        row.addWidget(self._unit)
        self._edit.textEdited.connect(lambda _: self._touch())
        self._edit.editingFinished.connect(self._finish)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self._edit.was = self._show(value)
        self._refused = ""
        if self._edit.text() != self._edit.was:
            self._edit.setText(self._edit.was)

    def is_being_edited(self) -> bool:
        return self._edit.text() != self._edit.was

    def show_fault(self, *, wrong: bool) -> None:
        self._refused = self._edit.text() if wrong else ""
        self._edit.setProperty("wrong", "true" if wrong else None)
        restyle(self._edit)

    def retranslate(self) -> None:
        self._edit.setPlaceholderText(self._placeholder() if self._placeholder else "")
        self._unit.setText(self._unit_words() if self._unit_words else "")

    def _touch(self) -> None:
        self._refused = ""
        self.touched.emit()

    def _finish(self) -> None:
        text = self._edit.text()
        if text == self._edit.was or (self._refused and text == self._refused):
            return
        try:
            value = self._parse(text)
        except BadInput as error:
            self.refused.emit(fault_sentence(error))
        else:
            self.chosen.emit(value)


class PatientText(QPlainTextEdit):
    """Says when somebody leaves it."""

    def __init__(self, left: Callable[[], object]) -> None:
        super().__init__()
        self._left = left
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._left()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        done = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if done and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._left()
        else:
            super().keyPressEvent(event)


class Paragraph(Control):
    """Several lines; with `parse` and `show` a list that has one entry a line."""

    reverts = False

    def __init__(
        self,
        *,
        parse: Parse = _as_it_is,
        show: Show = str,
        placeholder: Words | None = None,
        lines: int = 4,
    ) -> None:
        super().__init__()
        self._parse, self._show, self._placeholder = parse, show, placeholder
        self._lines = lines
        self._was = self._refused = ""
        self._edit = PatientText(self._finish)
        self._hint = Label(size="small", tone="faint")
        self.setFocusProxy(self._edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._edit)
        column.addWidget(self._hint)
        self._edit.textChanged.connect(self._touch)
        self.retranslate()
        self._fit()

    def show_value(self, value: Any) -> None:
        self._was = self._show(value)
        if self._edit.toPlainText() != self._was:
            self._edit.setPlainText(self._was)
        self._touch()

    def is_being_edited(self) -> bool:
        return self._edit.toPlainText() != self._was

    def show_fault(self, *, wrong: bool) -> None:
        self._refused = self._edit.toPlainText() if wrong else ""
        self._edit.setProperty("wrong", "true" if wrong else None)
        restyle(self._edit)

    def retranslate(self) -> None:
        self._edit.setPlaceholderText(self._placeholder() if self._placeholder else "")
        self._hint.setText(tr("Saved when you leave the field, or with Ctrl+Enter."))

    def _fit(self) -> None:
        self._edit.setFixedHeight(self._edit.fontMetrics().lineSpacing() * self._lines + 28)

    def _touch(self) -> None:
        self._hint.setVisible(self.is_being_edited())
        self._fit()
        if self._edit.toPlainText() != self._refused:
            self.touched.emit()

    def _finish(self) -> None:
        text = self._edit.toPlainText()
        if text == self._was or (self._refused and text == self._refused):
            return
        try:
            value = self._parse(text)
        except BadInput as error:
            self.refused.emit(fault_sentence(error))
        else:
            self.chosen.emit(value)


def lines_of(text: str) -> tuple[str, ...]:
    """One entry a line, without empty ones and without those that are there already."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
