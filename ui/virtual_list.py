"""A QListView that owns its geometry: only visible rows are measured and painted.

QListView itself lays out every row at every change, in Python a freeze of seconds for a long
conversation. It stays the base class, because screen readers get a list only from it.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from ui.row_geometry import RowGeometry
from ui.row_moves import next_row, way_into_view
from ui.row_pictures import Face, RowPictures

Index = QModelIndex | QPersistentModelIndex

# Measuring may bring further rows into view; each round measures more of them. It ends in two or
# three rounds; the limit only guards against a subclass that never gives the same height twice.
_SETTLING_ROUNDS = 20
# Within this many pixels of the end, the reader is at the end.
_NEAR = 4
_OTHER_LOOKS = {
    QEvent.Type.LanguageChange,
    QEvent.Type.FontChange,
    QEvent.Type.PaletteChange,
    QEvent.Type.StyleChange,
}


class VirtualListView(QListView):
    """Rows of any height; subclasses measure and paint them.

    Attributes:
        follows_end: Whether new rows at the end stay in view for a reader who is there (a
            conversation), or the list keeps its place (an inbox).
    """

    def __init__(self, rows: RowGeometry, *, follows_end: bool) -> None:
        # Qt calls the overrides below while its own constructor runs.
        self.rows = rows
        self.follows_end = follows_end
        self._exact = bytearray()
        self._width = 0
        self._at_end = True
        self._settling = False
        self._hovered = -1
        self._pictures = RowPictures()
        self._connected: QAbstractItemModel | None = None
        super().__init__()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    # --- what a subclass says ---------------------------------------------------------------------

    def estimate(self, row: int) -> int:
        """About how high the row is; fast, called for all rows."""
        raise NotImplementedError

    def measure(self, row: int) -> int:
        """How high the row is; called for those that are seen."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, box: QRect, row: int) -> None:
        """Draw it into the box."""
        raise NotImplementedError

    def face(self, _row: int) -> Face | None:
        """All that the row's picture depends on, to paint it once; None paints it each time."""
        return None

    def ground(self) -> QColor:
        """The colour under the rows."""
        return self.palette().window().color()

    # --- what a subclass may ask ------------------------------------------------------------------

    @property
    def is_at_end(self) -> bool:
        """Whether the reader sees the last row's end."""
        return self._at_end

    @property
    def hovered(self) -> int:
        """The row under the pointer, or -1."""
        return self._hovered

    def row_box(self, row: int) -> QRect:
        """Where the row is, in the viewport."""
        top = self.rows.y(row) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self.rows.height(row))

    def visible_rows(self) -> range:
        """Rows of which something is in view."""
        top = self.verticalOffset()
        if not self.rows.count:
            return range(0)
        last = self.rows.row_at(top + max(0, self.viewport().height() - 1))
        return range(self.rows.row_at(top), last + 1)

    def measure_again(self) -> None:
        """Width, fonts or words changed: all heights are unsure, the place is kept."""
        anchor = self._anchor()
        self._pictures.clear()
        self._reset_rows()
        self._restore(anchor)

    def paint_again(self) -> None:
        """Colours are other ones: every row keeps its place."""
        self._pictures.clear()
        self.viewport().update()

    def scroll_to_end(self) -> None:
        """Show the newest."""
        self._at_end = True
        self.settle()

    def settle(self) -> None:
        """Measure what is in view until nothing moves; what the reader looks at stays in place."""
        if self._settling or not self.viewport().width():
            return
        self._settling = True
        try:
            for _ in range(_SETTLING_ROUNDS):
                anchor = self._anchor()
                changed = [row for row in self.visible_rows() if self._measured(row)]
                self._fit_scroll_bar()
                self._scroll_to_anchor(anchor)
                if not changed and all(self._exact[row] for row in self.visible_rows()):
                    break
        finally:
            self._settling = False
        self._at_end |= self._is_near_end()

    # --- rows come and go -------------------------------------------------------------------------

    def setModel(self, model: QAbstractItemModel | None) -> None:
        if self._connected is not None:
            self._connected.rowsRemoved.disconnect(self._rows_removed)
            self._connected.rowsMoved.disconnect(self._rows_moved)
        self._connected = model
        super().setModel(model)
        if model is not None:
            model.rowsRemoved.connect(self._rows_removed)
            model.rowsMoved.connect(self._rows_moved)

    def reset(self) -> None:
        super().reset()
        self._at_end = True
        self._hovered = -1
        self._reset_rows()
        self._restore(None)

    def rowsInserted(self, _parent: Index, start: int, end: int) -> None:
        """Without the base class, which would lay out everything."""
        anchor = self._anchor()
        heights = self.estimates(range(start, end + 1))
        self.rows.insert(start, heights)
        self._exact[start:start] = bytes(len(heights))
        self._unsure(start - 1, end + 1)
        if anchor is not None and start <= anchor[0]:
            anchor = (anchor[0] + len(heights), anchor[1])
        self._restore(anchor)

    def dataChanged(self, top_left: Index, bottom_right: Index, _roles: Sequence[int] = ()) -> None:
        self._unsure(*range(top_left.row(), bottom_right.row() + 1))
        self._restore(self._anchor())

    def estimates(self, rows: range) -> list[int]:
        """Heights to begin with."""
        return [self.estimate(row) for row in rows]

    def _rows_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        anchor = self._anchor()
        gone = last - first + 1
        self.rows.remove(first, gone)
        del self._exact[first : last + 1]
        self._unsure(first - 1, first)
        if anchor is not None and first <= anchor[0]:
            anchor = (max(first, anchor[0] - gone), anchor[1])
        self._restore(anchor)

    def _rows_moved(self) -> None:
        anchor = self._anchor()
        self._exact = bytearray(self.rows.count)
        self._restore(anchor)

    def _unsure(self, *rows: int) -> None:
        """A neighbour came or went: grouping and dates may be other ones."""
        for row in rows:
            if 0 <= row < len(self._exact):
                self._exact[row] = 0

    def _reset_rows(self) -> None:
        count = self._connected.rowCount() if self._connected is not None else 0
        self.rows.reset(self.estimates(range(count)))
        self._exact = bytearray(count)

    def _measured(self, row: int) -> bool:
        """Whether measuring gave another height than was thought."""
        if self._exact[row]:
            return False
        self._exact[row] = 1
        height = self.measure(row)
        if height == self.rows.height(row):
            return False
        self.rows.set_height(row, height)
        return True

    # --- staying in place -------------------------------------------------------------------------

    def _anchor(self) -> tuple[int, int] | None:
        """(row, how far above the viewport it begins): what the reader looks at."""
        top = self.verticalOffset()
        row = self.rows.row_at(top)
        if row < 0 or (self._at_end if self.follows_end else top == 0):
            return None
        return row, top - self.rows.y(row)

    def _is_near_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - _NEAR

    def _restore(self, anchor: tuple[int, int] | None) -> None:
        self._settling = True
        self._fit_scroll_bar()
        self._scroll_to_anchor(anchor)
        self._settling = False
        self.settle()
        self.viewport().update()

    def _scroll_to_anchor(self, anchor: tuple[int, int] | None) -> None:
        bar = self.verticalScrollBar()
        if anchor is not None:
            bar.setValue(self.rows.y(min(anchor[0], self.rows.count)) + anchor[1])
        elif self.follows_end:
            bar.setValue(bar.maximum())

    def _fit_scroll_bar(self) -> None:
        bar = self.verticalScrollBar()
        page = self.viewport().height()
        bar.setRange(0, max(0, self.rows.total - page))
        bar.setPageStep(page)
        bar.setSingleStep(max(16, self.fontMetrics().height() * 2))

    # --- what QListView would do its own way ------------------------------------------------------

    def doItemsLayout(self) -> None:
        """Nothing is laid out before it is seen."""

    def updateGeometries(self) -> None:
        self._fit_scroll_bar()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= self.rows.count:
            return QRect()
        return self.row_box(index.row())

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalOffset()
        if not 0 <= y < self.rows.total:
            return QModelIndex()
        return self.model().index(self.rows.row_at(y), 0)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """As little as possible, unless asked to centre; measuring on the way moves the target."""
        if not index.isValid() or index.row() >= self.rows.count:
            return
        for _ in range(_SETTLING_ROUNDS):
            self._measured(index.row())
            self._fit_scroll_bar()
            box = self.row_box(index.row())
            distance = way_into_view(box, self.viewport().height(), hint)
            before = self.verticalOffset()
            self.verticalScrollBar().setValue(before + distance)
            if self.verticalOffset() == before:
                return

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        last = self.rows.count - 1
        if last < 0:
            return QModelIndex()
        page = max(1, len(self.visible_rows()) - 1)
        row = next_row(action, self.currentIndex().row(), page)
        return self.model().index(min(last, max(0, row)), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
        selection = QItemSelection()
        if first.isValid() and last.isValid():
            selection.select(first, last)
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for row in self.visible_rows():
            if selection.contains(self.model().index(row, 0)):
                region += self.row_box(row)
        return region

    # --- events -----------------------------------------------------------------------------------

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        if not self._settling:
            self._at_end = self._is_near_end()
            self.settle()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        if event.size().width() != self._width:
            anchor = self._anchor()
            self._width = event.size().width()
            self._reset_rows()
            self._restore(anchor)
        else:
            self._restore(self._anchor())

    def paintEvent(self, event: QPaintEvent) -> None:
        self.settle()
        with QPainter(self.viewport()) as painter:
            for row in self.visible_rows():
                box = self.row_box(row)
                if event.rect().intersects(box):
                    self._paint_row(painter, box, row)

    def _paint_row(self, painter: QPainter, box: QRect, row: int) -> None:
        face = self.face(row)
        if face is not None and not box.isEmpty():
            picture = self._pictures.of(
                face,
                box.size(),
                ground=self.ground(),
                ratio=self.devicePixelRatioF(),
                paint=lambda inner, at: self.paint_row(inner, at, row),
            )
            painter.drawPixmap(box.topLeft(), picture)
            return
        painter.save()
        self.paint_row(painter, box, row)
        painter.restore()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in _OTHER_LOOKS:
            self._pictures.clear()
        super().changeEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HoverMove, QEvent.Type.HoverLeave}:
            self._hover()
        return super().viewportEvent(event)

    def _hover(self) -> None:
        point = self.viewport().mapFromGlobal(self.cursor().pos())
        inside = self.viewport().rect().contains(point)
        row = self.indexAt(point).row() if inside else -1
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()
