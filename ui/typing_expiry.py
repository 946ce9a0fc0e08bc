"""Ends "is typing" by itself when the word that it stopped was lost on the way."""

from PySide6.QtCore import QObject, QTimer, Signal

from server.domain.conversations import Author
from server.domain.events import TypingChanged

# Pages repeat it every 3 s while somebody types.
_LASTS_MS = 7_000


class TypingExpiry(QObject):
    """One timer for each person who types.

    Signals:
        expired: A `TypingChanged` that ends it.
    """

    expired = Signal(object)

    def __init__(self, parent: QObject, lasts_ms: int = _LASTS_MS) -> None:
        super().__init__(parent)
        self._lasts_ms = lasts_ms
        self._timers: dict[tuple[str, Author], QTimer] = {}

    def renew(self, typing: TypingChanged) -> None:
        """They type now."""
        key = (typing.conversation_id, typing.author)
        timer = self._timers.get(key)
        if timer is None:
            timer = self._timers[key] = QTimer(self, singleShot=True, interval=self._lasts_ms)
            timer.timeout.connect(lambda: self._end(key))
        timer.start()

    def _end(self, key: tuple[str, Author]) -> None:
        self._timers.pop(key).deleteLater()
        conversation_id, author = key
        self.expired.emit(TypingChanged(conversation_id=conversation_id, author=author, on=False))
