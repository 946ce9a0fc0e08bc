"""What tests of the window share: the look, a desk that is never connected, and the window."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import aiohttp
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.desk_sample import fill, sample_desk
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
