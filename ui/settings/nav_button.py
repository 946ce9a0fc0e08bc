"""A section in the list at the left."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from ui.icons import Icons

_PIXELS = 18
_GAP = 6


class NavButton(QPushButton):
    """Its icon takes the colour of its words."""

    def __init__(self, icons: Icons, icon: str) -> None:
        super().__init__()
        self._icons, self._icon = icons, icon
        self.setProperty("look", "nav")
        self.setCheckable(True)
        self.toggled.connect(self._draw)
        icons.theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        px = self._icons.theme.px
        size, gap = px(_PIXELS), px(_GAP)
        token = "link" if self.isChecked() else "text_2"
        self.setIcon(self._icons.icon(self._icon, token, size, gap=gap))
        self.setIconSize(QSize(size + gap, size))
