"""Talks on disk: each commit of a conversation carries on the one that it belongs to."""

from datetime import datetime

from server.clock import from_millis, to_millis
from server.domain.talks import Ending, Step, Talk, followed, may_matter
from server.storage.rows import Row
from server.storage.sqlite import SqliteFile
from server.storage.statement import Statement, slot, slots
from server.storage.tables_reports import HandoverTable, TalkTable


def follow(file: SqliteFile, step: Step) -> None:
    """Within the commit that made this step."""
    if not may_matter(step):
        return
    before = load(file, step.after.id)
    after = followed(before, step)
    if after is not None and after != before:
        save(file, after)
    handoff = step.after.handoff
    if step.handed_over and handoff is not None:
        HAND_OVER.run(
            file,
            conversation_id=step.after.id,
            at=to_millis(handoff.at),
            reason=handoff.reason.value,
        )


def load(file: SqliteFile, conversation_id: str) -> Talk | None:
    """The newest talk of a conversation."""
    for row in NEWEST.rows(file, conversation_id=conversation_id):
        return talk(row)
    return None


def save(file: SqliteFile, of: Talk) -> None:
    """A new one, or what became of it."""
    if of.number is None:
        INSERT.run(file, conversation_id=of.conversation_id, **talk_row(of))
    else:
        UPDATE.run(file, number=of.number, **talk_row(of))


def talk(row: Row) -> Talk:
    """From a row of `talk`."""
    return Talk(
        number=row["number"],
        conversation_id=row["conversation_id"],
        began_at=from_millis(row["began_at"]),
        queued_at=_moment(row["queued_at"]),
        waited_from=_moment(row["waited_from"]),
        assistant_at=_moment(row["assistant_at"]),
        replied_at=_moment(row["replied_at"]),
        replied_by=row["replied_by"],
        closed=bool(row["closed"]),
        closed_by=row["closed_by"],
        ended_at=_moment(row["ended_at"]),
        ending=Ending(row["ending"]) if row["ending"] else None,
        rating=row["rating"],
        comment=row["comment"],
        rated_at=_moment(row["rated_at"]),
    )


def talk_row(of: Talk) -> Row:
    """The columns of a talk that can change."""
    return {
        "began_at": to_millis(of.began_at),
        "queued_at": _millis(of.queued_at),
        "waited_from": _millis(of.waited_from),
        "assistant_at": _millis(of.assistant_at),
        "replied_at": _millis(of.replied_at),
        "replied_by": of.replied_by,
        "first_reply_ms": of.first_reply_ms,
        "closed": int(of.closed),
        "closed_by": of.closed_by,
        "ended_at": _millis(of.ended_at),
        "ending": of.ending and of.ending.value,
        "rating": of.rating,
        "comment": of.comment,
        "rated_at": _millis(of.rated_at),
    }


def _moment(millis: int | None) -> datetime | None:
    return None if millis is None else from_millis(millis)


def _millis(moment: datetime | None) -> int | None:
    return None if moment is None else to_millis(moment)


NEWEST = Statement(
    TalkTable.select()
    .where(TalkTable.conversation_id == slot("conversation_id"))
    .order_by(TalkTable.number.desc())
    .limit(1)
)
INSERT = Statement(TalkTable.insert(slots(TalkTable, but={"number"})))
UPDATE = Statement(
    TalkTable.update(slots(TalkTable, but={"number", "conversation_id"})).where(
        TalkTable.number == slot("number")
    )
)
HAND_OVER = Statement(HandoverTable.insert(slots(HandoverTable, but={"number"})))
