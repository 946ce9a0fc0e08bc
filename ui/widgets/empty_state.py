"""A sentence where nothing is yet, and the one thing to do about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from ui.icons import Icons
from ui.widgets.buttons import Button
from ui.widgets.label import Label


class EmptyState(QFrame):
    """Fills its place; the button is there when there is something to do.

    Attributes:
        action: The button.
    """

    def __init__(self, icons: Icons, icon: str) -> None:
        super().__init__()
        self.setProperty("ground", "chat")
        self._icons = icons
        self._name = icon
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._sentence = Label(size="title", tone="muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.action = Button(icons, "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        layout.setSpacing(14)
        layout.addStretch(2)
        layout.addWidget(self._icon)
        layout.addWidget(self._sentence)
        layout.addWidget(self.action, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)
        icons.theme.changed.connect(self._draw)
        self._draw()

    def say(self, sentence: str, action: str = "") -> None:
        """These words."""
        self._sentence.setText(sentence)
        self.action.setText(action)
        self.action.setVisible(bool(action))

    def _draw(self) -> None:
        size = self._icons.theme.px(40)
        self._icon.setPixmap(self._icons.pixmap(self._name, "text_3", size))
