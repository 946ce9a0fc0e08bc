"""Where the focus goes when a part of the window is entered by keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_REASON = Qt.FocusReason.ShortcutFocusReason


def focus_first(part: QWidget) -> bool:
    """The part itself, or the first thing in it that takes the focus; False when nothing does."""
    for widget in (part, *part.findChildren(QWidget)):
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if widget.isVisible() and widget.isEnabled() and takes_focus:
            widget.setFocus(_REASON)
            return True
    return False


def holds(part: QWidget, focused: QWidget | None) -> bool:
    """Whether the focus is in it."""
    return focused is not None and (part is focused or part.isAncestorOf(focused))
