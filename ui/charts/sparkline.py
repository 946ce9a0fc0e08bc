"""A line as high as two lines of words: how something went, not how much it was."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui.charts.chart import INSET, Chart
from ui.charts.fill import token_of

_HEIGHT = 34
_LINE = 1.5
_ASIDE = 14


class Sparkline(Chart):
    """The last value has a dot; the others are told by pointer and keys."""

    def height_wanted(self) -> int:
        """Low."""
        return self.theme.px(_HEIGHT)

    def place_of(self, number: int) -> QRectF:
        """A dot on the line."""
        plot, last = self._plot(), len(self.marks) - 1
        largest = max(mark.value for mark in self.marks) or 1
        x = plot.left() + plot.width() * (number / last if last else 1)
        y = plot.bottom() - plot.height() * self.marks[number].value / largest
        radius = self.theme.px(3)
        return QRectF(x - radius, y - radius, 2 * radius, 2 * radius)

    def number_at(self, point: QPointF) -> int | None:
        """The nearest in time."""
        plot = self._plot()
        if not self.marks or not QRectF(self.rect()).contains(point):
            return None
        share = (point.x() - plot.left()) / max(1.0, plot.width())
        return min(len(self.marks) - 1, max(0, round(share * (len(self.marks) - 1))))

    def paint_marks(self, painter: QPainter) -> None:
        """Line and last dot."""
        points = [self.place_of(number).center() for number in range(len(self.marks))]
        colour = self.theme.colour(token_of(0))
        painter.setPen(QPen(colour, self.theme.px(_LINE)))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(self.place_of(len(self.marks) - 1))

    def paint_current(self, painter: QPainter, place: QRectF) -> None:
        """The dot, and its words beside the line."""
        painter.setPen(QPen(self.theme.colour("surface"), 2))
        painter.setBrush(self.theme.colour(token_of(0)))
        painter.drawEllipse(place)
        if self.current is None:
            return
        words = str(self.marks[self.current])
        aside = self.metrics().horizontalAdvance(words) / 2 + self.theme.px(_ASIDE)
        if place.center().x() + 2 * aside > self.width():
            aside = -aside
        self.paint_readout(painter, place.translated(aside, 0), words)

    def _plot(self) -> QRectF:
        room = self.theme.px(4) + INSET
        return QRectF(self.rect()).adjusted(room, room, -room, -room)
