"""Pictures of the settings with a real server: `python -m tests.support.settings_pictures DIR`."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import aiohttp
from PySide6.QtWidgets import QApplication, QScrollArea

from app.look import Look
from app.paths import Paths
from app.preferences import PreferencesFile
from app.settings_page import settings_page
from server.domain.requests import Setup
from server.domain.settings import ProviderSettings
from tests.support.desk_sample import fill, sample_desk
from tests.support.server_here import OWNER_TOKEN, server_here
from tests.support.settings_sample import fill_settings
from ui.event_loop import new_loop
from ui.i18n import Language
from ui.main_window import MainWindow
from ui.pages import PagePlan
from ui.settings.page import SettingsPage
from ui.share.reach import Reach
from ui.tasks import Tasks
from ui.theme import ThemeChoice

_PROVIDER = ProviderSettings(base_url="https://api.deepseek.com/v1", model="deepseek-chat")
_SIZES = ((1360, 860), (1000, 700))


def main() -> None:
    """Each section in each language and theme; one of them also small, and larger."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    only = set(sys.argv[2:])
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_take(folder, only))


async def _take(folder: Path, only: set[str]) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    tasks = Tasks(lambda name, failure: print(name, repr(failure)))
    with tempfile.TemporaryDirectory() as data:
        async with aiohttp.ClientSession() as session, server_here(Path(data)) as server:
            setup = Setup(
                team_name="Blue Jacket Shop",
                username="wang",
                password="correct horse",
                display_name="王小雨",
            )
            await server.api.set_up(setup, OWNER_TOKEN)
            await fill_settings(server.api, _PROVIDER)
            preferences = PreferencesFile(Path(data) / "desktop.json")
            look = Look(app, preferences)
            window = MainWindow(sample_desk(session, tasks), look.icons, look.translations)
            fill(window.desk)
            reach = Reach(server.api, server.restart, tasks)
            page = settings_page(
                window,
                server.api,
                look=look,
                tasks=tasks,
                preferences=preferences,
                reach=reach,
                paths=Paths(Path(data)),
            )
            plan = PagePlan(
                id="settings",
                icon="settings",
                title=lambda: "Settings",
                build=lambda: page,
                at_foot=True,
            )
            window.pages.add(plan)
            window.show()
            window.commands.run("page.settings")
            await _everywhere(window, page, look, folder, only)
            await tasks.end()


async def _everywhere(
    window: MainWindow, page: SettingsPage, look: Look, folder: Path, only: set[str]
) -> None:
    for language in Language:
        for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            look.translations.use(language)
            look.theme.choose(choice)
            name = f"{choice}-{language[:2]}"
            for section in page.sections:
                if only and section not in only:
                    continue
                page.open(section)
                window.resize(*_SIZES[0])
                await _grab(window, page, folder / f"desktop-settings-{section}-1360-{name}.png")
            page.search("人工" if language is Language.CHINESE else "person")
            await _grab(window, page, folder / f"desktop-settings-search-1360-{name}.png")
            page.open(page.sections[0])
    window.resize(*_SIZES[1])
    look.theme.zoom_to(1.5)
    for section in page.sections:
        if not only or section in only:
            page.open(section)
            await _grab(window, page, folder / f"zoomed-{section}.png")


async def _grab(window: MainWindow, page: SettingsPage, file: Path) -> None:
    await asyncio.sleep(0.25)
    window.grab().save(str(file))
    if "-light-en" in file.name:
        rows = page.findChildren(QScrollArea)[-1].widget()
        assert rows is not None
        rows.grab().save(str(file.with_name(f"whole-{file.name}")))


if __name__ == "__main__":
    main()
