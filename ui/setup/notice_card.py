"""A few sentences on a soft ground, with a sign that says how to take them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.widgets.label import Label

_ICON_PIXELS = 18
_PADDING = 12


class NoticeCard(QFrame):
    """A `warn`, `ok`, `danger` or `ai` ground; the icon has the colour of the same token."""

    def __init__(self, icons: Icons, ground: str, icon: str) -> None:
        super().__init__()
        self.setProperty("ground", ground)
        self._icons = icons
        self._drawing = (icon, ground)
        self._icon = QLabel()
        self._words = Label(size="body2", wrap=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._column.addWidget(self._words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        layout.setSpacing(_PADDING)
        layout.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._column, 1)
        icons.theme.changed.connect(self._draw)
        self._draw()

    def say(self, words: str) -> None:
        self._words.setText(words)

    def add(self, widget: QWidget) -> None:
        """Something to do about it."""
        self._column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignLeft)

    def _draw(self) -> None:
        name, token = self._drawing
        self._icon.setPixmap(self._icons.pixmap(name, token, _ICON_PIXELS))
