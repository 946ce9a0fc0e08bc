"""A line over time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from ui.charts.axis import round_steps
from ui.charts.chart import INSET, Chart
from ui.charts.fill import token_of
from ui.theme import Size, Theme

_HEIGHT = 188
_MOST_DOTS = 32
_GAP = 8
_LINE = 2


@dataclass(frozen=True, slots=True)
class Tick:
    """Words under the line, at the mark with this number."""

    number: int
    words: str


class LineChart(Chart):
    """One series; where there is room, each value has a dot."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._ticks: Sequence[Tick] = ()

    def show_ticks(self, ticks: Sequence[Tick]) -> None:
        """What stands under the line; what has no room is left out."""
        self._ticks = ticks
        self.update()

    def height_wanted(self) -> int:
        """Enough to see a slope."""
        return self.theme.px(_HEIGHT)

    def place_of(self, number: int) -> QRectF:
        """A dot on the line."""
        point, radius = self._point(number), self.theme.px(4)
        return QRectF(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius)

    def number_at(self, point: QPointF) -> int | None:
        """The nearest in time: nobody can hit a line."""
        plot = self._plot()
        if not self.marks or not plot.adjusted(-_GAP, 0, _GAP, _GAP).contains(point):
            return None
        share = (point.x() - plot.left()) / max(1.0, plot.width())
        return min(len(self.marks) - 1, max(0, round(share * (len(self.marks) - 1))))

    def paint_marks(self, painter: QPainter) -> None:
        """Steps, line, dots, and the times below."""
        self._paint_steps(painter)
        points = [self._point(number) for number in range(len(self.marks))]
        self._paint_line(painter, points)
        self._paint_ticks(painter)

    def paint_current(self, painter: QPainter, place: QRectF) -> None:
        """A plumb line through the value, and its words."""
        plot, x = self._plot(), place.center().x()
        painter.setPen(QPen(self.theme.colour("border_strong"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        painter.setPen(QPen(self.theme.colour("surface"), 2))
        painter.setBrush(self.theme.colour(token_of(0)))
        painter.drawEllipse(place)
        if self.current is not None:
            self.paint_readout(painter, place, str(self.marks[self.current]))

    def _paint_steps(self, painter: QPainter) -> None:
        plot, height = self._plot(), self.metrics(Size.CAPTION).height()
        for step in self._steps():
            y = self._y(step)
            painter.setPen(QPen(self.theme.colour("border"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            words = QRectF(0, y - height / 2, plot.left() - _GAP + 1, height)
            right = Qt.AlignmentFlag.AlignRight
            text = QLocale().toString(step)
            self.write(painter, words, text, ink="text_3", size=Size.CAPTION, align=right)

    def _paint_line(self, painter: QPainter, points: list[QPointF]) -> None:
        colour = self.theme.colour(token_of(0))
        painter.setPen(QPen(colour, self.theme.px(_LINE)))
        if len(points) > 1:
            self._paint_ground(painter, points)
            painter.drawPolyline(QPolygonF(points))
        if len(points) <= _MOST_DOTS:
            painter.setBrush(self.theme.colour("surface"))
            radius = self.theme.px(3)
            for point in points:
                painter.drawEllipse(point, radius, radius)

    def _paint_ground(self, painter: QPainter, points: list[QPointF]) -> None:
        bottom = self._plot().bottom()
        path = QPainterPath(QPointF(points[0].x(), bottom))
        for point in points:
            path.lineTo(point)
        path.lineTo(QPointF(points[-1].x(), bottom))
        ground = self.theme.colour(token_of(0))
        ground.setAlphaF(0.12)
        painter.fillPath(path, ground)

    def _paint_ticks(self, painter: QPainter) -> None:
        plot, metrics = self._plot(), self.metrics(Size.CAPTION)
        free = 0.0
        for tick in self._ticks:
            width = metrics.horizontalAdvance(tick.words) + 2
            left = min(
                self.width() - width, max(float(INSET), self._point(tick.number).x() - width / 2)
            )
            if left < free:
                continue
            place = QRectF(left, plot.bottom() + _GAP / 2, width, metrics.height())
            self.write(painter, place, tick.words, ink="text_3", size=Size.CAPTION)
            free = place.right() + _GAP

    def _plot(self) -> QRectF:
        metrics = self.metrics(Size.CAPTION)
        widest = QLocale().toString(self._steps()[-1])
        left = INSET + metrics.horizontalAdvance(widest) + _GAP
        bottom = self.height() - metrics.height() - _GAP
        top = metrics.height() / 2 + 2
        return QRectF(left, top, max(1.0, self.width() - left - 2 * INSET), max(1.0, bottom - top))

    def _steps(self) -> tuple[int, ...]:
        return round_steps(max((mark.value for mark in self.marks), default=0))

    def _y(self, value: float) -> float:
        plot = self._plot()
        return plot.bottom() - plot.height() * value / self._steps()[-1]

    def _point(self, number: int) -> QPointF:
        plot, last = self._plot(), len(self.marks) - 1
        share = number / last if last > 0 else 0.5
        return QPointF(plot.left() + plot.width() * share, self._y(self.marks[number].value))
