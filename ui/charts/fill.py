"""The look of each series: a colour and a pattern, so that colour is never alone."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from ui.theme import Theme

_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense5Pattern,
    Qt.BrushStyle.DiagCrossPattern,
)


def token_of(series: int) -> str:
    """The colour of the first, second, … series."""
    return f"chart_{series % len(_PATTERNS) + 1}"


def paint_fill(
    painter: QPainter, theme: Theme, place: QRectF, series: int, radius: float = 0
) -> None:
    """A box in the look of this series."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(token_of(series)))
    painter.drawRoundedRect(place, radius, radius)
    pattern = _PATTERNS[series % len(_PATTERNS)]
    if pattern is not Qt.BrushStyle.SolidPattern:
        painter.setBrush(QBrush(theme.colour("surface"), pattern))
        painter.drawRoundedRect(place, radius, radius)
