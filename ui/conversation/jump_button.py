"""A button over the messages that leads to the newest ones and counts them."""

from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.icons import Icons
from ui.widgets.buttons import Button


class JumpButton(Button):
    """Visible while the reader is somewhere above the end."""

    def __init__(self, over: QWidget, icons: Icons) -> None:
        super().__init__(icons, "plain", "arrow-down")
        self.setParent(over)
        self._over = over
        self._new = 0
        self.hide()
        self.retranslate()

    def add(self, lines: int) -> None:
        """So many more below."""
        self._new += lines
        self.retranslate()

    def forget(self) -> None:
        """They have been seen."""
        self._new = 0
        self.retranslate()

    def retranslate(self) -> None:
        """The number, or only where it leads."""
        new = tr("%n new messages", count=self._new) if self._new else tr("To the newest")
        self.setText(new)
        self.place()

    def place(self) -> None:
        """In the lower right corner of the list."""
        self.adjustSize()
        corner = self._over.rect().bottomRight()
        self.move(corner.x() - self.width() - 24, corner.y() - self.height() - 12)
        self.raise_()
