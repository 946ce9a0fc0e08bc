"""The lines of the open conversation, as Qt wants them."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer

from server.domain.conversations import AuthorKind, Message
from ui.conversation.entries import Entry, entries_of, key_of, text_of
from ui.conversation.look import Look, Reader, look_of, spoken
from ui.desk import Desk
from ui.virtual_list import Index

# An answer grows by a few letters at a time; an eye does not follow more than this.
_GROWING_MS = 50


class MessageModel(QAbstractListModel):
    """Follows the desk; a line that is stored at last stays the same row."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._conversation_id = ""
        self._entries: tuple[Entry, ...] = ()
        self._keys: list[str] = []
        self._reader: Reader | None = None  # None while no conversation is open: no rows then
        self._growing = QTimer(self, singleShot=True, interval=_GROWING_MS)
        self._growing.timeout.connect(self._update)
        desk.opened.connect(self._open)
        desk.replaced.connect(self._refresh)
        desk.thread_changed.connect(self._thread_changed)
        desk.conversation_changed.connect(self._conversation_changed)

    def entry(self, row: int) -> Entry:
        """The line in this row."""
        return self._entries[row]

    def look(self, row: int) -> Look:
        """How it is to be shown, beside the line before it."""
        if self._reader is None:
            raise IndexError(row)
        previous = self._entries[row - 1] if row else None
        return look_of(self._entries[row], previous, self._reader)

    def question_before(self, row: int) -> str:
        """What the visitor had said last before this line."""
        for entry in reversed(self._entries[:row]):
            if isinstance(entry, Message) and entry.author.kind is AuthorKind.VISITOR:
                return entry.body
        return ""

    def row_of(self, key: str) -> int:
        """Its row, or -1; searched from the end, where the work is."""
        for row in range(len(self._keys) - 1, -1, -1):
            if self._keys[row] == key:
                return row
        return -1

    # --- for Qt -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return text_of(self._entries[index.row()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(self.look(index.row()))
        return None

    # --- what changes -----------------------------------------------------------------------------

    def _open(self, conversation_id: str) -> None:
        self.beginResetModel()
        self._conversation_id = conversation_id
        self._read_state()
        entries = self._read_entries()
        self._take(entries, list(map(key_of, entries)))
        self.endResetModel()

    def _read_state(self) -> None:
        conversation = self._desk.state.conversations.get(self._conversation_id)
        self._reader = None
        if conversation is not None:
            self._reader = Reader(
                me=self._desk.state.me.id,
                visitor=conversation.visitor,
                visitor_read_seq=conversation.visitor_read_seq,
                now=self._desk.now,
            )

    def _take(self, entries: tuple[Entry, ...], keys: list[str]) -> None:
        self._entries, self._keys = entries, keys

    def _read_entries(self) -> tuple[Entry, ...]:
        return entries_of(self._desk.state, self._conversation_id) if self._reader else ()

    def _refresh(self) -> None:
        self._conversation_changed(self._conversation_id)

    def _conversation_changed(self, conversation_id: str) -> None:
        """Read marks changed, or the visitor's name."""
        if conversation_id != self._conversation_id:
            return
        before = self._reader
        self._read_state()
        self._update()
        if before != self._reader and self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def _thread_changed(self, conversation_id: str) -> None:
        if conversation_id != self._conversation_id:
            return
        answer = self._desk.state.answers.get(conversation_id)
        if answer is None or not self._keys or self._keys[-1] != answer.answer_id:
            self._update()
        elif not self._growing.isActive():
            self._growing.start()

    def _update(self) -> None:
        """Replace what differs between the same beginning and the same end."""
        before, entries = self._entries, self._read_entries()
        settled = _untouched(before, entries)
        if settled == len(before) == len(entries):
            return
        keys = [*self._keys[:settled], *map(key_of, entries[settled:])]
        start = settled + _same(self._keys[settled:], keys[settled:])
        end = _same(self._keys[start:][::-1], keys[start:][::-1])
        self._remove(start, len(self._keys) - end)
        self._insert(start, len(keys) - end, entries, keys)
        kept = (*range(settled, start), *range(len(keys) - end, len(keys)))
        self._tell_changed(before[settled:], kept)

    def _remove(self, first: int, end: int) -> None:
        if first < end:
            self.beginRemoveRows(QModelIndex(), first, end - 1)
            rest = (*self._entries[:first], *self._entries[end:])
            self._take(rest, [*self._keys[:first], *self._keys[end:]])
            self.endRemoveRows()

    def _insert(self, first: int, end: int, entries: tuple[Entry, ...], keys: list[str]) -> None:
        if first < end:
            self.beginInsertRows(QModelIndex(), first, end - 1)
            self._take(entries, keys)
            self.endInsertRows()
        else:
            self._take(entries, keys)

    def _tell_changed(self, before: tuple[Entry, ...], kept: tuple[int, ...]) -> None:
        """Rows that stayed, with other content: stored now, grown, refused."""
        known = {id(entry) for entry in before}
        for row in kept:
            if id(self._entries[row]) not in known:
                self.dataChanged.emit(self.index(row), self.index(row))


def _untouched(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> int:
    """How many lines are the same from the beginning; at once where only the end is another."""
    count = min(len(before), len(after))
    if before[:count] == after[:count]:
        return count
    pairs = zip(before, after, strict=False)
    return next(at for at, (old, new) in enumerate(pairs) if old is not new)


def _same(one: list[str], other: list[str]) -> int:
    """How many elements agree from the beginning."""
    for at, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second:
            return at
    return min(len(one), len(other))
