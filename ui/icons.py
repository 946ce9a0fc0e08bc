"""Line icons (Lucide, see resources/icons/LICENSE) in the colours of the theme."""

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ui.theme import Theme

# Thinner than drawn: at 20 px the original 2 looks bold beside 400-weight text.
_STROKE = "1.75"


class Icons:
    """Draws icons by name; each name, colour, size and density once."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._pixmaps: dict[tuple[str, str, int, int, float], QPixmap] = {}

    def pixmap(self, name: str, token: str, size: int, *, gap: int = 0) -> QPixmap:
        """The icon in the colour of a token, with room behind it where words follow."""
        app = QApplication.instance()
        density = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
        colour = getattr(self.theme.tokens, token)
        key = (name, colour, size, gap, density)
        if key not in self._pixmaps:
            self._pixmaps[key] = _drawn(name, colour, QSize(size + gap, size), density)
        return self._pixmaps[key]

    def icon(
        self, name: str, token: str, size: int, *, gap: int = 0, checked: str | None = None
    ) -> QIcon:
        """For a button: another colour when checked, a faint one when disabled."""
        icon = QIcon(self.pixmap(name, token, size, gap=gap))
        icon.addPixmap(self.pixmap(name, "text_3", size, gap=gap), QIcon.Mode.Disabled)
        if checked:
            icon.addPixmap(self.pixmap(name, checked, size), QIcon.Mode.Normal, QIcon.State.On)
        return icon


def _drawn(name: str, colour: str, size: QSize, density: float) -> QPixmap:
    source = _source(name).replace("currentColor", colour)
    source = source.replace('stroke-width="2"', f'stroke-width="{_STROKE}"')
    pixmap = QPixmap(size * density)
    pixmap.fill(Qt.GlobalColor.transparent)
    side = pixmap.height()
    with QPainter(pixmap) as painter:
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
    pixmap.setDevicePixelRatio(density)
    return pixmap


@cache
def _source(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text("utf-8")
