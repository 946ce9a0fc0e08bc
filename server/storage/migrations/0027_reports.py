"""What reports read: talks and handovers, made of the messages that are there already."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from peewee import Database

SCHEMA = """
CREATE TABLE talk (
    number INTEGER PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    began_at INTEGER NOT NULL,
    queued_at INTEGER,
    waited_from INTEGER,
    assistant_at INTEGER,
    replied_at INTEGER,
    replied_by TEXT,
    first_reply_ms INTEGER,
    closed INTEGER NOT NULL,
    closed_by TEXT,
    ended_at INTEGER,
    ending TEXT,
    rating INTEGER,
    comment TEXT NOT NULL,
    rated_at INTEGER
) STRICT;
CREATE INDEX talk_by_conversation ON talk (conversation_id, number);
CREATE INDEX talk_by_start ON talk (began_at);
CREATE INDEX talk_by_end ON talk (ended_at, ending, closed_by) WHERE ended_at IS NOT NULL;
CREATE INDEX talk_by_reply ON talk (replied_at, first_reply_ms, replied_by)
    WHERE first_reply_ms IS NOT NULL;
CREATE INDEX talk_by_rating ON talk (rated_at, rating) WHERE rated_at IS NOT NULL;
CREATE INDEX talk_in_queue ON talk (queued_at) WHERE queued_at IS NOT NULL;

CREATE TABLE handover (
    number INTEGER PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX handover_by_conversation ON handover (conversation_id);
CREATE INDEX handover_by_time ON handover (at, reason);

CREATE INDEX message_by_agent ON message (created_at, author_id)
    WHERE author = 'agent' AND kind <> 'note';
CREATE INDEX answer_shown ON answer (at, first_token_ms)
    WHERE first_token_ms IS NOT NULL AND purpose = 'answer';

INSERT INTO handover (conversation_id, at, reason)
    SELECT id, handoff_at, handoff_reason FROM conversation WHERE handoff_at IS NOT NULL
"""

TOLD = """
SELECT message.conversation_id, message.created_at, message.author, message.author_id,
    message.author_name, message.kind, message.notice
FROM message WHERE message.kind <> 'note' ORDER BY message.conversation_id, message.seq
"""

STANDING = """
SELECT id, status, handler, rating, rating_comment, updated_at FROM conversation
"""

Talk = dict[str, Any]
CLOSING = ("resolved", "helped")


def up(_migrator: object, db: Database) -> None:
    """Create everything, then read each conversation once."""
    for statement in SCHEMA.split(";"):
        if statement.strip():
            db.execute_sql(statement)  # type: ignore[no-untyped-call]  # not in the stubs
    names = _agents(db)
    standing = {row[0]: row[1:] for row in _rows(db, STANDING)}
    made: list[Talk] = []
    for conversation_id, told in groupby(_rows(db, TOLD), key=itemgetter(0)):
        talks = _talks(conversation_id, told, names)
        if talks:
            _as_it_stands(talks[-1], standing[conversation_id])
            made.extend(talks)
    for talk in sorted(made, key=itemgetter("began_at")):
        _insert(db, talk)


def _rows(db: Database, query: str) -> Iterator[tuple[Any, ...]]:
    yield from db.execute_sql(query)  # type: ignore[no-untyped-call]  # not in the stubs


def _agents(db: Database) -> dict[str, str]:
    """Who is meant by a name, where it is one person's: notices carry no more than that."""
    query = "SELECT display_name, MIN(id) FROM agent GROUP BY display_name HAVING COUNT(*) = 1"
    return dict(_rows(db, query))


def _talks(conversation_id: str, told: Any, names: dict[str, str]) -> list[Talk]:
    talks: list[Talk] = []
    handler = "assistant"
    for _, at, author, author_id, name, kind, notice in told:
        asks = author == "visitor" or notice == "handoff"
        if asks and (not talks or talks[-1]["closed"]):
            talks.append(_new(conversation_id, at))
            handler = "assistant"
        if not talks:
            continue
        handler = _HANDLERS.get(notice, handler)
        talk = talks[-1]
        if kind == "event":
            _noticed(talk, notice, at, names.get(name))
        else:
            _said(talk, author, author_id, at)
        _waiting(talk, handler, author, at)
    return talks


_HANDLERS = {"handoff": "queue", "taken": "agent", "given_back": "assistant"}


def _new(conversation_id: str, at: int) -> Talk:
    empty = dict.fromkeys(COLUMNS)
    return {**empty, "conversation_id": conversation_id, "began_at": at, "closed": 0, "comment": ""}


def _noticed(talk: Talk, notice: str | None, at: int, agent_id: str | None) -> None:
    if notice in CLOSING:
        by = agent_id if notice == "resolved" else None
        talk.update(closed=1, closed_by=by, ended_at=at, ending=_ending(talk))
    elif talk["closed"]:
        talk.update(closed=0, closed_by=None, ended_at=None, ending=None)


def _said(talk: Talk, author: str, author_id: str | None, at: int) -> None:
    if talk["closed"]:
        talk.update(closed=0, closed_by=None, ended_at=None, ending=None)
    talk["last_word"] = author
    if author == "assistant" and talk["assistant_at"] is None:
        talk["assistant_at"] = at
    if author == "agent" and talk["replied_at"] is None:
        talk.update(replied_at=at, replied_by=author_id)
        if talk["waited_from"] is not None:
            talk["first_reply_ms"] = max(0, at - talk["waited_from"])


def _waiting(talk: Talk, handler: str, author: str, at: int) -> None:
    if talk["replied_at"] is not None:
        return
    if handler == "assistant":
        talk["waited_from"] = None
    elif talk["waited_from"] is None and (handler == "queue" or author == "visitor"):
        talk["waited_from"] = at


def _ending(talk: Talk) -> str:
    if talk["replied_at"] is not None:
        return "people"
    alone = talk["assistant_at"] is not None and talk["waited_from"] is None
    return "assistant" if alone else "nobody"


def _as_it_stands(talk: Talk, row: tuple[Any, ...]) -> None:
    """The moment of a rating was not kept: that of the last change is the nearest to it.

    Whether the visitor went on after a good one is not known either; the last word has to tell.
    """
    status, handler, rating, comment, at = row
    if status == "open" and handler == "queue":
        talk["queued_at"] = talk["waited_from"] or at
    if rating is None:
        return
    talk.update(rating=rating, comment=comment or "", rated_at=at)
    alone = handler == "assistant" and _ending(talk) == "assistant"
    if status == "open" and alone and talk["last_word"] == "assistant" and rating >= 3:
        talk.update(ended_at=at, ending="assistant")


COLUMNS = (
    "conversation_id",
    "began_at",
    "queued_at",
    "waited_from",
    "assistant_at",
    "replied_at",
    "replied_by",
    "first_reply_ms",
    "closed",
    "closed_by",
    "ended_at",
    "ending",
    "rating",
    "comment",
    "rated_at",
)


def _insert(db: Database, talk: Talk) -> None:
    places = ", ".join("?" * len(COLUMNS))
    db.execute_sql(  # type: ignore[no-untyped-call]  # not in the stubs
        f"INSERT INTO talk ({', '.join(COLUMNS)}) VALUES ({places})",  # noqa: S608 - our own names
        [talk[column] for column in COLUMNS],
    )
