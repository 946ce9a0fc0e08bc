"""Tells the visitor that somebody writes: at most every few seconds, and when it stops."""

from PySide6.QtCore import QObject, QTimer

from ui.desk import Desk

# The other side shows it for some seconds longer than this.
_REPEAT_MS = 3_000
_IDLE_MS = 4_000


class TypingNotice(QObject):
    """For one composer."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told = ""
        self._repeat = QTimer(self, singleShot=True, interval=_REPEAT_MS)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self.stop)

    def changed(self, conversation_id: str, *, writing: bool) -> None:
        """The text is another one."""
        if not writing:
            self.stop()
            return
        self._idle.start()
        if self._told != conversation_id or not self._repeat.isActive():
            self._told = conversation_id
            self._desk.typing(conversation_id, on=True)
            self._repeat.start()

    def stop(self) -> None:
        """Nobody writes here any more."""
        self._idle.stop()
        self._repeat.stop()
        told, self._told = self._told, ""
        if told:
            self._desk.typing(told, on=False)
