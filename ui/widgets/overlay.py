"""A card over the window: what is behind stays in sight, Esc or a click beside it leads back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import Theme

_FROM_TOP = 0.1
_EDGE = 48


class Overlay(QWidget):
    """Subclasses fill `card`; the focus goes back to where it was.

    The window calls `follow` when its size changed.

    Attributes:
        card: What stands over the window.
    """

    def __init__(self, window: QWidget, theme: Theme, *, width: int) -> None:
        self._before: QWidget | None = None
        self._theme = theme
        self._card_width = width
        super().__init__(window)
        self._window = window
        self.card = QFrame(self)
        self.card.setProperty("ground", "card")
        self.hide()

    def open(self) -> None:
        """Over the window, with the focus on what the subclass chose."""
        if not self.isVisible():
            self._before = self._window.focusWidget()
        self.place()
        self.show()
        self.raise_()
        self.setFocus()

    def close_it(self) -> None:
        """Away, and the focus where it was."""
        self.hide()
        before, self._before = self._before, None
        if before is not None:
            before.setFocus()

    def follow(self) -> None:
        """The window has another size."""
        if self.isVisible():
            self.place()

    def room(self) -> int:
        """How high the card can be."""
        return round(self._window.height() * (1 - 2 * _FROM_TOP))

    def place(self) -> None:
        """In the middle, near the top."""
        self.setGeometry(self._window.rect())
        width = min(self._theme.px(self._card_width), self.width() - _EDGE)
        self.card.setFixedWidth(width)
        self.card.adjustSize()
        self.card.move((self.width() - width) // 2, round(self.height() * _FROM_TOP))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_it()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            dark = self._theme.tokens.dark
            shade = self._theme.colour("rail" if dark else "text")
            shade.setAlphaF(0.7 if dark else 0.25)
            painter.fillRect(self.rect(), shade)
