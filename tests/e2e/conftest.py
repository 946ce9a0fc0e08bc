"""What the end-to-end tests of one module share: starting a browser for each would take longest."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.support.browser import chromium
from tests.support.running_server import RunningServer, running_server
from tests.support.team import Colleague, colleague


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_server(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[RunningServer]:
    """For tests that neither end it nor change its settings."""
    async with running_server(tmp_path_factory.mktemp("shared") / "data") as started:
        yield started


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lin(shared_server: RunningServer) -> AsyncIterator[Colleague]:
    async with colleague(shared_server) as person:
        yield person
