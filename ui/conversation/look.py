"""How one line of a conversation is to be shown: side, colours, words. No painting."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from server.domain.conversations import Author, AuthorKind, Message, MessageKind
from server.domain.people import Visitor
from ui.conversation.entries import Entry
from ui.conversation.wording import event_words
from ui.i18n import tr
from ui.state import Answer, Unsent
from ui.when import clock_time, day

# A pause longer than this begins a new group, with its own avatar and name.
_GROUP_PAUSE = timedelta(minutes=5)


class Side(StrEnum):
    """Where a line stands."""

    VISITOR = "visitor"
    TEAM = "team"
    CENTRE = "centre"


class Ground(StrEnum):
    """What a line is, by its colour."""

    VISITOR = "visitor"
    TEAM = "team"
    ASSISTANT = "assistant"
    NOTE = "note"
    EVENT = "event"


class Mark(StrEnum):
    """How far a line of the team has come."""

    QUEUED = "queued"
    SENT = "sent"
    SEEN = "seen"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whose eyes the lines are for."""

    me: str
    visitor: Visitor
    visitor_read_seq: int
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One line, ready to be laid out.

    Attributes:
        day: The day's name when it is the first line of a day.
        starts_group: Whether somebody else spoke before, or a while passed.
        author: Who said it; shown where it is not clear from the side.
        author_seed: Gives the avatar its colour.
        problem: Why it was refused.
        growing: Whether more of it is to come.
        sources: Titles of the articles that an answer came from.
    """

    side: Side
    ground: Ground
    body: str
    author: str
    time: str
    author_seed: str = ""
    day: str = ""
    starts_group: bool = True
    mark: Mark | None = None
    problem: str = ""
    growing: bool = False
    sources: str = ""


def look_of(entry: Entry, previous: Entry | None, reader: Reader) -> Look:
    """The line, seen beside the one before it."""
    moment, before = _moment(entry, reader), _moment(previous, reader) if previous else None
    new_day = before is None or before.astimezone().date() != moment.astimezone().date()
    ground = _ground(entry)
    return Look(
        side=_SIDES[ground],
        ground=ground,
        body=_body(entry),
        author=_author_words(entry, reader),
        time=clock_time(moment),
        author_seed=_author(entry, reader).id or "",
        day=day(moment, reader.now()) if new_day else "",
        starts_group=new_day or _starts_group(entry, previous, reader),
        mark=_mark(entry, reader),
        problem=(entry.problem or "") if isinstance(entry, Unsent) else "",
        growing=isinstance(entry, Answer),
        sources=_sources(entry),
    )


def spoken(look: Look) -> str:
    """The whole line for a screen reader."""
    who = look.author or (tr("You") if look.mark else "")
    words = f"{who}: {look.body}" if who else look.body
    parts = [look.day, words, source_words(look), look.time, mark_words(look.mark), look.problem]
    return ", ".join(part for part in parts if part)


def source_words(look: Look) -> str:
    """Where an answer came from; empty when from no article."""
    return tr("From: {titles}").format(titles=look.sources) if look.sources else ""


def mark_words(mark: Mark | None) -> str:
    """How far it has come."""
    match mark:
        case None:
            return ""
        case Mark.QUEUED:
            return tr("waits to be sent")
        case Mark.SENT:
            return tr("sent")
        case Mark.SEEN:
            return tr("seen by the visitor")
        case Mark.FAILED:
            return tr("not sent")


_SIDES = {
    Ground.VISITOR: Side.VISITOR,
    Ground.TEAM: Side.TEAM,
    Ground.ASSISTANT: Side.TEAM,
    Ground.NOTE: Side.TEAM,
    Ground.EVENT: Side.CENTRE,
}


def _sources(entry: Entry) -> str:
    if not isinstance(entry, Message):
        return ""
    return " · ".join(source.title for source in entry.sources)


def _moment(entry: Entry, reader: Reader) -> datetime:
    match entry:
        case Message():
            return entry.created_at
        case Unsent():
            return entry.at
        case Answer():
            return reader.now()


def _ground(entry: Entry) -> Ground:
    match entry:
        case Answer():
            return Ground.ASSISTANT
        case Unsent():
            return Ground.NOTE if entry.kind == "note" else Ground.TEAM
        case Message(kind=MessageKind.EVENT):
            return Ground.EVENT
        case Message(kind=MessageKind.NOTE):
            return Ground.NOTE
        case Message():
            return _BY_AUTHOR[entry.author.kind]


_BY_AUTHOR = {
    AuthorKind.VISITOR: Ground.VISITOR,
    AuthorKind.AGENT: Ground.TEAM,
    AuthorKind.ASSISTANT: Ground.ASSISTANT,
    AuthorKind.SYSTEM: Ground.EVENT,
}


def _body(entry: Entry) -> str:
    match entry:
        case Answer():
            return entry.text
        case Message(kind=MessageKind.EVENT):
            return event_words(entry)
        case _:
            return entry.body


def _author_words(entry: Entry, reader: Reader) -> str:
    ground = _ground(entry)
    author = _author(entry, reader)
    if ground is Ground.ASSISTANT:
        return tr("{name} · AI").format(name=author.name) if author.name else tr("Assistant · AI")
    if ground is Ground.NOTE:
        return tr("Note · only the team sees it")
    if ground is Ground.VISITOR:
        return reader.visitor.name
    return "" if author.id == reader.me else author.name


def _author(entry: Entry, reader: Reader) -> Author:
    match entry:
        case Message():
            return entry.author
        case Unsent():
            return Author(kind=AuthorKind.AGENT, id=reader.me)
        case Answer():
            return Author(kind=AuthorKind.ASSISTANT)


def _starts_group(entry: Entry, previous: Entry | None, reader: Reader) -> bool:
    if previous is None:
        return True
    one, other = _author(entry, reader), _author(previous, reader)
    if (one.kind, one.id) != (other.kind, other.id) or _ground(entry) != _ground(previous):
        return True
    return _moment(entry, reader) - _moment(previous, reader) > _GROUP_PAUSE


def _mark(entry: Entry, reader: Reader) -> Mark | None:
    match entry:
        case Unsent(problem=str()):
            return Mark.FAILED
        case Unsent():
            return Mark.QUEUED if entry.seq is None else Mark.SENT
        case Message(kind=MessageKind.TEXT, author=Author(kind=AuthorKind.AGENT)):
            return Mark.SEEN if entry.seq <= reader.visitor_read_seq else Mark.SENT
        case _:
            return None
