"""Whether an input method shows letters that are not typed yet, wherever the focus is."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Composition(QObject):
    """Watches the widget that has the focus, and no other: a filter on all would slow all."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._watched: QWidget | None = None
        self.is_open = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self.is_open = bool(event.preeditString())
        return False

    def _watch(self, _before: QWidget | None, now: QWidget | None) -> None:
        self.is_open = False
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now
        if now is not None:
            now.installEventFilter(self)
