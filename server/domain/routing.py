"""What may happen to a visitor's message, why, and what the owner can set about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.domain.entity import Entity
from server.domain.errors import BadInput


class Action(StrEnum):
    """What to do with the message."""

    ANSWER = "answer"
    SUGGEST = "suggest"
    HAND_OFF = "handoff"
    NOTHING = "nothing"


class RouteReason(StrEnum):
    """Why. Those that end with people are spelled as in `HandoffReason`."""

    ASSISTANT_ANSWERS = "assistant_answers"
    SMALL_TALK = "small_talk"
    DOES_NOT_KNOW = "does_not_know"
    KNOWLEDGE_ONLY = "knowledge_only"
    ALREADY_HANDED_OFF = "already_handed_off"
    VISITOR_ASKED = "visitor_asked"
    ANGER = "anger"
    SENSITIVE = "sensitive"
    TOO_COMPLEX = "too_complex"
    OUT_OF_SCOPE = "out_of_scope"
    REPEATED_MISSES = "repeated_misses"
    TURN_CAP = "turn_cap"
    ASSISTANT_OFF = "assistant_off"
    SUGGEST_ONLY = "suggest_only"
    PROVIDER_ERROR = "provider_error"
    BUDGET = "budget"
    PERSON_HAS_IT = "person_has_it"
    WAITS_FOR_PERSON = "waits_for_person"
    NOT_OPEN = "not_open"


class ProviderState(StrEnum):
    """Whether there is a model to ask: none set up, asked as usual, or left alone for a while."""

    NONE = "none"
    AVAILABLE = "available"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals(Entity):
    """What a decision was made from, as far as it is about this question.

    Attributes:
        wants_person: 1 when the visitor asks for a human being, in whatever words.
        anger, sensitive, complexity: From 0 to 1.
        small_talk: A greeting or thanks, no question.
        confidence: The probability that the best article answers the question.
        misses: How often in a row the assistant did not know.
        turns: How often the assistant has answered since the last resolve.
        budget_left: Whether the assistant may still spend anything.
    """

    wants_person: float = 0.0
    anger: float = 0.0
    sensitive: float = 0.0
    complexity: float = 0.0
    small_talk: bool = False
    confidence: float = 0.0
    misses: int = 0
    turns: int = 0
    provider: ProviderState = ProviderState.NONE
    budget_left: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Route(Entity):
    """The latest decision on a conversation, as agents are shown it."""

    action: Action
    reason: RouteReason
    at: datetime


class BelowThreshold(StrEnum):
    """What the assistant does with a question that no article answers."""

    SAY_SO = "say_so"
    ASK_MODEL = "ask_model"
    HAND_OFF = "handoff"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingSettings(Entity):
    """When the assistant steps back.

    Attributes:
        confidence: From 0 to 1: below it, an article does not count as an answer.
        below_threshold: Say so and offer a person, let the model try, or hand over.
        max_misses: So many times in a row it may not know; then a person gets it.
        max_turns: So many answers it may give in one conversation; then a person gets it.
        anger: From 0 to 1: from here on a person should rather look at it; 1 is never reached.
        sensitive, complex: Whether such questions go to a person.
    """

    confidence: float = 0.5
    below_threshold: BelowThreshold = BelowThreshold.SAY_SO
    max_misses: int = 2
    max_turns: int = 20
    anger: float = 0.6
    sensitive: bool = True
    complex: bool = True

    def __post_init__(self) -> None:
        if not (0 <= self.confidence <= 1 and 0 <= self.anger <= 1):
            raise BadInput("out_of_range", "confidence and anger are numbers from 0 to 1.")
        if not (1 <= self.max_misses <= 100 and 1 <= self.max_turns <= 1_000):
            raise BadInput("out_of_range", "max_misses is 1 to 100, max_turns is 1 to 1000.")
