"""Words on screen. Text may come from a visitor: it is never taken for markup."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from ui.theme import restyle


class Label(QLabel):
    """Plain text in one of the sizes and tones of the theme; long text wraps when asked to."""

    def __init__(
        self,
        text: str = "",
        *,
        size: str = "body",
        tone: str | None = None,
        strong: bool = False,
        wrap: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("scale", size)
        self.setProperty("tone", tone)
        self.setProperty("strong", strong)
        self.setWordWrap(wrap)
        self.setText(text)

    def set_tone(self, tone: str | None) -> None:
        """Another colour."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)


class ElidedLabel(Label):
    """One line that ends in an ellipsis where the room ends; the whole text is in the tooltip."""

    def minimumSizeHint(self) -> QSize:
        """As narrow as needed."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Only as much as fits."""
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(as_tooltip(self.text()) if text != self.text() else "")
        with QPainter(self) as painter:
            painter.drawText(room, int(self.alignment()), text)


class Chip(Label):
    """A word on a soft ground: ok, warn, danger, ai or neutral."""

    def __init__(self, ground: str = "neutral") -> None:
        super().__init__(size="caption")
        self.setProperty("chip", ground)

    def show_words(self, text: str, ground: str | None = None) -> None:
        """These words, or nothing at all when there are none."""
        if ground and self.property("chip") != ground:
            self.setProperty("chip", ground)
            restyle(self)
        self.setText(text)
        self.setVisible(bool(text))


def as_tooltip(text: str) -> str:
    """Text that a tooltip shows as it is: Qt takes anything that looks like HTML for HTML."""
    return f"<qt>{escape(text)}</qt>" if text else ""
