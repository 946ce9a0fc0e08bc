"""Another try: only when it can help, and only before the first word."""

import pytest

from server.ai.chat_model import FaultCode, ProviderFault
from server.ai.faults import fault
from server.ai.retry import Retrying
from tests.server.ai.asking import STOP, Rehearsed, ask

DOWN = fault(FaultCode.SERVER_ERROR)
WRONG_KEY = fault(FaultCode.AUTH)


class Sleeps:
    """Remembers how long it was asked to sleep, and does not."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def retrying(model: Rehearsed, sleeps: Sleeps | None = None, drawn: float = 0.5) -> Retrying:
    return Retrying(model, sleep=sleeps or Sleeps(), draw=lambda: drawn)


async def test_the_third_try_may_succeed() -> None:
    model = Rehearsed([DOWN], ["", DOWN], ["Good", STOP])

    outcome = await ask(retrying(model))

    assert (outcome.text, outcome.finished) == ("Good", STOP)
    assert model.asked == 3


GIVEN_UP = [
    ([DOWN], 3, "after two more tries"),
    ([WRONG_KEY], 1, "for what another try cannot help"),
    (["W", DOWN], 1, "after the first character"),
    ([fault(FaultCode.RATE_LIMITED, retry_after=61)], 1, "when asked to wait too long"),
]


@pytest.mark.parametrize(("act", "asked", "why"), GIVEN_UP)
async def test_gives_up(act: list[str | ProviderFault], asked: int, why: str) -> None:
    model = Rehearsed(act)

    outcome = await ask(retrying(model))

    assert outcome.fault is act[-1], why
    assert model.asked == asked, why


WAITS = [
    (None, 0.0, [0.5, 0.5]),
    (None, 1.0, [2.0, 4.0]),
    (7.0, 0.0, [7.0, 7.0]),
    (7.0, 1.0, [7.5, 7.5]),
]


@pytest.mark.parametrize(("retry_after", "drawn", "waits"), WAITS)
async def test_waits(retry_after: float | None, drawn: float, waits: list[float]) -> None:
    sleeps = Sleeps()
    model = Rehearsed([fault(FaultCode.RATE_LIMITED, retry_after=retry_after)])

    await ask(retrying(model, sleeps, drawn))

    assert sleeps.seconds == waits


async def test_the_longest_back_off_is_bounded() -> None:
    sleeps = Sleeps()

    await ask(Retrying(Rehearsed([DOWN]), retries=9, sleep=sleeps, draw=lambda: 1.0))

    assert max(sleeps.seconds) == 8.0
