"""When a provider is left alone: the rules, and any trace of calls against a plainer telling."""

from dataclasses import dataclass, field
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.ai.chat_model import FaultCode
from server.ai.circuit import (
    FAILURES_IN_A_ROW,
    OPEN_SECONDS,
    BreakerState,
    Circuit,
    Verdict,
    verdict,
)

CLOSED, OPEN, HALF_OPEN = BreakerState.CLOSED, BreakerState.OPEN, BreakerState.HALF_OPEN
W, F, X, K, E = Verdict.WORKED, Verdict.FAILED, Verdict.FORBIDDEN, Verdict.WRONG_KEY, Verdict.ENDED

RUNS = [
    ([F] * 4, CLOSED, "four failures are bad luck"),
    ([F] * 5, OPEN, "five are a rule"),
    ([F, F, F, F, W, F, F, F, F], CLOSED, "in a row"),
    ([F, F, F, F, E, F], OPEN, "a visitor who leaves says nothing"),
    ([X] * 4, CLOSED, "a gateway forbids a question for its words"),
    ([X] * 5, OPEN, "or everything"),
    ([K], OPEN, "a wrong key does not become right"),
    ([E] * 9, CLOSED, "nobody has failed"),
]


def after(*results: Verdict) -> Circuit:
    circuit = Circuit()
    for result in results:
        circuit = circuit.entered().left(result, 0, entered_in=circuit.round)
    return circuit


@pytest.mark.parametrize(("results", "state", "why"), RUNS)
def test_calls_one_by_one(results: list[Verdict], state: BreakerState, why: str) -> None:
    assert after(*results).state is state, why


WAITS = [
    ([F] * 5, OPEN_SECONDS, "after a pause it is tried"),
    ([X] * 5, inf, "what is forbidden stays so until somebody acts"),
    ([K], inf, "and so does a wrong key"),
]


@pytest.mark.parametrize(("results", "seconds", "why"), WAITS)
def test_an_open_one_waits(results: list[Verdict], seconds: float, why: str) -> None:
    circuit = after(*results)

    assert not circuit.admits(min(seconds, 1e9) - 0.001), why
    assert circuit.admits(seconds), why


PROBES = [(W, CLOSED), (F, OPEN), (X, OPEN), (K, OPEN), (E, OPEN)]


@pytest.mark.parametrize(("result", "state"), PROBES)
def test_one_call_tries_it_out(result: Verdict, state: BreakerState) -> None:
    probing = after(*[F] * 5).entered()

    assert probing.state is HALF_OPEN
    assert not probing.admits(OPEN_SECONDS), "one is enough"
    done = probing.left(result, OPEN_SECONDS, entered_in=probing.round)
    assert done.state is state
    assert done.admits(OPEN_SECONDS) == (result in {W, E}), "a probe that told nothing is repeated"


def test_what_was_under_way_when_it_opened_changes_nothing() -> None:
    opened = after(*[F] * 5)

    for result in Verdict:
        assert opened.left(result, 0, entered_in=0) == opened
        assert opened.entered().left(result, 99, entered_in=0) == opened.entered()


@pytest.mark.parametrize("code", FaultCode)
def test_every_fault_says_something_about_the_provider(code: FaultCode) -> None:
    blames = verdict(code) in {F, X, K}
    of_the_question = {"refused", "context_too_long", "filtered", "empty", "overloaded", "budget"}

    assert blames == (code.value not in of_the_question)


@dataclass(slots=True)
class Story:
    """The same rules as one would tell them: who is inside, and whose result still counts."""

    now: float = 0.0
    row: int = 0
    closed_until: float | None = None  # None: everybody may enter
    probe: int | None = None
    inside: set[int] = field(default_factory=set)

    def may_enter(self) -> bool:
        if self.closed_until is None:
            return True
        return self.probe is None and self.now >= self.closed_until

    def enter(self, call: int) -> None:
        self.inside.add(call)
        if self.closed_until is not None:
            self.probe = call

    def leave(self, call: int, result: Verdict) -> None:
        if call not in self.inside:
            return
        self.inside.remove(call)
        if result is W:
            self.row, self.closed_until, self.probe = 0, None, None
        elif result is E:
            self.probe = None if call == self.probe else self.probe
        else:
            self.row += 1
            if result is K or call == self.probe or self.row >= FAILURES_IN_A_ROW:
                self.closed_until = self.now + OPEN_SECONDS if result is F else inf
                self.probe = None
                self.inside.clear()


STEPS = st.lists(
    st.one_of(
        st.just("enter"),
        st.tuples(st.integers(0, 7), st.sampled_from([F, F, F, W, E, X, K])),
        st.sampled_from([1.0, 29.0, 30.0]),
    ),
    max_size=60,
)


@given(STEPS)
def test_any_trace_goes_as_the_story_does(
    steps: list[str | float | tuple[int, Verdict]],
) -> None:
    circuit, story = Circuit(), Story()
    rounds: dict[int, int] = {}
    for number, step in enumerate(steps):
        match step:
            case float():
                story.now += step
            case str():
                assert circuit.admits(story.now) == story.may_enter()
                if story.may_enter():
                    circuit = circuit.entered()
                    rounds[number] = circuit.round
                    story.enter(number)
            case (which, result):
                if not rounds:
                    continue
                call = sorted(rounds)[which % len(rounds)]
                circuit = circuit.left(result, story.now, entered_in=rounds.pop(call))
                story.leave(call, result)
    assert circuit.admits(story.now) == story.may_enter()
