"""What a team notes on conversations and visitors, and the limits of it."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.domain.conversations import Priority
from server.domain.entity import Entity
from server.domain.errors import BadInput
from server.domain.people import Visitor
from server.domain.text import MAX_LINE_CHARS, check_unicode, is_blank

MAX_TAGS = 20
MAX_TAG_CHARS = 40
MAX_FIELDS = 30
MAX_FIELD_NAME_CHARS = 40
MAX_FIELD_CHARS = 500
MAX_ABOUT_CHARS = 4_000
LONGEST_SNOOZE = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze(Entity):
    """Until when a conversation is put aside."""

    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PutTags(Entity):
    """All tags that the conversation has from now on."""

    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PutPriority(Entity):
    """How much the conversation presses from now on."""

    priority: Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class PutVisitor(Entity):
    """What is known of a visitor; what is None stays as it is.

    Attributes:
        about: What the team noted, for itself.
        fields: All of them, by names of the team's own.
    """

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    about: str | None = None
    fields: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Entity):
    """A tag and how many conversations carry it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TagList(Entity):
    """All tags in use, the most used first."""

    items: tuple[Tag, ...]
    next: str | None = None


def check_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Trimmed, in order, each once whatever its case.

    Raises:
        BadInput: `bad_tag`, `too_many_tags`.
    """
    kept: dict[str, str] = {}
    for tag in tags:
        name = " ".join(check_unicode(tag).split())
        if is_blank(name) or len(name) > MAX_TAG_CHARS or not _is_plain(name):
            raise BadInput("bad_tag", f"A tag is a word or two, up to {MAX_TAG_CHARS} characters.")
        kept.setdefault(name.casefold(), name)
    if len(kept) > MAX_TAGS:
        raise BadInput("too_many_tags", f"A conversation has up to {MAX_TAGS} tags.")
    return tuple(kept.values())


def check_until(until: datetime, now: datetime) -> datetime:
    """Raises `BadInput` (`bad_time`) for what is past, too far, or has no time zone."""
    if until.tzinfo is None:
        raise BadInput("bad_time", "The time needs a time zone, such as 2030-01-31T09:00:00Z.")
    if not now < until <= now + LONGEST_SNOOZE:
        raise BadInput("bad_time", "Choose a time in the future, within a year.")
    return until


def noted(visitor: Visitor, put: PutVisitor) -> Visitor:
    """The visitor with what was put.

    Raises:
        BadInput: `bad_name`, `bad_email`, `bad_phone`, `too_long`, `bad_field`.
    """
    return Visitor(
        id=visitor.id,
        name=visitor.name if put.name is None else _name(put.name),
        locale=visitor.locale,
        page_url=visitor.page_url,
        referrer=visitor.referrer,
        user_agent=visitor.user_agent,
        online=visitor.online,
        email=visitor.email if put.email is None else _email(put.email),
        phone=visitor.phone if put.phone is None else _phone(put.phone),
        about=visitor.about if put.about is None else _about(put.about),
        fields=visitor.fields if put.fields is None else _fields(put.fields),
    )


def _name(text: str) -> str:
    name = _line(text, "bad_name", "The name")
    if is_blank(name):
        raise BadInput("bad_name", "The name is empty. Write one, or leave it as it was.")
    return name


def _email(text: str) -> str:
    email = _line(text, "bad_email", "The e-mail address")
    before, at, behind = email.partition("@")
    if email and (not at or not before or "." not in behind or " " in email):
        raise BadInput("bad_email", "That is no e-mail address, such as mia@example.com.")
    return email


def _phone(text: str) -> str:
    phone = _line(text, "bad_phone", "The phone number")
    if phone and sum(char.isdigit() for char in phone) < 3:
        raise BadInput("bad_phone", "That is no phone number, such as +49 30 123456.")
    return phone


def _about(text: str) -> str:
    if len(check_unicode(text)) > MAX_ABOUT_CHARS:
        raise BadInput("too_long", f"The notes have up to {MAX_ABOUT_CHARS} characters.")
    return text.strip()


def _fields(fields: Mapping[str, str]) -> Mapping[str, str]:
    if len(fields) > MAX_FIELDS:
        raise BadInput("bad_field", f"A visitor has up to {MAX_FIELDS} fields.")
    kept = {}
    for name, value in fields.items():
        name = " ".join(check_unicode(name).split())  # noqa: PLW2901 - as it is kept
        if is_blank(name) or len(name) > MAX_FIELD_NAME_CHARS or not _is_plain(name):
            raise BadInput(
                "bad_field", f"A field's name has 1 to {MAX_FIELD_NAME_CHARS} characters."
            )
        if len(check_unicode(value)) > MAX_FIELD_CHARS:
            raise BadInput("bad_field", f"{name!r} has up to {MAX_FIELD_CHARS} characters.")
        kept[name] = value.strip()
    return kept


def _line(text: str, code: str, what: str) -> str:
    line = " ".join(check_unicode(text).split())
    if len(line) > MAX_LINE_CHARS or not _is_plain(line):
        raise BadInput(code, f"{what} is one line of up to {MAX_LINE_CHARS} characters.")
    return line


def _is_plain(text: str) -> bool:
    """Without what is not seen but turns or hides the rest: controls and directions."""
    return not any(unicodedata.category(char) in {"Cc", "Cf"} and char != "\u200d" for char in text)
