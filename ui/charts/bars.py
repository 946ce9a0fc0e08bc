"""Bars from left to right, each with its words."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from ui.charts.chart import INSET, Chart
from ui.charts.fill import paint_fill
from ui.theme import Theme
from ui.widgets.label import as_tooltip

_BAR = 7
_GAP = 8
_SPREAD = 1.7


class Bars(Chart):
    """Long names stand above their bar, short ones before it.

    Args:
        theme: The look.
        inline: The names are short.
        full: What a full bar stands for; without it the largest value.
    """

    def __init__(self, theme: Theme, *, inline: bool = False, full: float | None = None) -> None:
        super().__init__(theme)
        self._inline = inline
        if inline:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._full = full

    def height_wanted(self) -> int:
        """All of them."""
        return round(max(1, len(self.marks)) * self._lowest_row())

    def tell(self, number: int | None) -> None:
        """Long names are cut short; the pointer shows them whole."""
        super().tell(number)
        self.setToolTip("" if number is None else as_tooltip(str(self.marks[number])))

    def place_of(self, number: int) -> QRectF:
        """A whole row."""
        return QRectF(0, number * self._row(), self.width(), self._row() - self._pause())

    def paint_marks(self, painter: QPainter) -> None:
        """Row by row."""
        for number in range(len(self.marks)):
            self._paint_words(painter, number)
            track = self._track(number)
            radius = track.height() / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("hover"))
            painter.drawRoundedRect(track, radius, radius)
            share = min(1.0, self.marks[number].value / self._largest())
            if share > 0:
                track.setWidth(max(track.height(), track.width() * share))
                paint_fill(painter, self.theme, track, 0, radius)

    def paint_current(self, painter: QPainter, place: QRectF) -> None:
        """Its words are there already."""
        super().paint_current(painter, place.adjusted(1, 0, -1, 0))

    def _paint_words(self, painter: QPainter, number: int) -> None:
        row, mark = self.place_of(number), self.marks[number]
        height = row.height() if self._inline else self.metrics().height()
        width = self.metrics().horizontalAdvance(mark.words) + 2
        value = QRectF(row.right() - width - INSET, row.top(), width, height)
        right = self._track(number).left() if self._inline else value.left()
        name = QRectF(INSET, row.top(), right - _GAP - INSET, height)
        self.write(painter, name, mark.name)
        self.write(painter, value, mark.words, ink="text", align=Qt.AlignmentFlag.AlignRight)

    def _track(self, number: int) -> QRectF:
        row, bar = self.place_of(number), self.theme.px(_BAR)
        if not self._inline:
            return QRectF(INSET, row.bottom() - bar - 2, row.width() - 2 * INSET, bar)
        names, values = self._widest("name"), self._widest("words")
        left, right = INSET + names + _GAP, row.width() - INSET - values - _GAP
        return QRectF(left, row.center().y() - bar / 2, max(1.0, right - left), bar)

    def _widest(self, what: str) -> float:
        return max(self.metrics().horizontalAdvance(getattr(m, what)) for m in self.marks)

    def _largest(self) -> float:
        return self._full or max(mark.value for mark in self.marks) or 1

    def _pause(self) -> int:
        return self.theme.px(2 if self._inline else 6)

    def _row(self) -> float:
        """Short ones spread where there is room, but not over a whole page."""
        if not self._inline or not self.marks:
            return self._lowest_row()
        spread = self.height() / len(self.marks)
        return min(_SPREAD * self._lowest_row(), max(self._lowest_row(), spread))

    def _lowest_row(self) -> float:
        line = self.metrics().height()
        bar = 2 if self._inline else self.theme.px(_BAR) + 4
        return line + bar + self._pause()
