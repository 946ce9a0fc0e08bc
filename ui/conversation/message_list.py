"""The lines of the open conversation: painted, selected, copied, followed to the end."""

from PySide6.QtCore import QPointF, QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QMenu

from ui.conversation.body import Link
from ui.conversation.bubble_layout import Bubble, BubbleLayout
from ui.conversation.bubble_painter import BubblePainter, Marking
from ui.conversation.bubbles import Bubbles
from ui.conversation.entries import text_of
from ui.conversation.jump_button import JumpButton
from ui.conversation.list_model import MessageModel
from ui.conversation.selection import Place, Selection
from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.row_geometry import UnevenRows
from ui.state import Unsent
from ui.virtual_list import VirtualListView
from ui.widgets.label import as_tooltip

_AUTO_SCROLL_MS = 30


class MessageList(VirtualListView):
    """Newest at the bottom; the reader stays where they are while others write.

    Signals:
        near_start: The oldest loaded lines came into view.
        end_seen: The newest line is in view.
    """

    near_start = Signal()
    end_seen = Signal()

    def __init__(self, desk: Desk, model: MessageModel, icons: Icons) -> None:
        self._desk = desk
        self._lines = model
        self._layout = BubbleLayout(icons.theme)
        self._bubbles = Bubbles(self._layout)
        self._painter = BubblePainter(icons.theme, icons)
        self._selection: Selection | None = None
        self._dragged_to = QPointF()
        self._keyboard = False
        super().__init__(UnevenRows(), follows_end=True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setModel(model)
        self._auto_scroll = QTimer(self, interval=_AUTO_SCROLL_MS)
        self._auto_scroll.timeout.connect(self._scroll_while_dragging)
        self._jump = JumpButton(self, icons)
        self._jump.clicked.connect(self.scroll_to_end)
        model.rowsInserted.connect(self._lines_came)
        model.rowsRemoved.connect(self._forget_selection)
        model.modelReset.connect(self._forget_selection)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        icons.theme.changed.connect(self.show_anew)
        self.retranslate()

    def retranslate(self) -> None:
        """Its name for screen readers, and all words that are painted."""
        self.setAccessibleName(tr("Messages"))
        self._jump.retranslate()
        self.show_anew()

    def show_anew(self) -> None:
        """Fonts, colours or words are other ones."""
        self._bubbles.clear()
        self.measure_again()

    # --- one row ----------------------------------------------------------------------------------

    def estimate(self, row: int) -> int:
        return self._layout.estimate(text_of(self._lines.entry(row)), self.viewport().width())

    def measure(self, row: int) -> int:
        return self.bubble(row).height

    def paint_row(self, painter: QPainter, box: QRect, row: int) -> None:
        bubble = self.bubble(row)
        focused = self.hasFocus() and self._keyboard and row == self.currentIndex().row()
        length = bubble.body.length()
        selected = self._selection.within(row, length) if self._selection else None
        self._painter.paint(painter, bubble, box, Marking(selected=selected, focused=focused))

    def bubble(self, row: int) -> Bubble:
        """The line, laid out."""
        return self._bubbles.of(self._lines.look(row), self.viewport().width())

    # --- where the reader is ----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._jump.place()

    def _moved(self) -> None:
        self._ask_for_older()
        self._jump.setVisible(not self.is_at_end)
        if self.is_at_end:
            self._jump.forget()
            self.end_seen.emit()

    def _ask_for_older(self) -> None:
        if self.verticalOffset() < 2 * self.viewport().height():
            self.near_start.emit()

    def _lines_came(self, _parent: object, first: int, last: int) -> None:
        if self._selection and first < self._lines.rowCount() - 1:
            self._selection = self._selection.shifted(first, last - first + 1)
        self._ask_for_older()
        at_the_end = last == self._lines.rowCount() - 1
        if at_the_end and self.is_at_end:
            self.end_seen.emit()
        elif at_the_end and first > 0:
            self._jump.add(last - first + 1)

    # --- selecting and copying --------------------------------------------------------------------

    def select_all(self) -> None:
        """Everything that is loaded."""
        last = self._lines.rowCount() - 1
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
        if not text and 0 <= row < self._lines.rowCount():
            text = self._lines.look(row).body
        if text:
            QGuiApplication.clipboard().setText(text)

    def _select(self, selection: Selection | None) -> None:
        self._selection = selection
        self.viewport().update()

    def _forget_selection(self) -> None:
        self._select(None)

    def _place_at(self, point: QPointF) -> Place | None:
        if not self._lines.rowCount():
            return None
        row = self.rows.row_at(round(point.y()) + self.verticalOffset())
        bubble = self.bubble(row)
        origin = bubble.text_at + QPointF(self.row_box(row).topLeft())
        return Place(row, bubble.body.offset_at(point - origin))

    def _link_at(self, point: QPointF) -> Link | None:
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return None
        bubble = self.bubble(index.row())
        origin = bubble.text_at + QPointF(self.row_box(index.row()).topLeft())
        return bubble.body.link_at(point - origin)

    # --- the mouse --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = self._place_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            self._select(Selection(anchor=place, cursor=place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(event.position())
            return
        link = self._link_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().setToolTip(as_tooltip(link.url) if link else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._auto_scroll.stop()
        if self._selection is not None and not self._selection.is_empty:
            return
        self._select(None)
        if event.button() is Qt.MouseButton.LeftButton:
            self._click(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None:
            start, end = self.bubble(place.row).body.word_at(place.offset)
            self._select(Selection(anchor=Place(place.row, start), cursor=Place(place.row, end)))

    def _click(self, point: QPointF) -> None:
        """A link opens a menu that shows where it leads, so that no click goes astray."""
        link = self._link_at(point)
        index = self.indexAt(point.toPoint())
        if link is not None:
            menu = QMenu(self)
            self._add_link(menu, link)
            self._pop_up(menu, point)
        elif index.isValid() and self._is_on_problem(index.row(), point):
            menu = QMenu(self)
            self._add_retry(menu, index.row())
            self._pop_up(menu, point)

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

    def _is_on_problem(self, row: int, point: QPointF) -> bool:
        bubble = self.bubble(row)
        inside = point - QPointF(self.row_box(row).topLeft())
        return bool(bubble.look.problem) and bubble.problem_box.contains(inside)

    # --- the keyboard and menus -------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        if self._keyboard and not self.currentIndex().isValid() and self._lines.rowCount():
            self.setCurrentIndex(self._lines.index(self._lines.rowCount() - 1))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keyboard = True
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() == Qt.Key.Key_Escape and self._selection is not None:
            self._select(None)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            row = self.currentIndex().row()
            if row >= 0:
                self._pop_up(self._menu_of(row), QPointF(self.row_box(row).center()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        row = self.currentIndex().row() if by_key else self.indexAt(event.pos()).row()
        if row >= 0:
            menu = self._menu_of(row)
            link = None if by_key else self._link_at(QPointF(event.pos()))
            if link is not None:
                self._add_link(menu, link)
            at = QPointF(self.row_box(row).center()) if by_key else QPointF(event.pos())
            self._pop_up(menu, at)

    def _menu_of(self, row: int) -> QMenu:
        menu = QMenu(self)
        if self.selected_text():
            menu.addAction(tr("Copy selection"), self.copy)
        body = self._lines.look(row).body
        menu.addAction(tr("Copy message"), lambda: QGuiApplication.clipboard().setText(body))
        for link in self.bubble(row).body.links:
            self._add_link(menu, link)
        self._add_retry(menu, row)
        return menu

    def _add_link(self, menu: QMenu, link: Link) -> None:
        shown = link.url if len(link.url) <= 80 else f"{link.url[:79]}…"
        menu.addAction(
            tr("Open {address}").format(address=shown.replace("&", "&&")),
            lambda: QDesktopServices.openUrl(QUrl(link.url)),
        )
        menu.addAction(tr("Copy link"), lambda: QGuiApplication.clipboard().setText(link.url))

    def _add_retry(self, menu: QMenu, row: int) -> None:
        entry = self._lines.entry(row)
        if isinstance(entry, Unsent) and entry.problem is not None:
            menu.addAction(tr("Retry"), lambda: self._desk.retry(entry.client_id))
            menu.addAction(tr("Delete"), lambda: self._desk.discard(entry.client_id))

    def _pop_up(self, menu: QMenu, at: QPointF) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(at.toPoint()))
