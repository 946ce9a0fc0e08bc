"""What all charts share: each value is told by hover, by arrow keys, and to screen readers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n import tr
from ui.theme import Size, Theme
from ui.widgets.announce import announce

_MOST_SPOKEN = 31  # a month of days; more than that nobody listens to
_PADDING = 6
INSET = 4  # so that a ring around a mark has room


@dataclass(frozen=True, slots=True)
class Mark:
    """One value: what it is of, how much it is, and the same in words."""

    name: str
    value: float
    words: str

    def __str__(self) -> str:
        return f"{self.name}: {self.words}"


class Chart(QWidget):
    """Subclasses say where each mark is, and paint them.

    Attributes:
        marks: What it shows, in reading order.
        current: The mark that is told now.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.marks: tuple[Mark, ...] = ()
        self.current: int | None = None
        self._summary = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)

    # --- for subclasses -------------------------------------------------------------------------

    def place_of(self, number: int) -> QRectF:
        """Where a mark is."""
        raise NotImplementedError

    def paint_marks(self, painter: QPainter) -> None:
        """All of them, and what stands around them."""
        raise NotImplementedError

    def height_wanted(self) -> int:
        """In pixels of now."""
        raise NotImplementedError

    def number_at(self, point: QPointF) -> int | None:
        """The mark under the pointer."""
        for number in range(len(self.marks)):
            if self.place_of(number).contains(point):
                return number
        return None

    def step(self, key: int) -> int | None:
        """How far an arrow key goes; None for other keys."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Home: -len(self.marks),
            Qt.Key.Key_End: len(self.marks),
        }
        return steps.get(Qt.Key(key))

    def paint_current(self, painter: QPainter, place: QRectF) -> None:
        """A ring around the mark that is told, and what is told of it."""
        painter.setPen(QPen(self.theme.colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 4, 4)

    # --- what it shows --------------------------------------------------------------------------

    def show_marks(self, name: str, marks: Sequence[Mark], summary: str = "") -> None:
        """These values; `summary` tells screen readers of more marks than can be listened to."""
        self.marks = tuple(marks)
        self._summary = summary
        if self.current is not None and self.current >= len(self.marks):
            self.current = None
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.spoken())
        self._fit()

    def spoken(self) -> str:
        """The figures as text."""
        if not self.marks:
            return tr("Nothing yet")
        if len(self.marks) > _MOST_SPOKEN:
            return self._summary
        return "; ".join(map(str, self.marks))

    def tell(self, number: int | None) -> None:
        """This mark, by its ring and its words."""
        if number != self.current:
            self.current = number
            self.update()

    def sizeHint(self) -> QSize:
        """As high as what is on it."""
        return QSize(self.theme.px(160), self.height_wanted())

    def minimumSizeHint(self) -> QSize:
        """Narrower than wanted, never lower."""
        return QSize(self.theme.px(80), self.height_wanted())

    # --- reacting -------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.marks:
                self.paint_marks(painter)
            if self.current is not None:
                self.paint_current(painter, self.place_of(self.current))
            elif self.hasFocus():
                painter.setPen(QPen(self.theme.colour("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.tell(self.number_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.tell(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.tell(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self.step(event.key())
        if step is None or not self.marks:
            super().keyPressEvent(event)
            return
        at = (-1 if step > 0 else len(self.marks)) if self.current is None else self.current
        number = min(len(self.marks) - 1, max(0, at + step))
        self.tell(number)
        announce(self, str(self.marks[number]))

    def _fit(self) -> None:
        self.updateGeometry()
        self.update()

    # --- painting words -------------------------------------------------------------------------

    def metrics(self, size: Size = Size.SMALL) -> QFontMetricsF:
        """Of the theme's font in this size."""
        return QFontMetricsF(self.theme.font(size))

    def write(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        *,
        ink: str = "text_2",
        size: Size = Size.SMALL,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """One line, cut short where the room ends."""
        painter.setFont(self.theme.font(size))
        painter.setPen(self.theme.colour(ink))
        fitting = self.metrics(size).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, align | Qt.AlignmentFlag.AlignVCenter, fitting)

    def paint_readout(self, painter: QPainter, place: QRectF, text: str) -> None:
        """Words in a bubble above a mark, or below it where there is no room."""
        metrics, gap = self.metrics(), self.theme.px(_PADDING)
        bubble = QRectF(0, 0, metrics.horizontalAdvance(text) + 2 * gap, metrics.height() + gap)
        left = place.center().x() - bubble.width() / 2
        above = place.top() - bubble.height() - gap
        top = above if above >= 0 else place.bottom() + gap
        bubble.moveTopLeft(
            QPointF(
                max(1.0, min(self.width() - bubble.width() - 1, left)),
                max(1.0, min(self.height() - bubble.height() - 1, top)),
            )
        )
        painter.setPen(QPen(self.theme.colour("border_strong"), 1))
        painter.setBrush(self.theme.colour("surface"))
        painter.drawRoundedRect(bubble, 4, 4)
        self.write(painter, bubble, text, ink="text", align=Qt.AlignmentFlag.AlignHCenter)
