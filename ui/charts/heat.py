"""A week by the hour: the more, the larger and the darker."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ui.charts.chart import INSET, Chart
from ui.charts.fill import token_of
from ui.theme import Size, Theme

HOURS = 24
_DAYS = 7
_CELL = 22
_GAP = 8
_LABELLED = 3  # every third hour


class HeatStrip(Chart):
    """Size tells as much as colour does."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._days: Sequence[str] = ()

    def show_days(self, days: Sequence[str]) -> None:
        """Seven short names, Monday first."""
        self._days = days
        self.update()

    def height_wanted(self) -> int:
        """Seven rows and the hours."""
        return round(_DAYS * self.theme.px(_CELL) + self._head())

    def step(self, key: int) -> int | None:
        """Up and down go to the same hour of another day."""
        if key == Qt.Key.Key_Up:
            return -HOURS if self.current is None or self.current >= HOURS else 0
        if key == Qt.Key.Key_Down:
            return HOURS if self.current is None or self.current + HOURS < len(self.marks) else 0
        return super().step(key)

    def place_of(self, number: int) -> QRectF:
        """A cell of the grid."""
        day, hour = divmod(number, HOURS)
        left, head = self._side(), self._head()
        width, height = (self.width() - left) / HOURS, (self.height() - head) / _DAYS
        return QRectF(left + hour * width, head + day * height, width, height)

    def paint_marks(self, painter: QPainter) -> None:
        """Hours above, days before, and a box for each."""
        self._paint_names(painter)
        largest = max(mark.value for mark in self.marks) or 1
        painter.setPen(Qt.PenStyle.NoPen)
        for number, mark in enumerate(self.marks):
            self._paint_cell(painter, self.place_of(number), mark.value / largest)

    def paint_current(self, painter: QPainter, place: QRectF) -> None:
        """Its ring and its words."""
        super().paint_current(painter, place.adjusted(1, 1, -1, -1))
        if self.current is not None:
            self.paint_readout(painter, place, str(self.marks[self.current]))

    def _paint_cell(self, painter: QPainter, place: QRectF, share: float) -> None:
        room = min(place.width(), place.height()) - self.theme.px(3)
        side = room * (0.34 + 0.66 * share**0.5) if share else self.theme.px(3)
        box = QRectF(0, 0, side, side)
        box.moveCenter(place.center())
        colour = self.theme.colour(token_of(0) if share else "border_strong")
        colour.setAlphaF(0.35 + 0.65 * share if share else 0.5)
        painter.setBrush(colour)
        painter.drawRoundedRect(box, side / 4, side / 4)

    def _paint_names(self, painter: QPainter) -> None:
        for day, name in enumerate(self._days):
            row = self.place_of(day * HOURS)
            place = QRectF(INSET, row.top(), row.left() - _GAP, row.height())
            self.write(painter, place, name, ink="text_3", size=Size.CAPTION)
        for hour in range(0, HOURS, _LABELLED):
            cell = self.place_of(hour)
            place = QRectF(cell.center().x() - 30, 0, 60, self._head())
            centre = Qt.AlignmentFlag.AlignHCenter
            words = f"{hour:02}"
            self.write(painter, place, words, ink="text_3", size=Size.CAPTION, align=centre)

    def _side(self) -> float:
        metrics = self.metrics(Size.CAPTION)
        return (
            max((metrics.horizontalAdvance(day) for day in self._days), default=0.0) + INSET + _GAP
        )

    def _head(self) -> float:
        return self.metrics(Size.CAPTION).height() + 4
