"""What was said: pages of messages, lists of conversations, and the events since a rev."""

import base64
from dataclasses import dataclass
from typing import Any

from peewee import SQL, fn

from server.clock import from_millis, to_millis
from server.domain.conversations import (
    Conversation,
    HandlerKind,
    Message,
    MessageKind,
    Priority,
    Status,
)
from server.domain.errors import BadInput
from server.domain.events import ConversationUpdated, DurableEvent, MessageCreated
from server.storage import rows
from server.storage.conversations import load, select
from server.storage.database import Database
from server.storage.sqlite import SqliteFile
from server.storage.statement import Statement, slot
from server.storage.tables import ConversationTable, EventTable, MessageTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which conversations; None means all. `text` is looked for in every message.

    Attributes:
        longest_wait: Only those who wait, the longest wait first, instead of the latest first.
    """

    status: Status | None = None
    handler: HandlerKind | None = None
    assignee: str | None = None
    visitor: str | None = None
    tag: str | None = None
    priority: Priority | None = None
    waiting: bool | None = None
    text: str | None = None
    longest_wait: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which messages: the first `limit` after a seq, or, without that, the last (before one)."""

    after: int | None = None
    before: int | None = None
    limit: int = 100
    notes: bool = True


_BEYOND_ALL = 2**62
# `t1` is what peewee calls the first table of a query.
HOLDS_TAG = "EXISTS (SELECT 1 FROM json_each(t1.tags) WHERE value = ? COLLATE NOCASE)"


class History:
    """Reads only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def messages(self, conversation_id: str, window: Window) -> tuple[Message, ...]:
        """Oldest first."""
        return await self._database.read(lambda file: read_messages(file, conversation_id, window))

    async def backlog(
        self, conversation_id: str, window: Window
    ) -> tuple[Conversation, tuple[Message, ...]]:
        """The conversation and its messages, of one moment."""

        def query(file: SqliteFile) -> tuple[Conversation, tuple[Message, ...]]:
            with file.atomic():
                return load(file, conversation_id), read_messages(file, conversation_id, window)

        return await self._database.read(query)

    async def conversations(
        self, which: Filter, *, limit: int, cursor: str | None
    ) -> tuple[tuple[Conversation, ...], str | None]:
        """Latest first, and the cursor of the next page; raises `BadInput` (`bad_cursor`)."""
        place = _decode_cursor(cursor) if cursor else None
        found = await self._database.read(lambda file: _conversations(file, which, limit, place))
        more = len(found) > limit
        return found[:limit], _encode_cursor(found[limit - 1], which) if more else None

    async def unanswered(self) -> tuple[Conversation, ...]:
        """Open, the assistant's, and the last word is the visitor's."""
        which = Filter(status=Status.OPEN, handler=HandlerKind.ASSISTANT)
        found = await self._database.read(lambda file: _conversations(file, which, -1, None))
        return tuple(one for one in found if one.preview and one.preview.author == "visitor")

    async def counts(self) -> dict[Status, int]:
        """How many conversations there are, by status."""

        def query(file: SqliteFile) -> dict[Status, int]:
            counted = ConversationTable.select(
                ConversationTable.status, fn.COUNT(ConversationTable.id)
            ).group_by(ConversationTable.status)
            found = dict(counted.tuples().execute(file))
            return {status: int(found.get(status.value, 0)) for status in Status}

        return await self._database.read(query)

    async def rev(self) -> int:
        """The newest event's; 0 when there is none."""
        return await self._database.read(_newest_rev)

    async def events(self, after: int, *, limit: int) -> tuple[DurableEvent, ...] | None:
        """What happened after a rev, as it stands now; None when that is no longer known, or more.

        The text of an event is read when it is asked for: what was erased since is not in it.
        """
        return await self._database.read(lambda file: _events(file, after, limit))


def read_messages(file: SqliteFile, conversation_id: str, window: Window) -> tuple[Message, ...]:
    """Oldest first, as this connection sees them."""
    which = {
        "conversation_id": conversation_id,
        "before": _BEYOND_ALL if window.before is None else window.before,
        "but": "" if window.notes else MessageKind.NOTE.value,
        "limit": window.limit,
    }
    if window.after is None:
        return tuple(rows.message(row) for row in reversed(NEWEST.rows(file, **which)))
    return tuple(rows.message(row) for row in OLDEST.rows(file, after=window.after, **which))


def _conversations(
    file: SqliteFile, which: Filter, limit: int, place: tuple[int, str] | None
) -> tuple[Conversation, ...]:
    query = _ordered(_filtered(which), which, place)
    if limit >= 0:
        query = query.limit(limit + 1)
    return tuple(rows.conversation(row) for row in query.dicts().execute(file))


def _ordered(query: Any, which: Filter, place: tuple[int, str] | None) -> Any:  # as _filtered
    key, waits, updated = (
        ConversationTable.id,
        ConversationTable.waiting_since,
        ConversationTable.updated_at,
    )
    if which.longest_wait:
        query = query.where(waits.is_null(is_null=False)).order_by(waits, key)
        if place is not None:
            query = query.where((waits > place[0]) | ((waits == place[0]) & (key > place[1])))
        return query
    if place is not None:
        query = query.where((updated < place[0]) | ((updated == place[0]) & (key < place[1])))
    return query.order_by(updated.desc(), key.desc())


def _filtered(which: Filter) -> Any:  # peewee's stubs do not type joined dict queries
    query = select().where(ConversationTable.last_seq > 0)  # nothing was said yet: nothing to show
    equal = (
        (ConversationTable.status, which.status),
        (ConversationTable.handler, which.handler),
        (ConversationTable.agent_id, which.assignee),
        (ConversationTable.visitor_id, which.visitor),
        (ConversationTable.priority, which.priority),
    )
    for column, wanted in equal:
        if wanted is not None:
            query = query.where(column == str(wanted))
    if which.waiting is not None:
        query = query.where(ConversationTable.waiting_since.is_null(not which.waiting))
    if which.tag is not None:
        query = query.where(SQL(HOLDS_TAG, (which.tag,)))
    if which.text:
        holding = MessageTable.select(MessageTable.conversation_id).where(
            MessageTable.body.contains(which.text)
        )
        query = query.where(ConversationTable.id.in_(holding))
    return query


def _newest_rev(file: SqliteFile) -> int:
    return int(EventTable.select(fn.COALESCE(fn.MAX(EventTable.rev), 0)).scalar(file))


def _events(file: SqliteFile, after: int, limit: int) -> tuple[DurableEvent, ...] | None:
    with file.atomic():
        if not 0 <= after <= _newest_rev(file):
            return None
        query = EventTable.select().where(EventTable.rev > after).order_by(EventTable.rev)
        pointers = list(query.limit(limit + 1).dicts().execute(file))
        if len(pointers) > limit:
            return None
        return tuple(_event(file, pointer) for pointer in pointers)


def _event(file: SqliteFile, pointer: rows.Row) -> DurableEvent:
    conversation = load(file, pointer["conversation_id"])
    if pointer["seq"] is None:
        return ConversationUpdated(rev=pointer["rev"], conversation=conversation)
    seq: int = pointer["seq"]
    window = Window(after=seq - 1, before=seq + 1)
    (message,) = read_messages(file, conversation.id, window)
    return MessageCreated(rev=pointer["rev"], message=message, conversation=conversation)


_WITHIN = MessageTable.select().where(
    MessageTable.conversation_id == slot("conversation_id"),
    MessageTable.seq < slot("before"),
    MessageTable.kind != slot("but"),
)
NEWEST = Statement(_WITHIN.order_by(MessageTable.seq.desc()).limit(slot("limit")))
OLDEST = Statement(
    _WITHIN.where(MessageTable.seq > slot("after")).order_by(MessageTable.seq).limit(slot("limit"))
)


def _encode_cursor(last: Conversation, which: Filter) -> str:
    moment = last.waiting_since if which.longest_wait else last.updated_at
    place = f"{to_millis(moment or last.updated_at)} {last.id}"
    return base64.urlsafe_b64encode(place.encode()).decode()


def _decode_cursor(cursor: str) -> tuple[int, str]:
    try:
        millis, key = base64.urlsafe_b64decode(cursor.encode()).decode().split(" ", 1)
        return to_millis(from_millis(int(millis))), key
    except (ValueError, OverflowError, OSError) as error:  # no base64, no number, no time
        raise BadInput("bad_cursor", "The cursor is not one that this list gave.") from error
