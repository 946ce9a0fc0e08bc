"""Lines as bubbles: measured, painted, selected with the mouse, copied."""

from PySide6.QtCore import QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QGuiApplication, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView

from ui.conversation.bubble_layout import Bubble, BubbleLayout
from ui.conversation.bubble_painter import BubblePainter, Marking
from ui.conversation.bubbles import Bubbles
from ui.conversation.entries import text_of
from ui.conversation.list_model import MessageModel
from ui.conversation.selection import Place, Selection
from ui.icons import Icons
from ui.row_geometry import UnevenRows
from ui.row_pictures import Face
from ui.virtual_list import VirtualListView

_AUTO_SCROLL_MS = 30


class BubbleList(VirtualListView):
    """A selection may begin in one line and end in another.

    Attributes:
        lines: What is shown.
        by_keyboard: Whether the focus came by a key: only then a line wears a ring.
    """

    def __init__(self, lines: MessageModel, icons: Icons) -> None:
        self.lines = lines
        self.by_keyboard = False
        self._theme = icons.theme
        self._zoom = icons.theme.zoom
        self._layout = BubbleLayout(icons.theme)
        self._bubbles = Bubbles(self._layout)
        self._painter = BubblePainter(icons.theme, icons)
        self._selection: Selection | None = None
        self._dragged_to = QPointF()
        super().__init__(UnevenRows(), follows_end=True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setModel(lines)
        self._auto_scroll = QTimer(self, interval=_AUTO_SCROLL_MS)
        self._auto_scroll.timeout.connect(self._scroll_while_dragging)
        lines.rowsInserted.connect(self._shift_selection)
        lines.rowsRemoved.connect(self.select_nothing)
        lines.modelReset.connect(self.select_nothing)
        icons.theme.changed.connect(self._look_changed)

    def show_anew(self) -> None:
        """Fonts or words are other ones."""
        self._bubbles.clear()
        self.measure_again()

    def _look_changed(self) -> None:
        """Other colours need no other place."""
        if self._theme.zoom != self._zoom:
            self._zoom = self._theme.zoom
            self.show_anew()
        else:
            self._bubbles.clear()
            self.paint_again()

    def bubble(self, row: int) -> Bubble:
        """The line, laid out."""
        return self._bubbles.of(self.lines.look(row), self.viewport().width())

    # --- one row ----------------------------------------------------------------------------------

    def estimates(self, rows: range) -> list[int]:
        texts = (text_of(self.lines.entry(row)) for row in rows)
        return self._layout.estimates(texts, self.viewport().width())

    def measure(self, row: int) -> int:
        return self.bubble(row).height

    def paint_row(self, painter: QPainter, box: QRect, row: int) -> None:
        bubble = self.bubble(row)
        self._painter.paint(painter, bubble, box, self._marking(row, bubble))

    def face(self, row: int) -> Face:
        bubble = self.bubble(row)
        return bubble, self._marking(row, bubble)

    def ground(self) -> QColor:
        return self._theme.colour("chat")

    def _marking(self, row: int, bubble: Bubble) -> Marking:
        focused = self.hasFocus() and self.by_keyboard and row == self.currentIndex().row()
        length = bubble.body.length()
        selected = self._selection.within(row, length) if self._selection else None
        return Marking(selected=selected, focused=focused)

    # --- selecting and copying --------------------------------------------------------------------

    @property
    def has_selection(self) -> bool:
        """Whether any text is selected."""
        return self._selection is not None and not self._selection.is_empty

    def select_nothing(self) -> None:
        """Let go of the selection."""
        self._select(None)

    def select_all(self) -> None:
        """Everything that is loaded."""
        last = self.lines.rowCount() - 1
        if last >= 0:
            end = Place(last, self.bubble(last).body.length())
            self._select(Selection(anchor=Place(0, 0), cursor=end))

    def selected_text(self) -> str:
        """What is selected, a line of the conversation on a line of its own."""
        if self._selection is None:
            return ""
        parts = []
        for row in self._selection.rows:
            body = self.bubble(row).body
            run = self._selection.within(row, body.length())
            if run is not None:
                parts.append(body.copied(*run))
        return "\n".join(parts)

    def copy(self) -> None:
        """The selection, else the line that the keyboard is on."""
        text = self.selected_text()
        row = self.currentIndex().row()
        if not text and 0 <= row < self.lines.rowCount():
            text = self.lines.look(row).body
        if text:
            QGuiApplication.clipboard().setText(text)

    def _select(self, selection: Selection | None) -> None:
        self._selection = selection
        self.viewport().update()

    def _shift_selection(self, _parent: object, first: int, last: int) -> None:
        """Older lines came in above it: it stays on its text."""
        if self._selection is not None:
            self._selection = self._selection.shifted(first, last - first + 1)

    def _place_at(self, point: QPointF) -> Place | None:
        if not self.lines.rowCount():
            return None
        row = self.rows.row_at(round(point.y()) + self.verticalOffset())
        bubble = self.bubble(row)
        origin = bubble.text_at + QPointF(self.row_box(row).topLeft())
        return Place(row, bubble.body.offset_at(point - origin))

    # --- the mouse --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = self._place_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            self._select(Selection(anchor=place, cursor=place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._auto_scroll.stop()
        if not self.has_selection:
            self.select_nothing()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None:
            start, end = self.bubble(place.row).body.word_at(place.offset)
            self._select(Selection(anchor=Place(place.row, start), cursor=Place(place.row, end)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        if self.by_keyboard and not self.currentIndex().isValid() and self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(self.lines.rowCount() - 1))
        super().focusInEvent(event)

    def _drag_to(self, point: QPointF) -> None:
        self._dragged_to = point
        place = self._place_at(point)
        if self._selection is not None and place is not None:
            self._select(Selection(anchor=self._selection.anchor, cursor=place))
        if not self.viewport().rect().contains(point.toPoint()):
            self._auto_scroll.start()

    def _scroll_while_dragging(self) -> None:
        y, height = self._dragged_to.y(), self.viewport().height()
        if 0 <= y <= height:
            self._auto_scroll.stop()
            return
        beyond = y if y < 0 else y - height
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(beyond / 2))
        self._drag_to(self._dragged_to)
