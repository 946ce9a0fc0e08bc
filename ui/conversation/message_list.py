"""The lines of the open conversation: followed to the end, with menus, links and keys."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent

from server.domain.conversations import AuthorKind, Message
from ui.conversation.body import Link
from ui.conversation.bubble_list import BubbleList
from ui.conversation.jump_button import JumpButton
from ui.conversation.line_menu import LineMenu
from ui.conversation.list_model import MessageModel
from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.widgets.label import as_tooltip


class MessageList(BubbleList):
    """Newest at the bottom; the reader stays where they are while others write.

    Signals:
        near_start: The oldest loaded lines came into view.
        end_seen: The newest line is in view.
        correction_wanted: The id of an article that an answer came from, empty for a new one, and
            the question.
    """

    near_start = Signal()
    end_seen = Signal()
    correction_wanted = Signal(str, str)

    def __init__(self, desk: Desk, lines: MessageModel, icons: Icons) -> None:
        super().__init__(lines, icons)
        self._desk = desk
        self._jump = JumpButton(self, icons)
        self._jump.clicked.connect(self.scroll_to_end)
        lines.rowsInserted.connect(self._lines_came)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.retranslate()

    def retranslate(self) -> None:
        """Its name for screen readers, and all words that are painted."""
        self.setAccessibleName(tr("Messages"))
        self._jump.retranslate()
        self.show_anew()

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
        self._ask_for_older()
        at_the_end = last == self.lines.rowCount() - 1
        if at_the_end and self.is_at_end:
            self.end_seen.emit()
        elif at_the_end and first > 0:
            self._jump.add(last - first + 1)

    # --- the mouse --------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        link = self._link_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().setToolTip(as_tooltip(link.url) if link else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.has_selection:
            self._click(event.position())

    def _click(self, point: QPointF) -> None:
        """A link opens a menu that shows where it leads; a refused line offers what to do."""
        link = self._link_at(point)
        index = self.indexAt(point.toPoint())
        menu = LineMenu(self)
        if link is not None:
            menu.add_link(link)
        elif index.isValid() and self._is_on_problem(index.row(), point):
            menu.add_retry(self.lines.entry(index.row()), self._desk)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            self._pop_up(menu, point)

    def _link_at(self, point: QPointF) -> Link | None:
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return None
        bubble = self.bubble(index.row())
        origin = bubble.text_at + QPointF(self.row_box(index.row()).topLeft())
        return bubble.body.link_at(point - origin)

    def _is_on_problem(self, row: int, point: QPointF) -> bool:
        bubble = self.bubble(row)
        inside = point - QPointF(self.row_box(row).topLeft())
        return bool(bubble.look.problem) and bubble.problem_box.contains(inside)

    # --- the keyboard and menus -------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_keyboard = True
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() == Qt.Key.Key_Escape and self.has_selection:
            self.select_nothing()
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
            at = QPointF(self.row_box(row).center()) if by_key else QPointF(event.pos())
            self._pop_up(self._menu_of(row), at)

    def _menu_of(self, row: int) -> LineMenu:
        menu = LineMenu(self)
        selected = self.selected_text()
        if selected:
            menu.add_copy(tr("Copy selection"), selected)
        menu.add_copy(tr("Copy message"), self.lines.look(row).body)
        for link in self.bubble(row).body.links:
            menu.add_link(link)
        entry = self.lines.entry(row)
        if isinstance(entry, Message) and entry.author.kind is AuthorKind.ASSISTANT:
            question = self.lines.question_before(row)
            menu.add_corrections(entry, lambda which: self.correction_wanted.emit(which, question))
        menu.add_retry(entry, self._desk)
        return menu

    def _pop_up(self, menu: LineMenu, at: QPointF) -> None:
        menu.open_at(self.viewport().mapToGlobal(at.toPoint()))
