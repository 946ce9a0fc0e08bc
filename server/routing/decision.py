"""What happens to a visitor's message: a pure function, so that every decision can be explained."""

from dataclasses import dataclass
from enum import StrEnum

from server.domain.conversations import HandlerKind, Status
from server.domain.settings import AssistantMode

ANGRY = 0.6  # from here on a person should rather look at it


class Action(StrEnum):
    """What to do with the message."""

    ANSWER = "answer"
    HAND_OFF = "hand_off"
    NOTHING = "nothing"


class RouteReason(StrEnum):
    """Why. Those of `HAND_OFF` are spelled as in `HandoffReason`."""

    ASSISTANT_ANSWERS = "assistant_answers"
    VISITOR_ASKED = "visitor_asked"
    ANGER = "anger"
    ASSISTANT_OFF = "assistant_off"
    PERSON_HAS_IT = "person_has_it"
    WAITS_FOR_PERSON = "waits_for_person"
    NOT_OPEN = "not_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteInput:
    """All that a decision depends on.

    Attributes:
        wants_person: The visitor asked for a human being, in words or by the button.
        anger: How angry the visitor sounds, from 0 to 1.
    """

    mode: AssistantMode
    status: Status
    handler: HandlerKind
    wants_person: bool
    anger: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do, and the reason that is recorded and shown."""

    action: Action
    reason: RouteReason


def decide(given: RouteInput) -> Decision:
    """The first rule that applies: who has the conversation comes before what was said."""
    if given.status is not Status.OPEN:
        return Decision(action=Action.NOTHING, reason=RouteReason.NOT_OPEN)
    match given.handler:
        case HandlerKind.AGENT:
            return Decision(action=Action.NOTHING, reason=RouteReason.PERSON_HAS_IT)
        case HandlerKind.QUEUE:
            return Decision(action=Action.NOTHING, reason=RouteReason.WAITS_FOR_PERSON)
        case HandlerKind.ASSISTANT:
            return _for_assistant(given)


def _for_assistant(given: RouteInput) -> Decision:
    if given.wants_person:
        return Decision(action=Action.HAND_OFF, reason=RouteReason.VISITOR_ASKED)
    if given.anger >= ANGRY:
        return Decision(action=Action.HAND_OFF, reason=RouteReason.ANGER)
    if given.mode is not AssistantMode.ANSWER:
        return Decision(action=Action.HAND_OFF, reason=RouteReason.ASSISTANT_OFF)
    return Decision(action=Action.ANSWER, reason=RouteReason.ASSISTANT_ANSWERS)
