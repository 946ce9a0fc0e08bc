"""A walk over a page: words that are cut, widgets that a screen reader cannot name."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from ui.widgets.label import ElidedLabel


def focusable(parent: QWidget) -> list[QWidget]:
    """Everything that Tab should reach now."""
    return [
        widget
        for widget in parent.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.isVisible()
        and widget.focusProxy() is None
    ]


def unnamed(parent: QWidget) -> list[str]:
    """What takes the focus and has no name for screen readers."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in focusable(parent)
        if not _is_inner(widget)
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


def clipped(parent: QWidget) -> list[str]:
    """Labels and buttons that are smaller than their words."""
    return [
        f"{type(widget).__name__} {widget.text()!r}: {widget.size()} < {widget.minimumSizeHint()}"
        for widget in parent.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton)
        and widget.isVisible()
        and not isinstance(widget, ElidedLabel)
        and _is_too_small(widget)
    ]


def _is_inner(widget: QWidget) -> bool:
    """The line of a combo or spin box: its box has the name."""
    return isinstance(widget, QLineEdit) and widget.objectName() == "qt_spinbox_lineedit"


def _is_too_small(widget: QLabel | QAbstractButton) -> bool:
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    if wraps:
        return widget.height() < widget.heightForWidth(widget.width())
    if not widget.text():
        return False
    wanted = widget.minimumSizeHint()
    return widget.width() < wanted.width() or widget.height() < wanted.height()
