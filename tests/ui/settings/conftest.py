"""The settings of a real server, in a window that shows them."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from app.look import Look as AppLook
from app.paths import Paths
from app.preferences import PreferencesFile
from app.settings_page import settings_page
from server.domain.requests import Setup
from tests.support.server_here import OWNER_TOKEN, ServerHere, server_here
from tests.support.settings_sample import fill_settings
from tests.ui.conftest import Look
from ui.main_window import MainWindow
from ui.pages import PagePlan
from ui.settings.page import SettingsPage
from ui.share.reach import Reach
from ui.tasks import Tasks


@pytest.fixture
async def server(qtbot: QtBot, tmp_path: Path) -> AsyncIterator[ServerHere]:
    async with server_here(tmp_path / "data") as running:
        setup = Setup(team_name="Shop", username="wang", password="correct horse")
        await running.api.set_up(setup, OWNER_TOKEN)
        await fill_settings(running.api)
        yield running


@pytest.fixture
def preferences(tmp_path: Path) -> PreferencesFile:
    return PreferencesFile(tmp_path / "desktop.json")


@pytest.fixture
async def page(
    server: ServerHere,
    window: MainWindow,
    look: Look,
    preferences: PreferencesFile,
    tmp_path: Path,
) -> AsyncIterator[SettingsPage]:
    """In front, with its tasks ended afterwards."""
    failures: list[str] = []
    tasks = Tasks(lambda name, failure: failures.append(f"{name}: {failure!r}"))
    page = settings_page(
        window,
        server.api,
        look=cast("AppLook", look),
        tasks=tasks,
        preferences=preferences,
        reach=Reach(server.api, server.restart, tasks),
        paths=Paths(tmp_path / "data"),
    )
    window.pages.add(
        PagePlan(id="settings", icon="settings", title=lambda: "Settings", build=lambda: page)
    )
    window.commands.run("page.settings")
    yield page
    await tasks.end()
    assert failures == []
