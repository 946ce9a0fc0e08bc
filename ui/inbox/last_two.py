"""Back to the conversation that was open before, and forth again."""

from PySide6.QtCore import QObject

from ui.desk import Desk


class LastTwo(QObject):
    """Remembers the one before the open one."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._now = self._before = ""
        desk.opened.connect(self._opened)

    def is_there(self) -> bool:
        """Whether another was open before."""
        return bool(self._before)

    def switch(self) -> None:
        """Open it."""
        if self._before:
            self._desk.open(self._before)

    def _opened(self, conversation_id: str) -> None:
        if conversation_id and conversation_id != self._now:
            self._before, self._now = self._now, conversation_id
