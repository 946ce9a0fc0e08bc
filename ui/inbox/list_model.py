"""The conversations of one tab, in order, as Qt wants them."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from server.domain.conversations import Conversation
from ui.desk import Desk
from ui.inbox.order import Key, Tab
from ui.inbox.tab_lists import TabLists
from ui.inbox.view import Filters, View, matches
from ui.inbox.wording import spoken
from ui.virtual_list import Index

CONVERSATION_ROLE = Qt.ItemDataRole.UserRole


class InboxModel(QAbstractListModel):
    """Rows move when their conversation does; the selection moves with them.

    Signals:
        counted: Tabs may hold other numbers of conversations.
    """

    counted = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = View()
        self._words = ""
        self._found: frozenset[str] = frozenset()
        self._lists = TabLists(desk.state.me.id)
        self._keys: list[Key] = []
        desk.replaced.connect(self._replace_all)
        desk.conversation_changed.connect(self._changed)
        self._replace_all()

    @property
    def needing_me(self) -> int:
        """How many conversations need this agent, in whatever tab."""
        return self._lists.needing_me

    def count(self, tab: Tab) -> int:
        """How many conversations it holds."""
        return len(self._lists[tab])

    @property
    def view(self) -> View:
        """Which conversations are shown, and how they are sorted."""
        return self._view

    def show_view(self, view: View) -> None:
        """Others, or in another order."""
        if view == self._view:
            return
        self._view = view
        if view.sort is not self._lists.sort:
            self._lists.reset(self._desk.state.conversations.values(), view.sort)
        self._show()

    def search(self, words: str) -> None:
        """Only those that hold these words, as far as they are known here."""
        self._words, self._found = words, frozenset()
        self._show()

    def add_found(self, words: str, conversation_ids: Iterable[str]) -> None:
        """Those that hold these words anywhere in their messages, unless others are wanted now."""
        if words == self._words:
            self._found = frozenset(conversation_ids)
            self._show()

    def conversation(self, row: int) -> Conversation:
        """The one in this row."""
        return self._desk.state.conversations[self._keys[row][2]]

    def draft(self, row: int) -> str:
        """What the agent has begun to write in it."""
        return self._desk.state.drafts.get(self._keys[row][2], "")

    def row_of(self, conversation_id: str) -> int:
        """Its row, or -1."""
        key = self._lists.key(conversation_id)
        return -1 if key is None else self._row(key)

    # --- for Qt -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        conversation = self.conversation(index.row())
        if role == CONVERSATION_ROLE:
            return conversation
        if role == Qt.ItemDataRole.DisplayRole:
            return conversation.visitor.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(conversation, self._desk.state.me, self._desk.now())
        return None

    # --- what changes -----------------------------------------------------------------------------

    def _replace_all(self) -> None:
        """All conversations may be other ones."""
        self._lists.reset(self._desk.state.conversations.values(), self._view.sort)
        self._show()
        self.counted.emit()

    def _show(self) -> None:
        self.beginResetModel()
        keys = self._lists[self._view.tab]
        narrowed = self._view.filters != Filters() or self._words
        self._keys = [key for key in keys if self._fits(key[2])] if narrowed else list(keys)
        self.endResetModel()

    def _fits(self, conversation_id: str) -> bool:
        conversation = self._desk.state.conversations[conversation_id]
        return self._view.filters.fit(conversation) and (
            conversation_id in self._found or matches(conversation, self._words)
        )

    def _changed(self, conversation_id: str) -> None:
        conversation = self._desk.state.conversations.get(conversation_id)
        if conversation is None:
            return
        was = self._lists.key(conversation_id)
        self._lists.changed(conversation)
        shown = self._view.shows(conversation, self._desk.state.me.id)
        new = self._lists.key(conversation_id) if shown and self._fits(conversation_id) else None
        old = was if was is not None and self._row(was) >= 0 else None
        if old is None and new is not None:
            self._insert(new)
        elif old is not None and new is None:
            self._remove(old)
        elif old is not None and new is not None:
            self._move(old, new)
        self.counted.emit()

    def _row(self, key: Key) -> int:
        """Where it is shown, or -1."""
        row = bisect_left(self._keys, key)
        return row if row < len(self._keys) and self._keys[row] == key else -1

    def _insert(self, key: Key) -> None:
        row = bisect_left(self._keys, key)
        self.beginInsertRows(QModelIndex(), row, row)
        self._keys.insert(row, key)
        self.endInsertRows()

    def _remove(self, key: Key) -> None:
        row = self._row(key)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._keys[row]
        self.endRemoveRows()

    def _move(self, old: Key, new: Key) -> None:
        row, target = bisect_left(self._keys, old), bisect_left(self._keys, new)
        # Qt counts the target while the row is still in its old place: both mean "stays".
        if target not in {row, row + 1}:
            self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), target)
            self._replace(row, new)
            self.endMoveRows()
        elif old != new:
            self._replace(row, new)
        changed = self.index(bisect_left(self._keys, new))
        self.dataChanged.emit(changed, changed)

    def _replace(self, row: int, key: Key) -> None:
        del self._keys[row]
        insort(self._keys, key)
