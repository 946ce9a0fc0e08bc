"""A draft as plain text to be read, selected and copied: as high as it is, up to a limit."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit

from ui.theme import Theme

_FEWEST_LINES = 2
_MOST_LINES = 7
# Of the conversation's height: the messages need the room more.
_SHARE = 0.1


class DraftText(QPlainTextEdit):
    """Scrolls where it is longer; whatever the text looks like, it is no markup."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._most_lines = _MOST_LINES
        self.setProperty("draft", "true")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._fit)
        self._fit()

    def fit_into(self, height: int) -> None:
        """The conversation is so high."""
        lines = round(height * _SHARE) // self.fontMetrics().lineSpacing()
        self._most_lines = max(_FEWEST_LINES, min(_MOST_LINES, lines))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted_height())

    def _fit(self) -> None:
        policies = Qt.ScrollBarPolicy
        long = self._lines() > self._most_lines
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAsNeeded if long else policies.ScrollBarAlwaysOff
        )
        self.setFixedHeight(self._wanted_height())

    def _wanted_height(self) -> int:
        lines = max(1, min(self._most_lines, self._lines()))
        return lines * self.fontMetrics().lineSpacing() + 4

    def _lines(self) -> int:
        return round(self.document().size().height())
