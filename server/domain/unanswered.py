"""Questions that the knowledge base could not answer: what should be written next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.domain.entity import Entity


class UnansweredState(StrEnum):
    """`answered`: an article answers it now; `dismissed`: an agent wants none."""

    OPEN = "open"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered(Entity):
    """A question in the words in which it was first asked; those that say the same count together.

    Attributes:
        question: With placeholders in place of personal data.
        conversation_id: Where it was asked last.
    """

    id: str
    question: str
    language: str
    count: int
    state: UnansweredState
    conversation_id: str
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnansweredPage(Entity):
    """Open questions, the most asked first."""

    items: tuple[Unanswered, ...]
    next: str | None
