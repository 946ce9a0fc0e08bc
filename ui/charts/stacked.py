"""One bar in parts, with a line of words for each."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.charts.chart import INSET, Chart
from ui.charts.fill import paint_fill

_BAR = 18
_GAP = 8
_SWATCH = 12


class StackedBar(Chart):
    """The parts of a whole; the first is the one that matters."""

    def height_wanted(self) -> int:
        """Bar and legend."""
        return round(self._legend_top() + len(self.marks) * self._row())

    def place_of(self, number: int) -> QRectF:
        """Its line of the legend: a part may be too thin to see."""
        return QRectF(0, self._legend_top() + number * self._row(), self.width(), self._row())

    def paint_marks(self, painter: QPainter) -> None:
        """Bar, then legend."""
        for number in range(len(self.marks)):
            part = self._part(number)
            if part.width() > 0:
                paint_fill(painter, self.theme, part, number, 2)
        if not self._total():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("hover"))
            painter.drawRoundedRect(self._bar(), 2, 2)
        for number in range(len(self.marks)):
            self._paint_legend(painter, number)

    def paint_current(self, painter: QPainter, place: QRectF) -> None:
        """Around both the part and its words."""
        super().paint_current(painter, place.adjusted(1, 1, -1, -1))
        if self.current is not None and (part := self._part(self.current)).width() > 0:
            painter.setPen(QPen(self.theme.colour("text"), 2))
            painter.drawRoundedRect(part.adjusted(1, 1, -1, -1), 2, 2)

    def number_at(self, point: QPointF) -> int | None:
        """A part of the bar, or its words."""
        for number in range(len(self.marks)):
            if self._part(number).contains(point) or self.place_of(number).contains(point):
                return number
        return None

    def _paint_legend(self, painter: QPainter, number: int) -> None:
        row, mark, side = self.place_of(number), self.marks[number], self.theme.px(_SWATCH)
        swatch = QRectF(INSET, row.center().y() - side / 2, side, side)
        paint_fill(painter, self.theme, swatch, number, 2)
        width = self.metrics().horizontalAdvance(mark.words) + 4
        value = QRectF(row.right() - width - INSET, row.top(), width, row.height())
        name = QRectF(swatch.right() + _GAP, row.top(), 0, row.height())
        name.setRight(value.left() - _GAP)
        self.write(painter, name, mark.name)
        self.write(painter, value, mark.words, ink="text", align=Qt.AlignmentFlag.AlignRight)

    def _bar(self) -> QRectF:
        return QRectF(INSET, INSET, self.width() - 2 * INSET, self.theme.px(_BAR))

    def _part(self, number: int) -> QRectF:
        bar, total = self._bar(), self._total()
        if not total:
            return QRectF()
        before = sum(mark.value for mark in self.marks[:number])
        left = bar.left() + bar.width() * before / total
        width = bar.width() * self.marks[number].value / total
        return QRectF(left, bar.top(), max(0.0, width - 1) if width else 0.0, bar.height())

    def _total(self) -> float:
        return sum(mark.value for mark in self.marks)

    def _legend_top(self) -> float:
        return INSET + self.theme.px(_BAR) + self.theme.px(_GAP)

    def _row(self) -> float:
        return self.metrics().height() + self.theme.px(6)
