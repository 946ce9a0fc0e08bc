"""What tests of the window share: the look, a desk that is never connected, and the window."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.console import PASSWORD, Console, running_console
from tests.support.desk_sample import fill, sample_desk
from tests.support.running_server import RunningServer, running_server
from ui.desk import Desk
from ui.i18n import Language, Translations
from ui.icons import Icons
from ui.main_window import MainWindow
from ui.tasks import Tasks
from ui.theme import Theme, ThemeChoice


@dataclass(frozen=True, kw_only=True)
class Look:
    theme: Theme
    icons: Icons
    translations: Translations


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    theme, translations = Theme(qapp), Translations(qapp)
    theme.choose(ThemeChoice.LIGHT)
    translations.use(Language.ENGLISH)
    yield Look(theme=theme, icons=Icons(theme), translations=translations)
    translations.use(Language.ENGLISH)
    theme.zoom_to(1.0)
    theme.deleteLater()
    translations.deleteLater()


@pytest.fixture
async def desk(qapp: QApplication) -> AsyncIterator[Desk]:
    """With the sample conversations; its tasks have ended, so that it never asks a server."""
    tasks = Tasks(lambda name, failure: pytest.fail(f"{name}: {failure!r}"))
    await tasks.end()
    async with aiohttp.ClientSession() as session:
        desk = sample_desk(session, tasks)
        fill(desk)
        yield desk


@pytest.fixture
async def window(desk: Desk, look: Look, qtbot: QtBot) -> MainWindow:
    window = MainWindow(desk, look.icons, look.translations)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[RunningServer]:
    async with running_server(tmp_path / "data") as server:
        await server.add_agent("lin", PASSWORD, name="Lin Fang")
        yield server


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def console(
    server: RunningServer, http: aiohttp.ClientSession, look: Look, qtbot: QtBot
) -> AsyncIterator[Console]:
    async with running_console(http, server.url, look.icons, look.translations) as console:
        qtbot.addWidget(console.window)
        yield console
