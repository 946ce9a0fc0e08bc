"""What happens to a visitor's message."""

from dataclasses import replace
from itertools import product

import pytest

from server.domain.conversations import HandlerKind, HandoffReason, Status
from server.domain.routing import (
    Action,
    BelowThreshold,
    ProviderState,
    RouteReason,
    RoutingSettings,
    Signals,
)
from server.domain.settings import AssistantMode, AtCap
from server.routing.decision import Decision, RouteInput, decide

ASSISTANT, QUEUE, AGENT = HandlerKind.ASSISTANT, HandlerKind.QUEUE, HandlerKind.AGENT
ANSWER, SUGGEST, OFF = AssistantMode.ANSWER, AssistantMode.SUGGEST, AssistantMode.OFF
KNOWN = Signals(confidence=0.8, provider=ProviderState.AVAILABLE)
UNKNOWN = replace(KNOWN, confidence=0.1)
STRICT = RoutingSettings(below_threshold=BelowThreshold.HAND_OFF)
LOOSE = RoutingSettings(below_threshold=BelowThreshold.ASK_MODEL)


def given(signals: Signals = KNOWN, **changes: object) -> RouteInput:
    usual = RouteInput(mode=ANSWER, status=Status.OPEN, handler=ASSISTANT, signals=signals)
    return replace(usual, **changes)  # type: ignore[arg-type]


def known(**changes: object) -> Signals:
    return replace(KNOWN, **changes)  # type: ignore[arg-type]


def unknown(**changes: object) -> Signals:
    return replace(UNKNOWN, **changes)  # type: ignore[arg-type]


DOWN, NONE = ProviderState.DOWN, ProviderState.NONE

TABLE = [
    # who has it
    (given(handler=QUEUE), Action.NOTHING, RouteReason.WAITS_FOR_PERSON),
    (given(handler=AGENT), Action.NOTHING, RouteReason.PERSON_HAS_IT),
    (given(known(wants_person=1.0), handler=AGENT), Action.NOTHING, RouteReason.PERSON_HAS_IT),
    (given(status=Status.RESOLVED), Action.NOTHING, RouteReason.NOT_OPEN),
    # what the visitor wants and feels
    (given(known(wants_person=1.0)), Action.HAND_OFF, RouteReason.VISITOR_ASKED),
    (given(known(wants_person=1.0), mode=OFF), Action.HAND_OFF, RouteReason.VISITOR_ASKED),
    (given(known(sensitive=0.9)), Action.HAND_OFF, RouteReason.SENSITIVE),
    (given(known(anger=0.6)), Action.HAND_OFF, RouteReason.ANGER),
    (given(known(anger=0.59)), Action.ANSWER, RouteReason.ASSISTANT_ANSWERS),
    # what the owner set
    (given(mode=OFF), Action.HAND_OFF, RouteReason.ASSISTANT_OFF),
    (given(mode=SUGGEST), Action.SUGGEST, RouteReason.SUGGEST_ONLY),
    (given(known(turns=20)), Action.HAND_OFF, RouteReason.TURN_CAP),
    (given(known(turns=19)), Action.ANSWER, RouteReason.ASSISTANT_ANSWERS),
    (
        given(known(anger=1.0), settings=RoutingSettings(anger=1)),
        Action.ANSWER,
        RouteReason.ASSISTANT_ANSWERS,
    ),
    (
        given(known(sensitive=0.9), settings=RoutingSettings(sensitive=False)),
        Action.ANSWER,
        RouteReason.ASSISTANT_ANSWERS,
    ),
    # what can be answered
    (given(), Action.ANSWER, RouteReason.ASSISTANT_ANSWERS),
    (given(UNKNOWN), Action.ANSWER, RouteReason.DOES_NOT_KNOW),
    (given(UNKNOWN, settings=STRICT), Action.HAND_OFF, RouteReason.OUT_OF_SCOPE),
    (given(UNKNOWN, settings=LOOSE), Action.ANSWER, RouteReason.ASSISTANT_ANSWERS),
    (given(UNKNOWN, knows_nothing=True), Action.ANSWER, RouteReason.ASSISTANT_ANSWERS),
    (given(unknown(misses=2)), Action.HAND_OFF, RouteReason.REPEATED_MISSES),
    (given(unknown(misses=1)), Action.ANSWER, RouteReason.DOES_NOT_KNOW),
    (given(known(misses=9)), Action.ANSWER, RouteReason.ASSISTANT_ANSWERS),
    (given(unknown(complexity=0.5)), Action.HAND_OFF, RouteReason.TOO_COMPLEX),
    (given(known(complexity=0.5)), Action.ANSWER, RouteReason.ASSISTANT_ANSWERS),
    (given(unknown(small_talk=True)), Action.ANSWER, RouteReason.ASSISTANT_ANSWERS),
    # who can answer now
    (given(known(provider=NONE)), Action.ANSWER, RouteReason.KNOWLEDGE_ONLY),
    (given(unknown(provider=NONE)), Action.ANSWER, RouteReason.DOES_NOT_KNOW),
    (given(unknown(provider=NONE, small_talk=True)), Action.ANSWER, RouteReason.SMALL_TALK),
    (
        given(unknown(provider=NONE), knows_nothing=True),
        Action.ANSWER,
        RouteReason.ASSISTANT_ANSWERS,
    ),
    (
        given(unknown(provider=NONE), settings=LOOSE),
        Action.ANSWER,
        RouteReason.DOES_NOT_KNOW,
    ),
    (given(known(provider=DOWN)), Action.ANSWER, RouteReason.KNOWLEDGE_ONLY),
    (given(unknown(provider=DOWN)), Action.ANSWER, RouteReason.DOES_NOT_KNOW),
    (given(unknown(provider=DOWN, small_talk=True)), Action.ANSWER, RouteReason.SMALL_TALK),
    (
        given(unknown(provider=DOWN), knows_nothing=True),
        Action.HAND_OFF,
        RouteReason.PROVIDER_ERROR,
    ),
    (given(known(budget_left=False)), Action.ANSWER, RouteReason.KNOWLEDGE_ONLY),
    (
        given(known(budget_left=False), at_cap=AtCap.PEOPLE),
        Action.HAND_OFF,
        RouteReason.BUDGET,
    ),
    (
        given(unknown(budget_left=False), knows_nothing=True),
        Action.HAND_OFF,
        RouteReason.BUDGET,
    ),
    # once is enough
    (
        given(known(wants_person=1.0), asked_anew=False),
        Action.ANSWER,
        RouteReason.ALREADY_HANDED_OFF,
    ),
    (given(mode=SUGGEST, asked_anew=False), Action.ANSWER, RouteReason.ALREADY_HANDED_OFF),
    (given(asked_anew=False), Action.ANSWER, RouteReason.ASSISTANT_ANSWERS),
]


@pytest.mark.parametrize(("asked", "action", "reason"), TABLE)
def test_decides(asked: RouteInput, action: Action, reason: RouteReason) -> None:
    assert decide(asked) == Decision(action=action, reason=reason)


ALL = [
    given(
        replace(signals, provider=provider, budget_left=left, wants_person=wants),
        mode=mode,
        handler=handler,
        at_cap=cap,
        knows_nothing=nothing,
        settings=settings,
    )
    for signals, provider, left, wants, mode, handler, cap, nothing, settings in product(
        (KNOWN, UNKNOWN),
        ProviderState,
        (True, False),
        (0.0, 1.0),
        AssistantMode,
        HandlerKind,
        AtCap,
        (True, False),
        (RoutingSettings(), STRICT, LOOSE),
    )
]


def test_the_assistant_acts_only_on_what_it_has_and_always_on_that() -> None:
    for one in ALL:
        acts = decide(one).action is not Action.NOTHING
        assert acts == (one.handler is ASSISTANT), one


def test_the_reason_of_a_handoff_is_one_that_is_stored() -> None:
    reasons = {decide(one).reason for one in ALL if decide(one).action is Action.HAND_OFF}
    assert all(HandoffReason(reason.value) for reason in reasons)
    assert HandoffReason(RouteReason.SUGGEST_ONLY.value)


def test_no_handoff_follows_a_handoff_without_a_new_question() -> None:
    for one in ALL:
        again = decide(replace(one, asked_anew=False))
        assert again.action in {Action.ANSWER, Action.NOTHING}
