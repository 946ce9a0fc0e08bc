"""Buttons of a row that do something instead of holding a value."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout

from ui.icons import Icons
from ui.settings.controls.control import Control
from ui.widgets.buttons import Button

Words = Callable[[], str]


class Action(Control):
    """One button."""

    def __init__(
        self, icons: Icons, words: Words, do: Callable[[], object], *, icon: str | None = None
    ) -> None:
        super().__init__()
        self._words = words
        self._button = Button(icons, "plain", icon)
        self._button.clicked.connect(lambda _on: do())
        self.setFocusProxy(self._button)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignRight)
        self.retranslate()

    def set_name(self, name: str, about: str) -> None:
        """The button's own words are its name."""
        self._button.setAccessibleDescription(f"{name}. {about}")

    def retranslate(self) -> None:
        self._button.setText(self._words())
