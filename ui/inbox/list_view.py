"""The list of conversations."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter
from PySide6.QtWidgets import QListView

from server.domain.conversations import Conversation
from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.inbox.list_model import InboxModel
from ui.inbox.row_painter import RowLook, RowPainter
from ui.row_geometry import EvenRows
from ui.row_pictures import Face
from ui.virtual_list import Index, VirtualListView

# Waiting times are shown in minutes at most; twice a minute is near enough.
_TICK_MS = 30_000


class InboxList(VirtualListView):
    """One row a conversation; what is selected is what the desk has open.

    Signals:
        near_end: The last rows came into view.
    """

    near_end = Signal()

    def __init__(self, desk: Desk, model: InboxModel, icons: Icons) -> None:
        self._desk = desk
        self._inbox = model
        self._theme = icons.theme
        self._painter = RowPainter(icons.theme, icons)
        self._keyboard = False
        super().__init__(EvenRows(self._painter.height), follows_end=False)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setModel(model)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        icons.theme.changed.connect(self.measure_again)
        ticking = QTimer(self, interval=_TICK_MS)
        ticking.timeout.connect(self.viewport().update)
        ticking.start()
        model.modelReset.connect(self._select_open)
        model.rowsInserted.connect(self._select_open)
        desk.opened.connect(self._select_open)
        self.retranslate()

    def retranslate(self) -> None:
        """Its name for screen readers."""
        self.setAccessibleName(tr("Conversations"))

    def step(self, rows: int) -> None:
        """Open the next conversation, or the one before."""
        row = self.currentIndex().row() + rows
        if 0 <= row < self._inbox.rowCount():
            self.setCurrentIndex(self._inbox.index(row))

    def open_next(self, fits: Callable[[Conversation], bool]) -> bool:
        """The nearest one below that fits, else the nearest from the top; whether there is one."""
        count, here = self._inbox.rowCount(), self.currentIndex().row()
        for row in (*range(here + 1, count), *range(max(0, here))):
            if fits(self._inbox.conversation(row)):
                self.setCurrentIndex(self._inbox.index(row))
                return True
        return False

    def estimates(self, rows: range) -> list[int]:
        return [self._painter.height] * len(rows)

    def measure(self, _row: int) -> int:
        return self._painter.height

    def paint_row(self, painter: QPainter, box: QRect, row: int) -> None:
        self._painter.paint(painter, box, self._inbox.conversation(row), self._look(row))

    def face(self, row: int) -> Face:
        return self._inbox.conversation(row), self._look(row)

    def ground(self) -> QColor:
        return self._theme.colour("surface")

    def _look(self, row: int) -> RowLook:
        index = self._inbox.index(row)
        return RowLook(
            now=self._now(),
            draft=self._inbox.draft(row),
            selected=self.selectionModel().isSelected(index),
            hovered=row == self.hovered,
            focused=self.hasFocus() and self._keyboard and index == self.currentIndex(),
        )

    def _now(self) -> datetime:
        """Times are told in minutes: within a tick no row looks other than before."""
        seconds = _TICK_MS / 1_000
        now = self._desk.now()
        return datetime.fromtimestamp(now.timestamp() // seconds * seconds, now.tzinfo)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not current.isValid():
            return
        conversation = self._inbox.conversation(current.row())
        if conversation is not self._desk.open_conversation:
            self._desk.open(conversation.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def _select_open(self) -> None:
        """Another tab or a search may have brought the open one back into the list."""
        conversation = self._desk.open_conversation
        row = self._inbox.row_of(conversation.id) if conversation else -1
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self._inbox.index(row))
        elif row < 0:
            self.clearSelection()

    def _look_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() - bar.value() < 2 * self.viewport().height():
            self.near_end.emit()
