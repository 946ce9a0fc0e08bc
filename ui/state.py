"""What this desktop knows, as one frozen value. No Qt, no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from server.domain.conversations import Author, Conversation, Message
from server.domain.people import Agent
from server.domain.suggestions import Suggestion
from ui.mappings import Shelves


class Link(StrEnum):
    """How the live connection stands."""

    CONNECTING = "connecting"
    ONLINE = "online"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """A reply that the server has not confirmed, or has and the event is still under way.

    Attributes:
        seq: Its number once the server stored it.
        problem: Why the server refused it, for a person; it waits for Retry or Delete.
        suggestion_id: The suggestion that it came from.
    """

    client_id: str
    conversation_id: str
    body: str
    kind: Literal["reply", "note"]
    at: datetime
    seq: int | None = None
    problem: str | None = None
    suggestion_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer of the assistant while it is being written."""

    answer_id: str
    text: str
    next_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A gapless run of messages of one conversation, oldest first.

    Attributes:
        at_start: Nothing older exists.
    """

    messages: tuple[Message, ...] = ()
    at_start: bool = False

    @property
    def first_seq(self) -> int:
        """Number of the oldest one, 0 when empty."""
        return self.messages[0].seq if self.messages else 0

    @property
    def last_seq(self) -> int:
        """Number of the newest one, 0 when empty."""
        return self.messages[-1].seq if self.messages else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything that the windows show.

    Attributes:
        suggestions: What the assistant offers, by conversation; the server says when it is over.
        editing: Which suggestion stands in the composer, or began what stands there.
    """

    me: Agent
    link: Link = Link.CONNECTING
    loaded: bool = False
    rev: int = 0
    conversations: Shelves[Conversation] = field(default_factory=Shelves)
    windows: Mapping[str, Window] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    typing: Mapping[str, tuple[Author, ...]] = field(default_factory=dict)
    outbox: tuple[Unsent, ...] = ()
    drafts: Mapping[str, str] = field(default_factory=dict)
    suggestions: Mapping[str, Suggestion] = field(default_factory=dict)
    editing: Mapping[str, str] = field(default_factory=dict)
