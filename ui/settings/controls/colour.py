"""A colour: written, or chosen from a dialog."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QHBoxLayout

from ui.i18n import tr
from ui.settings.controls.control import Control
from ui.settings.controls.line import Line
from ui.settings.faults import refusal
from ui.theme import Theme
from ui.tokens import LIGHT

_SIDE = 32
_LETTERS = 9


def parse_colour(text: str) -> str:
    """Six digits behind a # in capitals; raises `BadInput`."""
    digits = text.strip().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    if len(digits) != 6 or not all(digit in "0123456789abcdefABCDEF" for digit in digits):
        raise refusal(tr("Write a colour such as {example}.").format(example=LIGHT.accent))
    return f"#{digits.upper()}"


class Swatch(QAbstractButton):
    """The colour itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.colour = QColor()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        side = self._theme.px(_SIDE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = "focus" if self.hasFocus() else "border_strong"
            painter.setPen(self._theme.colour(edge))
            painter.setBrush(self.colour)
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 6, 6)


class Colour(Control):
    """A swatch that opens the dialog, beside a line for those who know the number."""

    reverts = False

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._swatch = Swatch(theme)
        self._line = Line(parse=parse_colour, letters=_LETTERS)
        self.setFocusProxy(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self._swatch)
        row.addWidget(self._line)
        self._swatch.clicked.connect(self._ask)
        self._line.chosen.connect(self.chosen)
        self._line.refused.connect(self.refused)
        self._line.touched.connect(self.touched)
        self.retranslate()

    def show_value(self, value: str) -> None:
        self._line.show_value(value)
        self._swatch.colour = QColor(value)
        self._swatch.update()

    def is_being_edited(self) -> bool:
        return self._line.is_being_edited()

    def show_fault(self, *, wrong: bool) -> None:
        self._line.show_fault(wrong=wrong)

    def set_name(self, name: str, about: str) -> None:
        self._line.set_name(name, about)

    def retranslate(self) -> None:
        self._swatch.setAccessibleName(tr("Choose a colour"))

    def _ask(self) -> None:
        dialog = QColorDialog(self._swatch.colour, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(lambda colour: self.chosen.emit(colour.name().upper()))
        dialog.open()
