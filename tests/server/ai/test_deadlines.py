"""Nobody waits without end."""

import asyncio

import pytest

from server.ai.chat_model import FaultCode
from server.ai.deadlines import Deadlines, Patience
from server.clock import SystemClock
from tests.server.ai.asking import STOP, Cue, Rehearsed, ask

LONG = 60.0
SHORT = 0.05


def hurried(
    model: Rehearsed, *, first: float = LONG, gap: float = LONG, total: float = LONG
) -> Deadlines:
    patience = Patience(first=first, gap=gap, total=total)
    return Deadlines(model, clock=SystemClock(), patience=patience)


async def test_an_answer_in_time_passes_through() -> None:
    outcome = await ask(hurried(Rehearsed(["Hel", "lo", STOP])))

    assert (outcome.text, outcome.finished, outcome.fault) == ("Hello", STOP, None)


CUTS = [
    ("first", [asyncio.Event(), "never"], "", "did not begin"),
    ("gap", ["Well, ", asyncio.Event()], "Well, ", "fell silent"),
    ("total", ["a", *[0.02, ""] * 500], "a", "needed more than"),
]


@pytest.mark.parametrize(("limit", "act", "shown", "said"), CUTS)
async def test_a_slow_answer_is_cut(limit: str, act: list[Cue], shown: str, said: str) -> None:
    model = Rehearsed(act)

    outcome = await ask(hurried(model, **{limit: SHORT}))

    assert outcome.fault is not None
    assert outcome.fault.fault is FaultCode.TIMEOUT
    assert not outcome.fault.retryable
    assert said in outcome.fault.detail
    assert outcome.text == shown
    assert model.running == 0, "the provider is not listened to any longer"


async def test_a_sign_of_life_without_text_counts() -> None:
    act: list[Cue] = ["", 0.02] * 30

    outcome = await ask(hurried(Rehearsed([*act, "Thought.", STOP]), first=0.5, gap=0.5))

    assert outcome.text == "Thought."


async def test_a_timeout_that_is_not_ours_is_a_bug() -> None:
    with pytest.raises(TimeoutError, match="a bug"):
        await ask(hurried(Rehearsed([TimeoutError("a bug")])))
