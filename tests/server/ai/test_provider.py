"""From settings to a model, and the trial of a provider."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest

from server.ai.chat_model import Finished
from server.ai.deadlines import Patience
from server.ai.provider import ModelSource
from server.clock import SystemClock
from server.domain.settings import ProviderSettings
from server.security.secrets import Secret
from tests.server.ai.asking import QUESTION, ask
from tests.server.ai.backing import backing, opened
from tests.support.fake_openai import (
    MODEL,
    SAID,
    Answer,
    FakeOpenAI,
    chunk,
    error,
    html,
    sse,
    text,
)
from tests.support.provider_faults import KEY


@pytest.fixture
async def source(tmp_path: Path) -> AsyncIterator[ModelSource]:
    async with opened(tmp_path) as database:
        source = ModelSource(
            clock=SystemClock(), backing=backing(database, SystemClock()), patience=Patience()
        )
        yield source
        await source.close()


def settings_for(provider: FakeOpenAI, model: str = MODEL) -> ProviderSettings:
    return ProviderSettings(base_url=provider.base_url, model=model)


async def test_without_a_provider_the_demo_answers(source: ModelSource) -> None:
    model = await source.model(ProviderSettings(), None)

    assert model.name == "demo"
    assert "demo" in (await ask(model)).text


async def test_the_name_tells_provider_and_model(source: ModelSource, provider: FakeOpenAI) -> None:
    model = await source.model(settings_for(provider), Secret(KEY))

    assert model.name == f"127.0.0.1/{MODEL}"


async def test_the_same_settings_give_the_same_model(
    source: ModelSource, provider: FakeOpenAI
) -> None:
    first = await source.model(settings_for(provider), Secret(KEY))
    second = await source.model(settings_for(provider), Secret(KEY))

    assert second is first
    assert (await ask(first)).text == SAID


async def test_another_key_is_used_from_the_next_answer_on(
    source: ModelSource, provider: FakeOpenAI
) -> None:
    await ask(await source.model(settings_for(provider), Secret(KEY)))
    await ask(await source.model(settings_for(provider), Secret("sk-new")))

    sent = [received.headers["authorization"] for received in provider.requests]
    assert sent == [f"Bearer {KEY}", "Bearer sk-new"]


async def test_new_settings_do_not_cut_an_answer(source: ModelSource, provider: FakeOpenAI) -> None:
    gate = asyncio.Event()
    provider.answer_with(text("Well, ", "good.", hold=gate))
    model = await source.model(settings_for(provider), None)

    async with aclosing(model.stream(QUESTION)) as answer:
        await anext(answer)
        await source.model(ProviderSettings(), None)
        gate.set()
        rest = [part async for part in answer]

    assert isinstance(rest[-1], Finished)


async def test_a_trial_is_one_tiny_request(source: ModelSource, provider: FakeOpenAI) -> None:
    trial = await source.trial(settings_for(provider), Secret(KEY))

    assert trial.ok
    assert trial.milliseconds >= 0
    assert [received.body["max_tokens"] for received in provider.requests] == [16]


async def test_a_model_that_only_thinks_in_a_trial_works(
    source: ModelSource, provider: FakeOpenAI
) -> None:
    provider.answer_with(sse(chunk(finish="length")))

    assert (await source.trial(settings_for(provider), None)).ok


TRIALS = [
    (error(401), "auth", "Copy it again"),
    (error(404, "no model", code="model_not_found"), "no_model", "model's name"),
    (html(404), "no_endpoint", "most end in /v1"),
    (error(500), "server_error", "status page"),
    (html(), "bad_answer", "OpenAI-compatible"),
]


@pytest.mark.parametrize(("answer", "code", "step"), TRIALS)
async def test_a_failed_trial_says_what_to_do(
    answer: Answer, code: str, step: str, source: ModelSource, provider: FakeOpenAI
) -> None:
    provider.answer_with(answer)

    trial = await source.trial(settings_for(provider), Secret(KEY))

    assert (trial.ok, trial.code) == (False, code)
    assert trial.detail is not None
    assert step in trial.detail
    assert len(provider.requests) == 1


async def test_a_trial_without_a_model_asks_for_one(
    source: ModelSource, provider: FakeOpenAI
) -> None:
    trial = await source.trial(settings_for(provider, model=""), None)

    assert trial.code == "no_model"
    assert provider.requests == []
