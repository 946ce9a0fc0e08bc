"""Widgets one after another, in as many lines as the width asks for."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Like words in a paragraph.

    It places its children itself: a layout of ours would share their ownership with Qt.
    """

    def __init__(self, *, gap: int = 6) -> None:
        super().__init__()
        self._gap = gap
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_only(self, widgets: Iterable[QWidget]) -> None:
        """These, in this order; what is no longer among them is gone."""
        parts = list(widgets)
        for old in self._parts:
            if old not in parts:
                old.hide()
                old.deleteLater()
        self._parts = parts
        for part in parts:
            part.setParent(self)
            part.show()
        self._arrange()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, really=False)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(max(self.width(), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        self._place(self.width(), really=True)
        self.updateGeometry()

    def _place(self, width: int, *, really: bool) -> int:
        x = y = line = 0
        for part in self._parts:
            size = part.sizeHint()
            size.setWidth(min(size.width(), max(width, 1)))
            if x > 0 and x + size.width() > width:
                x, y, line = 0, y + line + self._gap, 0
            if really:
                part.setGeometry(x, y, size.width(), size.height())
            x += size.width() + self._gap
            line = max(line, size.height())
        return y + line
