"""Values that look like text until somebody wants to change them."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy

# Long enough for a pause between two sentences.
_PAUSE_MS = 1_500
_NOTES_LINES = 4


class QuietField(QLineEdit):
    """One line, kept when it is left or Enter is pressed; Esc takes the typing back.

    Signals:
        written: Whose it is, and the text.
    """

    written = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._owner = self._kept = ""
        self.setProperty("look", "quiet")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.editingFinished.connect(self.keep)

    def say(self, name: str, placeholder: str) -> None:
        """The words around it."""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)

    def show_value(self, owner: str, text: str) -> None:
        """As it stands now; what is being typed of the same owner is left alone."""
        if owner != self._owner:
            self.keep()
        elif self.text() != self._kept:
            return
        changed = self.text() != text
        self._owner, self._kept = owner, text
        if changed:
            self.setText(text)
            self.setCursorPosition(0)

    def keep(self) -> None:
        """Say what was typed, once."""
        text = self.text().strip()
        if self._owner and text != self._kept:
            self._kept = text
            self.setText(text)
            self.written.emit(self._owner, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._kept:
            self.setText(self._kept)
        else:
            super().keyPressEvent(event)


class NotesBox(QPlainTextEdit):
    """Several lines, kept after a pause and when they are left.

    Signals:
        written: Whose it is, and the text.
    """

    written = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._owner = self._kept = ""
        self.setProperty("look", "notes")
        self.setTabChangesFocus(True)
        self._pausing = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pausing.timeout.connect(self.keep)
        self.textChanged.connect(self._typed)
        self.fit()

    def fit(self) -> None:
        """A few lines of the present font."""
        height = _NOTES_LINES * self.fontMetrics().lineSpacing()
        self.setFixedHeight(height + 2 * self.frameWidth() + 18)

    def show_value(self, owner: str, text: str) -> None:
        """As it stands now; what is being typed of the same owner is left alone."""
        if owner != self._owner:
            self.keep()
        elif self.toPlainText().strip() != self._kept:
            return
        self._owner, self._kept = owner, text
        if self.toPlainText() != text:
            self.setPlainText(text)
            self._pausing.stop()

    def keep(self) -> None:
        """Say what was typed, once."""
        self._pausing.stop()
        text = self.toPlainText().strip()
        if self._owner and text != self._kept:
            self._kept = text
            self.written.emit(self._owner, text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keep()

    def _typed(self) -> None:
        self._pausing.start()
