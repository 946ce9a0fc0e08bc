"""An address as a QR code: dark on white in both themes, so that every camera reads it."""

import io

import segno
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

QUIET_ZONE = 4  # modules; readers find the corners by it
_DARK = QColor("#000000")
_LIGHT = QColor("#FFFFFF")
_PNG_SCALE = 24  # about 800 pixels: sharp on a poster


def qr_image(text: str, side: int) -> QImage:
    """A square of at most `side` pixels whose modules are whole pixels."""
    rows = [list(row) for row in _code(text).matrix_iter(border=QUIET_ZONE)]
    scale = max(1, side // len(rows))
    image = QImage(len(rows) * scale, len(rows) * scale, QImage.Format.Format_RGB32)
    image.fill(_LIGHT)
    with QPainter(image) as painter:
        for y, row in enumerate(rows):
            for x, is_dark in enumerate(row):
                if is_dark:
                    painter.fillRect(QRect(x * scale, y * scale, scale, scale), _DARK)
    return image


def qr_png(text: str) -> bytes:
    """For printing and for sending to somebody."""
    buffer = io.BytesIO()
    _code(text).save(buffer, kind="png", scale=_PNG_SCALE, border=QUIET_ZONE)
    return buffer.getvalue()


def _code(text: str) -> segno.QRCode:
    # M: readable with 15 % of it dirty, and still coarse enough for a cheap phone.
    return segno.make(text, error="m", micro=False, boost_error=False)
