"""Suggestions: drafts that the assistant prepares for an agent, and that no visitor ever sees."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from server.domain.conversations import (
    AuthorKind,
    Conversation,
    HandlerKind,
    HandoffReason,
    Message,
    MessageKind,
    Notice,
    Source,
    Status,
)
from server.domain.entity import Entity
from server.domain.errors import BadInput
from server.domain.text import check_body

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_SAID = frozenset({MessageKind.TEXT, MessageKind.FILE})
# Where the provider has just failed, or a plugin keeps the message from it: asking is no use.
_NOT_AFTER = frozenset(
    {
        HandoffReason.PROVIDER_ERROR,
        HandoffReason.EMPTY_ANSWER,
        HandoffReason.OVERLOADED,
        HandoffReason.BUDGET,
        HandoffReason.HELD,
        HandoffReason.PLUGIN,
        HandoffReason.INTERNAL_ERROR,
    }
)


class SuggestionInstruction(StrEnum):
    """What is wanted: a draft of its own, or another form of one that is there."""

    DRAFT = "draft"
    SHORTER = "shorter"
    FRIENDLIER = "friendlier"
    TRANSLATE = "translate"


class SuggestionState(StrEnum):
    """What became of it; `stale`: the conversation went on, or a newer one took its place."""

    READY = "ready"
    ACCEPTED = "accepted"
    EDITED = "edited"
    DISCARDED = "discarded"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(Entity):
    """A draft for an agent; at most one a conversation is `ready`.

    Attributes:
        id: The answer's in the ledger, too: there is what it cost.
        to_seq: Number of the visitor's message that it answers.
        as_of: Number of the newest message when it was begun.
        model: Who wrote it; `knowledge` where an article speaks in its own words.
        language: What it was translated into; None for the others.
        edit_distance: How many characters the sent reply differs by; None until it is used.
    """

    id: str
    conversation_id: str
    to_seq: int
    as_of: int
    body: str
    sources: tuple[Source, ...]
    model: str
    instruction: SuggestionInstruction
    language: str | None
    state: SuggestionState
    edit_distance: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSuggestion(Entity):
    """Ask for a draft, or for another form of one.

    Attributes:
        text: What to rewrite; without it the suggestion that is ready.
        language: What to translate into, such as `en` or `zh-CN`; without it the visitor's.
    """

    instruction: SuggestionInstruction = SuggestionInstruction.DRAFT
    text: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        if self.text is not None:
            check_body(self.text)
        if self.language is not None and not _LANGUAGE.fullmatch(self.language):
            raise BadInput("not_a_language", "language is a code such as en or zh-CN.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PutSuggestion(Entity):
    """What the agent made of it; a reply that names it tells the rest."""

    outcome: Literal["discarded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionPage(Entity):
    """Suggestions of a conversation, the newest first."""

    items: tuple[Suggestion, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionDay(Entity):
    """What became of the suggestions that were made on a day.

    Attributes:
        edit_distance: The mean of those that were used; None when none was.
    """

    day: date
    ready: int = 0
    accepted: int = 0
    edited: int = 0
    discarded: int = 0
    stale: int = 0
    edit_distance: float | None = None


def is_peoples(conversation: Conversation) -> bool:
    """Whether people have it: an agent, or the queue."""
    return (
        conversation.status is Status.OPEN
        and conversation.handler.kind is not HandlerKind.ASSISTANT
    )


def calls_for_suggestion(message: Message, conversation: Conversation) -> bool:
    """Whether people want to answer something now: a visitor's message, or a handoff with one."""
    if not is_peoples(conversation):
        return False
    if message.notice is Notice.HANDOFF:
        reason = conversation.handoff.reason if conversation.handoff else None
        return visitor_waits(conversation) and reason not in _NOT_AFTER
    return message.author.kind is AuthorKind.VISITOR and is_said(message)


def visitor_waits(conversation: Conversation) -> bool:
    """Whether the last word is the visitor's."""
    preview = conversation.preview
    return preview is not None and preview.author is AuthorKind.VISITOR


def is_said(message: Message) -> bool:
    """Whether it is part of the talk: no note, no notice."""
    return message.kind in _SAID


def is_overtaken(before: Conversation, after: Conversation, messages: Sequence[Message]) -> bool:
    """Whether a suggestion for `before` is of no use any more."""
    given_up = is_peoples(before) and not is_peoples(after)
    return given_up or any(map(is_said, messages))
