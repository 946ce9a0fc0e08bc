"""Every address of the chat page, each to copy and to open."""

from functools import partial

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.icons import Icons
from ui.share.reach import Reach
from ui.widgets.buttons import IconButton
from ui.widgets.label import ElidedLabel


class Addresses(QWidget):
    """One line each."""

    def __init__(self, reach: Reach, icons: Icons) -> None:
        super().__init__()
        self._reach, self._icons = reach, icons
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        reach.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """As the server says."""
        while (old := self._lines.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for url in (self._reach.url, *self._reach.others):
            if url:
                self._lines.addWidget(self._line(url))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.refresh()

    def _line(self, url: str) -> QWidget:
        line = QFrame()
        line.setProperty("ground", "inset")
        copy = IconButton(self._icons, "copy", size=16)
        copy.set_name(tr("Copy {address}").format(address=url))
        copy.clicked.connect(partial(self._copy, url))
        visit = IconButton(self._icons, "external-link", size=16)
        visit.set_name(tr("Open {address}").format(address=url))
        visit.clicked.connect(partial(self._open, url))
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 4, 6, 4)
        row.addWidget(ElidedLabel(url, size="body2"), 1)
        row.addWidget(copy)
        row.addWidget(visit)
        return line

    def _copy(self, url: str, *_clicked: object) -> None:
        QGuiApplication.clipboard().setText(url)

    def _open(self, url: str, *_clicked: object) -> None:
        QDesktopServices.openUrl(QUrl(url))
