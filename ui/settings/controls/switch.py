"""Yes or no."""

from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from ui.settings.controls.control import Control
from ui.theme import Theme

_WIDTH, _HEIGHT, _EDGE = 40, 22, 3


class Slide(QCheckBox):
    """A check box that is drawn as a switch; without words on it."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        super().__init__()
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH) + 2 * _EDGE, self._theme.px(_HEIGHT) + 2 * _EDGE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colour = self._theme.colour
        on, box = self.isChecked(), QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        box.setHeight(self._theme.px(_HEIGHT))
        track = colour("accent" if on else "border_strong")
        knob = colour("on_accent" if on else "surface")
        if not self.isEnabled():
            track, knob = colour("border"), colour("surface")
        side = box.height() - 6
        left = box.right() - 3 - side if on else box.left() + 3
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.hasFocus():
                painter.setPen(QPen(colour("focus"), 2))
                ring = box.adjusted(-2, -2, 2, 2)
                painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(track)
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            painter.setBrush(knob)
            painter.drawEllipse(QRectF(left, box.top() + 3, side, side))


class Switch(Control):
    """On or off."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._slide = Slide(theme)
        self.setFocusProxy(self._slide)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._slide)
        self._slide.clicked.connect(self.choose)

    def choose(self, on: bool) -> None:
        """A person wants it so."""
        self.chosen.emit(on)

    def show_value(self, value: Any) -> None:
        self._slide.setChecked(bool(value))
