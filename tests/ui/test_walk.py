"""A walk over every page, in both languages and three sizes, at a real server."""

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import cast

import aiohttp
import pytest
from pytestqt.qtbot import QtBot

from app.look import Look as AppLook
from app.paths import Paths
from app.preferences import PreferencesFile
from app.quiet import Quiet
from app.workplace import Workplace
from server.clock import SystemClock
from server.domain.requests import Setup
from tests.support.desk_sample import fill
from tests.support.knowledge_sample import fill_knowledge
from tests.support.qt import the_one
from tests.support.server_here import OWNER_TOKEN, server_here
from tests.support.settings_sample import fill_settings
from tests.support.walk import clipped, unnamed
from tests.ui.conftest import Look
from ui.i18n import Language
from ui.settings.page import SettingsPage
from ui.share.reach import Reach
from ui.tasks import Tasks

SETTLED_SECONDS = 0.12


@pytest.fixture
async def workplace(look: Look, qtbot: QtBot, tmp_path: Path) -> AsyncIterator[Workplace]:
    """Everything that an owner sees, with something in it."""
    failures: list[str] = []
    tasks = Tasks(lambda name, failure: failures.append(f"{name}: {failure!r}"))
    preferences = PreferencesFile(tmp_path / "desktop.json")
    async with aiohttp.ClientSession() as http, server_here(tmp_path / "data") as server:
        setup = Setup(team_name="Shop", username="wang", password="correct horse")
        owner = (await server.api.set_up(setup, OWNER_TOKEN)).agent
        await fill_settings(server.api)
        await fill_knowledge(server.api)
        workplace = Workplace(
            http,
            server.api,
            owner,
            look=cast("AppLook", look),
            reach=Reach(server.api, server.restart, tasks),
            tasks=tasks,
            preferences=preferences,
            paths=Paths(tmp_path / "data"),
            is_looking=lambda: True,
            quiet=Quiet(preferences, SystemClock().now),
        )
        qtbot.addWidget(workplace.window)
        workplace.window.resize(1360, 860)
        workplace.window.show()
        fill(workplace.desk)
        yield workplace
        await tasks.end()
    assert failures == []


async def faults(workplace: Workplace, look: Look, *places: Callable[[], object]) -> list[str]:
    """In each language and size, at each place of the page; by name where something is wrong."""
    found = []
    for language in Language:
        look.translations.use(language)
        for zoom in (1.0, 1.5, 2.0):
            look.theme.zoom_to(zoom)
            for place in places:
                place()
                await asyncio.sleep(SETTLED_SECONDS)
                page = workplace.window.pages.currentWidget()
                assert page is not None
                where = f"{place} {language} at {zoom}"
                found += [f"{where}, cut: {fault}" for fault in clipped(page)]
                found += [f"{where}, no name: {fault}" for fault in unnamed(page)]
    look.theme.zoom_to(1.0)
    return found


@pytest.mark.parametrize("page", ["knowledge", "prompts", "share", "dashboard"])
async def test_nothing_is_cut_and_everything_has_a_name(
    workplace: Workplace, look: Look, page: str
) -> None:
    assert (
        await faults(workplace, look, lambda: workplace.window.commands.run(f"page.{page}")) == []
    )


async def test_the_same_for_every_section_of_the_settings(workplace: Workplace, look: Look) -> None:
    workplace.window.commands.run("page.settings")
    page = the_one(SettingsPage, workplace.window)
    sections = [partial(page.open, section) for section in page.sections]
    assert await faults(workplace, look, *sections) == []
