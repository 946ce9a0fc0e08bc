"""A fresh server, and the assistant before its first page."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.server_here import OWNER_TOKEN, ServerHere, server_here
from ui.setup.flow import SetupFlow
from ui.setup.provider import ProviderSetup
from ui.share.reach import Reach
from ui.tasks import Tasks


@pytest.fixture
async def server(qtbot: QtBot, tmp_path: Path) -> AsyncIterator[ServerHere]:
    async with server_here(tmp_path) as running:
        yield running


@pytest.fixture
async def tasks(qtbot: QtBot) -> AsyncIterator[Tasks]:
    failures: list[str] = []
    tasks = Tasks(lambda name, failure: failures.append(f"{name}: {failure!r}"))
    yield tasks
    await tasks.end()
    assert failures == []


@pytest.fixture
def flow(server: ServerHere, tasks: Tasks) -> SetupFlow:
    reach = Reach(server.api, server.restart, tasks)
    return SetupFlow(server.api, lambda: OWNER_TOKEN, ProviderSetup(server.api), reach, tasks)
