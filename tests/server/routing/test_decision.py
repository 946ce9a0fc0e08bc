"""What happens to a visitor's message."""

from itertools import product

import pytest

from server.domain.conversations import HandlerKind, HandoffReason, Status
from server.domain.settings import AssistantMode
from server.routing.decision import Action, Decision, RouteInput, RouteReason, decide

ASSISTANT, QUEUE, AGENT = HandlerKind.ASSISTANT, HandlerKind.QUEUE, HandlerKind.AGENT
ANSWER, OFF = AssistantMode.ANSWER, AssistantMode.OFF

TABLE = [
    (ANSWER, ASSISTANT, False, Action.ANSWER, RouteReason.ASSISTANT_ANSWERS),
    (ANSWER, ASSISTANT, True, Action.HAND_OFF, RouteReason.VISITOR_ASKED),
    (OFF, ASSISTANT, False, Action.HAND_OFF, RouteReason.ASSISTANT_OFF),
    (OFF, ASSISTANT, True, Action.HAND_OFF, RouteReason.VISITOR_ASKED),
    (ANSWER, QUEUE, False, Action.NOTHING, RouteReason.WAITS_FOR_PERSON),
    (ANSWER, QUEUE, True, Action.NOTHING, RouteReason.WAITS_FOR_PERSON),
    (ANSWER, AGENT, False, Action.NOTHING, RouteReason.PERSON_HAS_IT),
    (ANSWER, AGENT, True, Action.NOTHING, RouteReason.PERSON_HAS_IT),
    (OFF, AGENT, True, Action.NOTHING, RouteReason.PERSON_HAS_IT),
]


@pytest.mark.parametrize(("mode", "handler", "wants_person", "action", "reason"), TABLE)
def test_decides(
    mode: AssistantMode,
    handler: HandlerKind,
    wants_person: bool,
    action: Action,
    reason: RouteReason,
) -> None:
    given = RouteInput(mode=mode, status=Status.OPEN, handler=handler, wants_person=wants_person)

    assert decide(given) == Decision(action=action, reason=reason)


ALL = [
    RouteInput(mode=mode, status=status, handler=handler, wants_person=wants)
    for mode, status, handler, wants in product(AssistantMode, Status, HandlerKind, (True, False))
]


@pytest.mark.parametrize("given", [given for given in ALL if given.status is not Status.OPEN])
def test_what_is_not_open_is_left_alone(given: RouteInput) -> None:
    assert decide(given) == Decision(action=Action.NOTHING, reason=RouteReason.NOT_OPEN)


@pytest.mark.parametrize("given", ALL)
def test_the_assistant_acts_only_on_what_it_has(given: RouteInput) -> None:
    acts = decide(given).action is not Action.NOTHING

    assert acts == (given.handler is ASSISTANT and given.status is Status.OPEN)


@pytest.mark.parametrize("given", ALL)
def test_the_reason_of_a_handoff_is_one_that_is_stored(given: RouteInput) -> None:
    decision = decide(given)

    if decision.action is Action.HAND_OFF:
        assert HandoffReason(decision.reason) in HandoffReason
