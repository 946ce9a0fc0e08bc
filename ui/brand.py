"""The program's own sign: a desk bell, with a number when somebody waits."""

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
_BADGE = QColor("#C4262B")
_ON_BADGE = QColor("#FFFFFF")


def bell(size: int, density: float = 1.0) -> QPixmap:
    """The sign on its blue ground."""
    side = round(size * density)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        QSvgRenderer(QByteArray(_drawing())).render(painter)
    pixmap.setDevicePixelRatio(density)
    return pixmap


def bell_icon(waiting: int = 0) -> QIcon:
    """For windows, the task bar and the tray."""
    icon = QIcon()
    for size in _ICON_SIZES:
        pixmap = bell(size)
        if waiting:
            _paint_badge(pixmap, "9+" if waiting > 9 else str(waiting))
        icon.addPixmap(pixmap)
    return icon


def _paint_badge(pixmap: QPixmap, number: str) -> None:
    side = pixmap.width() * 0.62
    box = QRectF(pixmap.width() - side, 0, side, side)
    font = QFont()
    font.setPixelSize(max(7, round(side * (0.78 if len(number) == 1 else 0.62))))
    font.setWeight(QFont.Weight.Bold)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_BADGE)
        painter.drawEllipse(box)
        painter.setFont(font)
        painter.setPen(_ON_BADGE)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)


@cache
def _drawing() -> bytes:
    return (files("resources") / "icons" / "deskbell.svg").read_bytes()
