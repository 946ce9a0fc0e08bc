"""The round initials of a person, in a colour that stays theirs."""

import unicodedata
import zlib

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from ui.theme import Theme
from ui.tokens import AVATAR_COLOURS, ON_AVATAR


def initials(name: str) -> str:
    """Two letters of a Latin name, one character of a Chinese one."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    if unicodedata.east_asian_width(words[0][0]) in "WF":
        return words[0][0]
    return "".join(word[0] for word in (words[0], *words[1:][-1:])).upper()


def avatar_colour(seed: str) -> str:
    """The same for the same person, on every computer."""
    return AVATAR_COLOURS[zlib.crc32(seed.encode()) % len(AVATAR_COLOURS)]


class AvatarPainter:
    """Paints avatars, with a dot for those who are online now."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(self, painter: QPainter, box: QRectF, *, name: str, seed: str) -> None:
        """Initials on a disc."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(avatar_colour(seed)))
        painter.drawEllipse(box)
        font = QFont(painter.font())
        font.setPixelSize(max(9, round(box.height() * 0.38)))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(ON_AVATAR))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(name))

    def paint_icon(self, painter: QPainter, box: QRectF, *, ground: str) -> None:
        """The disc alone, for the assistant's icon."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(ground))
        painter.drawEllipse(box)

    def paint_presence(self, painter: QPainter, box: QRectF, *, ground: str) -> None:
        """A green dot at the avatar's foot; the ring in the ground's colour sets it apart."""
        side = box.width() * 0.29
        dot = QRectF(box.right() - side, box.bottom() - side, side, side)
        painter.setPen(QPen(self._theme.colour(ground), 2))
        painter.setBrush(self._theme.colour("presence"))
        painter.drawEllipse(dot)
