"""Canned replies: what is said often, with places for what differs each time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from server.domain.entity import Entity
from server.domain.errors import BadInput
from server.domain.text import check_body, check_unicode, is_blank

MAX_SHORTCUT_CHARS = 40
MAX_CANNED = 1_000
VARIABLES = (
    "visitor.name",
    "visitor.email",
    "visitor.phone",
    "agent.name",
    "conversation.id",
)
_PLACE = re.compile(r"\{\{\s*([^{}|]+?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PutCannedReply(Entity):
    """What people write of one.

    Attributes:
        shortcut: One word, typed behind a slash.
        body: May hold `{{visitor.name}}` and the other variables, with what to say where nothing
            is known: `{{visitor.name|there}}`.
    """

    shortcut: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CannedReply(PutCannedReply):
    """One of the team's."""

    id: str
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CannedReplyPage(Entity):
    """All of them, by their shortcuts."""

    items: tuple[CannedReply, ...]
    next: str | None = None


def check_canned(put: PutCannedReply) -> PutCannedReply:
    """Without a slash before the shortcut.

    Raises:
        BadInput: `bad_shortcut`, `no_such_variable`, and what `check_body` raises.
    """
    shortcut = check_unicode(put.shortcut).strip().lstrip("/、")
    plain = shortcut.isprintable() and not any(char.isspace() for char in shortcut)
    if is_blank(shortcut) or not plain or len(shortcut) > MAX_SHORTCUT_CHARS:
        raise BadInput(
            "bad_shortcut", f"A shortcut is one word of up to {MAX_SHORTCUT_CHARS} characters."
        )
    for found in _PLACE.finditer(check_body(put.body)):
        if found[1] not in VARIABLES:
            known = ", ".join(VARIABLES)
            raise BadInput("no_such_variable", f"There is no {found[1]!r}. There are: {known}.")
    return PutCannedReply(shortcut=shortcut, body=put.body)


def rendered(body: str, values: Mapping[str, str]) -> str:
    """The text with what is known; a place without anything stays as it is, to be seen."""

    def put(found: re.Match[str]) -> str:
        return values.get(found[1], "") or (found[2] if found[2] is not None else found[0])

    return _PLACE.sub(put, body)
