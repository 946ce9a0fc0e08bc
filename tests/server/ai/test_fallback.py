"""The next model answers when one cannot, and nobody reads two beginnings."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

import pytest

from server.ai.chat_model import FaultCode
from server.ai.deadlines import Patience
from server.ai.fallback import Fallback
from server.ai.faults import fault
from server.ai.provider import ModelSource
from server.clock import SystemClock
from server.domain.settings import FallbackProviderSettings, ProviderSettings
from server.security.secrets import Secret
from tests.server.ai.asking import QUESTION, STOP, Cue, Rehearsed, ask
from tests.server.ai.backing import Gauges, backing, opened
from tests.support.fake_openai import MODEL, SAID, FakeOpenAI, error
from tests.support.provider_faults import KEY

DOWN = fault(FaultCode.TIMEOUT)
REFUSED = fault(FaultCode.REFUSED)
FILTERED = fault(FaultCode.FILTERED)


class Named(Rehearsed):
    """A rehearsed model with a name of its own."""

    def __init__(self, name: str, *act: Cue) -> None:
        super().__init__(act)
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """What the two do, and what comes of it; `end` is who answered, or the fault."""

    first: Sequence[Cue]
    second: Sequence[Cue] = ("Good", STOP)
    text: str
    end: str
    asked: Sequence[str]


PLAYS = [
    Play(first=["Well", STOP], text="Well", end="first", asked=["ok"]),
    Play(first=[DOWN], text="Good", end="second", asked=["timeout", "ok"]),
    Play(first=["", "", DOWN], text="Good", end="second", asked=["timeout", "ok"]),
    Play(first=["W", DOWN], text="W", end="timeout", asked=["timeout"]),
    Play(first=[DOWN], second=[REFUSED], text="", end="refused", asked=["timeout", "refused"]),
    Play(first=[FILTERED], text="", end="filtered", asked=["filtered"]),
]


@pytest.mark.parametrize("play", PLAYS)
async def test_who_answers(play: Play, caplog: pytest.LogCaptureFixture) -> None:
    gauges = Gauges()
    models = [Named("first", *play.first), Named("second", *play.second)]

    outcome = await ask(Fallback(models, asked=gauges.provider_asked))

    assert outcome.text == play.text
    assert play.end == (outcome.fault.code if outcome.fault else (outcome.finished or STOP).model)
    assert gauges.asked == list(zip(["first", "second"], play.asked, strict=False))
    assert len(caplog.records) == len(play.asked) - 1, "who was passed over, and why"
    caplog.clear()


async def test_it_is_named_after_the_first_and_closes_all() -> None:
    models = [Named("first"), Named("second")]
    fallback = Fallback(models, asked=Gauges().provider_asked)

    await fallback.close()

    assert fallback.name == "first"
    assert [model.closed for model in models] == [1, 1]


async def test_who_leaves_is_not_passed_on() -> None:
    models = [Named("first", "Well, ", "no."), Named("second", "Good", STOP)]
    fallback = Fallback(models, asked=Gauges().provider_asked)

    async with aclosing(fallback.stream(QUESTION)) as answer:
        await anext(answer)

    assert [model.asked for model in models] == [1, 0]
    assert models[0].running == 0


# --- two providers on the loopback, from settings ---


@pytest.fixture
async def second() -> AsyncIterator[FakeOpenAI]:
    async with FakeOpenAI() as provider:
        yield provider


@pytest.fixture
def gauges() -> Gauges:
    return Gauges()


@pytest.fixture
async def source(tmp_path: Path, gauges: Gauges) -> AsyncIterator[ModelSource]:
    async with opened(tmp_path) as database:
        clock = SystemClock()
        source = ModelSource(
            clock=clock, backing=backing(database, clock, gauges), patience=Patience()
        )
        yield source
        await source.close()


async def test_the_second_provider_answers_with_its_own_key(
    source: ModelSource,
    provider: FakeOpenAI,
    second: FakeOpenAI,
    gauges: Gauges,
    caplog: pytest.LogCaptureFixture,
) -> None:
    provider.answer_with(error(401))
    first = ProviderSettings(base_url=provider.base_url, model=MODEL)
    fallback = FallbackProviderSettings(base_url=second.base_url, model="other")
    model = await source.model(first, Secret(KEY), fallback=(fallback, Secret("sk-other")))

    outcomes = [await ask(model), await ask(model)]

    assert [one.text for one in outcomes] == [SAID, SAID]
    assert [one.finished and one.finished.model for one in outcomes] == ["127.0.0.1/other"] * 2
    assert len(provider.requests) == 1, "a wrong key is not tried again"
    assert {one.headers["authorization"] for one in second.requests} == {"Bearer sk-other"}
    assert [status for _, status in gauges.asked] == ["auth", "ok", "breaker_open", "ok"]
    assert source.ready
    assert len(caplog.records) >= 2
    caplog.clear()


async def test_another_key_is_tried_at_once(source: ModelSource, provider: FakeOpenAI) -> None:
    provider.answer_with(error(401))
    settings = ProviderSettings(base_url=provider.base_url, model=MODEL)

    assert (await ask(await source.model(settings, Secret("sk-wrong")))).fault is not None
    assert not source.ready
    assert (await ask(await source.model(settings, Secret(KEY)))).text == SAID
    assert source.ready


async def test_a_second_provider_alone_is_the_first(
    source: ModelSource, second: FakeOpenAI
) -> None:
    fallback = FallbackProviderSettings(base_url=second.base_url, model="other")

    model = await source.model(ProviderSettings(), None, fallback=(fallback, None))

    assert model.name == "127.0.0.1/other"
    assert (await ask(model)).text == SAID
