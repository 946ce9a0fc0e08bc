"""Five stars, filled as far as an average goes."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme

_SIDE = 18
_STARS = 5
_POINTS = 5
_INNER = 0.42


class Stars(QWidget):
    """A picture beside the number; the number is what screen readers get."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._average = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_average(self, average: float) -> None:
        """Of 5."""
        self._average = average
        self.update()

    def sizeHint(self) -> QSize:
        """Five in a row."""
        side = self._theme.px(_SIDE)
        return QSize(_STARS * side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = float(self._theme.px(_SIDE))
        colour = self._theme.colour("warn")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour, 1.2))
            stars = [star(QPointF((n + 0.5) * side, side / 2), side * 0.45) for n in range(_STARS)]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for one in stars:
                painter.drawPolygon(one)
            painter.setClipRect(QRectF(0, 0, side * self._average, side))
            painter.setBrush(colour)
            for one in stars:
                painter.drawPolygon(one)


def star(centre: QPointF, radius: float) -> QPolygonF:
    """With one point up."""
    corners = []
    for n in range(2 * _POINTS):
        angle = math.pi * (n / _POINTS - 0.5)
        far = radius if n % 2 == 0 else radius * _INNER
        corners.append(
            QPointF(centre.x() + far * math.cos(angle), centre.y() + far * math.sin(angle))
        )
    return QPolygonF(corners)
