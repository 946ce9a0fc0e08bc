"""The conversations of one tab, in order, as Qt wants them."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from server.domain.conversations import Conversation
from ui.desk import Desk
from ui.inbox.order import Key
from ui.inbox.view import View, matches
from ui.inbox.wording import spoken
from ui.virtual_list import Index

CONVERSATION_ROLE = Qt.ItemDataRole.UserRole


class InboxModel(QAbstractListModel):
    """Rows move when their conversation does; the selection moves with them."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = View()
        self._words = ""
        self._found: frozenset[str] = frozenset()
        self._keys: list[Key] = []
        self._key_of: dict[str, Key] = {}
        desk.replaced.connect(self._reset)
        desk.conversation_changed.connect(self._changed)
        self._reset()

    @property
    def view(self) -> View:
        """Which conversations are shown, and how they are sorted."""
        return self._view

    def show_view(self, view: View) -> None:
        """Others, or in another order."""
        if view != self._view:
            self._view = view
            self._reset()

    def search(self, words: str) -> None:
        """Only those that hold these words, as far as they are known here."""
        self._words, self._found = words, frozenset()
        self._reset()

    def add_found(self, words: str, conversation_ids: Iterable[str]) -> None:
        """Those that hold these words anywhere in their messages, unless others are wanted now."""
        if words == self._words:
            self._found = frozenset(conversation_ids)
            self._reset()

    def conversation(self, row: int) -> Conversation:
        """The one in this row."""
        return self._desk.state.conversations[self._keys[row][2]]

    def draft(self, row: int) -> str:
        """What the agent has begun to write in it."""
        return self._desk.state.drafts.get(self._keys[row][2], "")

    def row_of(self, conversation_id: str) -> int:
        """Its row, or -1."""
        key = self._key_of.get(conversation_id)
        return -1 if key is None else bisect_left(self._keys, key)

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

    def _reset(self) -> None:
        self.beginResetModel()
        shown = filter(self._is_shown, self._desk.state.conversations.values())
        self._key_of = {each.id: self._view.key(each) for each in shown}
        self._keys = sorted(self._key_of.values())
        self.endResetModel()

    def _is_shown(self, conversation: Conversation) -> bool:
        if not self._view.shows(conversation, self._desk.state.me.id):
            return False
        return conversation.id in self._found or matches(conversation, self._words)

    def _changed(self, conversation_id: str) -> None:
        conversation = self._desk.state.conversations.get(conversation_id)
        old = self._key_of.get(conversation_id)
        shown = conversation is not None and self._is_shown(conversation)
        new = self._view.key(conversation) if conversation is not None and shown else None
        if old is None and new is not None:
            self._insert(new)
        elif old is not None and new is None:
            self._remove(old)
        elif old is not None and new is not None:
            self._move(old, new)

    def _insert(self, key: Key) -> None:
        row = bisect_left(self._keys, key)
        self.beginInsertRows(QModelIndex(), row, row)
        self._keys.insert(row, key)
        self._key_of[key[2]] = key
        self.endInsertRows()

    def _remove(self, key: Key) -> None:
        row = bisect_left(self._keys, key)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._keys[row]
        del self._key_of[key[2]]
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
        self._key_of[key[2]] = key
