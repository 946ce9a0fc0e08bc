"""The narrow bar on the left: one button a page, the agent at its foot."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from server.domain.people import Agent
from ui.icons import Icons
from ui.theme import Size, Theme
from ui.widgets.avatar import AvatarPainter
from ui.widgets.buttons import IconButton
from ui.widgets.label import as_tooltip

_WIDTH = 60
_BUTTON = 40


class Rail(QFrame):
    """Pages by icon.

    Attributes:
        me_button: Opens the agent's own menu.

    Signals:
        chosen: The number of a page.
    """

    chosen = Signal(int)

    def __init__(self, me: Agent, icons: Icons) -> None:
        super().__init__()
        self.setProperty("ground", "rail")
        self._icons = icons
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self.me_button = AvatarButton(me, icons.theme)
        self._pages = QVBoxLayout()
        self._foot = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 14, 0, 14)
        layout.setSpacing(9)
        layout.addLayout(self._pages)
        layout.addStretch(1)
        layout.addLayout(self._foot)
        layout.addWidget(self.me_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._pages.setSpacing(9)
        self._foot.setSpacing(9)
        icons.theme.changed.connect(self._fit)
        self._fit()

    def add(self, icon: str, *, at_foot: bool = False) -> "RailButton":
        """A button for the next page."""
        button = RailButton(self._icons, icon)
        button.setCheckable(True)
        self._group.addButton(button, len(self._group.buttons()))
        place = self._foot if at_foot else self._pages
        place.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fit()
        return button

    def show_page(self, number: int) -> None:
        """This page is in front."""
        self._group.button(number).setChecked(True)

    def _fit(self) -> None:
        px = self._icons.theme.px
        self.setFixedWidth(px(_WIDTH))
        for button in (*self._group.buttons(), self.me_button):
            button.setFixedSize(QSize(px(_BUTTON), px(_BUTTON)))


class RailButton(IconButton):
    """A page's button, with a dot when something there needs the agent."""

    def __init__(self, icons: Icons, icon: str) -> None:
        super().__init__(icons, icon)
        self._theme = icons.theme
        self._count = 0

    def show_count(self, count: int) -> None:
        """So many things need the agent."""
        self._count = count
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        words = str(self._count) if self._count < 100 else "99+"
        font = self._theme.font(Size.CAPTION, strong=True)
        font.setPixelSize(self._theme.px(10))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font)
            height = self._theme.px(16)
            width = max(height, painter.fontMetrics().horizontalAdvance(words) + self._theme.px(8))
            pill = QRectF(self.width() - width - 1, 1, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("danger"))
            painter.drawRoundedRect(pill, height / 2, height / 2)
            painter.setPen(self._theme.colour("surface"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


class AvatarButton(QToolButton):
    """The agent's own initials."""

    def __init__(self, me: Agent, theme: Theme) -> None:
        super().__init__()
        self._me = me
        self._avatars = AvatarPainter(theme)
        self._theme = theme
        self.setAccessibleName(me.display_name)
        self.setToolTip(as_tooltip(me.display_name))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.hasFocus():
                painter.setPen(self._theme.colour("focus"))
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
            painter.setFont(self._theme.font(Size.BODY))
            box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
            self._avatars.paint(painter, box, name=self._me.display_name, seed=self._me.id)
