"""What has changed from the version in force, line by line, by sign and by colour."""

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from server.domain.prompts import PromptDiff
from ui.i18n import tr
from ui.theme import Theme

_SIGNS = {"same": "  ", "added": "+ ", "removed": "− ", "gap": "  "}
_GROUNDS = {"added": "ok_soft", "removed": "danger_soft"}
_INKS = {"added": "ok", "removed": "danger", "same": "text", "gap": "text_3"}


class ChangesView(QPlainTextEdit):
    """To read and to copy from."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._diff: PromptDiff | None = None
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setProperty("mono", "true")
        theme.changed.connect(self._draw)
        self.retranslate()

    def show_diff(self, diff: PromptDiff | None) -> None:
        """These lines."""
        self._diff = diff
        self._draw()

    def retranslate(self) -> None:
        """Its name, and what stands for lines that are left out."""
        self.setAccessibleName(tr("Changes"))
        self._draw()

    def _draw(self) -> None:
        self.clear()
        lines = self._diff.lines if self._diff else ()
        changed = any(line.kind in _GROUNDS for line in lines)
        if self._diff is not None and not changed:
            self.setPlainText(tr("It says the same as the version in force."))
            return
        cursor = QTextCursor(self.document())
        for number, line in enumerate(lines):
            if number:
                cursor.insertBlock()
            ground, ink = QTextBlockFormat(), QTextCharFormat()
            if line.kind in _GROUNDS:
                ground.setBackground(self._theme.colour(_GROUNDS[line.kind]))
            ink.setForeground(self._theme.colour(_INKS[line.kind]))
            cursor.setBlockFormat(ground)
            text = "⋯" if line.kind == "gap" else line.text
            cursor.insertText(f"{_SIGNS[line.kind]}{text}", ink)
        self.moveCursor(QTextCursor.MoveOperation.Start)
