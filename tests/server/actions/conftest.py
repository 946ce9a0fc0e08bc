"""A desk whose assistant asks a provider that the test plays."""

from collections.abc import AsyncIterator

import pytest

from server.config import ProviderOverride
from tests.server.desk import Desk, running
from tests.support.fake_openai import MODEL, FakeOpenAI


@pytest.fixture
async def provider() -> AsyncIterator[FakeOpenAI]:
    """It behaves well until it is told otherwise."""
    async with FakeOpenAI() as fake:
        yield fake


@pytest.fixture
async def desk(cold_desk: Desk, provider: FakeOpenAI) -> AsyncIterator[Desk]:
    cold_desk.provider = ProviderOverride(base_url=provider.base_url, model=MODEL)
    async with running(cold_desk) as started:
        yield started
