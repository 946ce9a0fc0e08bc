"""The QR code: what cameras need of it."""

import segno
from PySide6.QtGui import QColor, QImage

from ui.share.qr import QUIET_ZONE, qr_image, qr_png

URL = "http://192.168.1.20:8484/"
DARK, LIGHT = QColor("#000000"), QColor("#FFFFFF")


def test_every_module_is_where_the_code_says() -> None:
    code = segno.make(URL, error="m", micro=False, boost_error=False)
    rows = [list(row) for row in code.matrix_iter(border=QUIET_ZONE)]
    image = qr_image(URL, 264)
    scale = image.width() // len(rows)
    assert scale * len(rows) == image.width() == image.height()
    middle = scale // 2
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            colour = image.pixelColor(x * scale + middle, y * scale + middle)
            assert colour == (DARK if is_dark else LIGHT)


def test_it_is_large_enough_and_has_a_quiet_zone() -> None:
    image = qr_image(URL, 264)
    assert image.width() >= 240
    quiet = image.width() * QUIET_ZONE // (image.width() // 8)
    assert {image.pixelColor(x, 0).name() for x in range(image.width())} == {"#ffffff"}
    assert image.pixelColor(quiet, quiet) == DARK


def test_a_long_address_still_fits() -> None:
    assert 0 < qr_image("https://example.com/" + "x" * 400, 264).width() <= 264


def test_the_saved_picture_is_sharp_on_a_poster() -> None:
    image = QImage.fromData(qr_png(URL))
    assert image.width() >= 700
    assert image.pixelColor(0, 0) == LIGHT
