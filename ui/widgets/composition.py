"""Whether an input method shows letters that are not typed yet, wherever the focus is."""

from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget


def is_composing(widget: QWidget | None) -> bool:
    """Asked of the field itself: whoever watches it from outside may outlive it."""
    if not isinstance(widget, QPlainTextEdit | QTextEdit):
        return False
    return bool(widget.textCursor().block().layout().preeditAreaText())
