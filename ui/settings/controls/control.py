"""The base of whatever holds the value of a row."""

from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget


class Control(QWidget):
    """Shows a value and tells when a person chose another one.

    Attributes:
        reverts: Whether it shows the truth again after a refusal; what was typed stays.

    Signals:
        chosen: A person wants this value.
        touched: A person goes on editing: an earlier fault does not count any more.
        refused: What was typed is no value; a sentence says why.
    """

    chosen = Signal(object)
    touched = Signal()
    refused = Signal(str)

    reverts = True

    def show_value(self, value: Any) -> None:
        """This is the value."""
        raise NotImplementedError

    def is_being_edited(self) -> bool:
        """Whether a value from elsewhere would take something from under somebody's hands."""
        return False

    def show_fault(self, *, wrong: bool) -> None:
        """Mark what was refused."""

    def set_name(self, name: str, about: str) -> None:
        """For whoever does not see the row."""
        widget = self.focusProxy() or self
        widget.setAccessibleName(name)
        widget.setAccessibleDescription(about)

    def retranslate(self) -> None:
        """Its own words anew."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
