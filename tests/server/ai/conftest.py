"""Fixtures for the assistant's tests."""

from collections.abc import AsyncIterator, Callable

import pytest

from server.ai.openai_model import OpenAIModel
from server.clock import SystemClock
from server.security.secrets import Secret
from tests.support.fake_openai import MODEL, FakeOpenAI
from tests.support.provider_faults import KEY

MakeModel = Callable[..., OpenAIModel]


@pytest.fixture
async def provider() -> AsyncIterator[FakeOpenAI]:
    """A provider that behaves well until it is told otherwise."""
    async with FakeOpenAI() as fake:
        yield fake


@pytest.fixture
async def make_model(provider: FakeOpenAI) -> AsyncIterator[MakeModel]:
    """Makes models on the real SDK; each is closed at the end."""
    made: list[OpenAIModel] = []

    def make(
        base_url: str = "", *, key: str | None = KEY, connect_seconds: float = 5
    ) -> OpenAIModel:
        model = OpenAIModel(
            base_url=base_url or provider.base_url,
            model=MODEL,
            key=None if key is None else Secret(key),
            clock=SystemClock(),
            connect_seconds=connect_seconds,
            usage_seconds=0.2,
        )
        made.append(model)
        return model

    yield make
    for model in made:
        await model.close()
