"""Text to read and to copy from."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, SignalInstance
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.widgets.label import Label

_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class TextBlock(QFrame):
    """Asks for its words anew in each language, and whenever they may be other ones."""

    def __init__(self, words: Callable[[], str], changed: SignalInstance | None = None) -> None:
        super().__init__()
        self.setProperty("ground", "inset")
        self._words = words
        self._label = Label(size="body2", wrap=True)
        self._label.setTextInteractionFlags(_SELECTABLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self._label)
        if changed is not None:
            changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._label.setText(self._words())
        self._label.setAccessibleName(self._words())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
