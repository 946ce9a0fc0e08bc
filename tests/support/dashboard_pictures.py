"""Pictures of the dashboard: `python -m tests.support.dashboard_pictures DIR`."""

import asyncio
import os
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import aiohttp
from PySide6.QtWidgets import QApplication

from server.domain.errors import Unavailable
from server.domain.ledger import Spent
from server.domain.reports import Delays, Figures, Overview, Present
from tests.support.dashboard_sample import NOW, PRESENT, overview
from tests.support.desk_sample import fill, sample_desk
from ui.api_client import ApiClient
from ui.dashboard.api import DashboardApi
from ui.dashboard.card import Card
from ui.dashboard.figures import DashboardFigures
from ui.dashboard.page import DashboardPage
from ui.dashboard.period import Choice, Period
from ui.event_loop import new_loop
from ui.i18n import Language, Translations
from ui.icons import Icons
from ui.main_window import MainWindow
from ui.pages import PagePlan
from ui.tasks import Tasks
from ui.theme import Theme, ThemeChoice


class SampleApi(DashboardApi):
    """Knows figures by heart.

    Attributes:
        scene: `full`, `empty` or `trouble`.
    """

    scene = "full"

    async def overview(self, first: date, last: date) -> Overview:
        if self.scene == "trouble":
            raise Unavailable("unreachable", "")
        return overview(first, last) if self.scene == "full" else nothing(first, last)

    async def present(self) -> Present:
        return PRESENT


def nothing(first: date, last: date) -> Overview:
    """Before the first visitor."""
    none = Figures(
        started=0,
        by_assistant=0,
        by_people=0,
        by_nobody=0,
        first_reply=Delays(),
        first_token=Delays(),
        stars=(0,) * 5,
        spent=Spent(),
    )
    still = Present(waiting=0, waiting_since=None, assistant=0, queue=0, agents=0)
    of = overview(first, last)
    return replace(of, current=none, previous=none, present=still, handoffs=())


def main() -> None:
    """Every scene in each language and theme."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_take(folder))


async def _take(folder: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme, translations = Theme(app), Translations(app)
    tasks = Tasks(lambda name, failure: print(name, repr(failure)))
    async with aiohttp.ClientSession() as session:
        desk = sample_desk(session, tasks)
        theme.choose(ThemeChoice.LIGHT)
        window = MainWindow(desk, Icons(theme), translations)
        pages = Scenes(window, theme, tasks, SampleApi(ApiClient(session, "")))
        fill(desk)
        for language in Language:
            for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
                translations.use(language)
                theme.choose(choice)
                await pages.take(folder, f"{choice}-{language[:2]}")
        await tasks.end()


class Scenes:
    """The window on its dashboard."""

    def __init__(self, window: MainWindow, theme: Theme, tasks: Tasks, api: SampleApi) -> None:
        self._window = window
        self._theme = theme
        self._api = api
        self._figures = DashboardFigures(api, lambda: NOW)
        self._page = DashboardPage(self._figures, Icons(theme), tasks, window.messages)
        window.pages.add(
            PagePlan(
                id="dashboard",
                icon="chart-column",
                title=lambda: "Dashboard",
                build=lambda: self._page,
            )
        )
        window.show()
        window.pages.show_page(1)

    async def take(self, folder: Path, name: str) -> None:
        """All scenes in the look of now."""
        await self._save(folder / f"desktop-dashboard-1360-{name}.png", (1360, 860))
        await self._save(folder / f"desktop-dashboard_whole-1360-{name}.png", (1360, 1560))
        await self._save(folder / f"desktop-dashboard-1000-{name}.png", (1000, 700))
        self._theme.zoom_to(1.5)
        await self._save(folder / f"desktop-dashboard_zoom-1360-{name}.png", (1360, 1800))
        self._theme.zoom_to(1)
        for card in self._page.findChildren(Card):
            card.show_as_table()
        await self._save(folder / f"desktop-dashboard_tables-1360-{name}.png", (1360, 1700))
        for card in self._page.findChildren(Card):
            card.show_as_chart()
        for choice in (Choice.TODAY, Choice.MONTH, Choice.CUSTOM):
            first = NOW.date() - timedelta(days=13)
            period = Period(choice, first, NOW.date())
            await self._figures.choose(period)
            await self._save(folder / f"desktop-dashboard_{choice}-1360-{name}.png", (1360, 860))
        for scene in ("empty", "trouble", "full"):
            self._api.scene = scene
            await self._figures.choose(Period(Choice.TODAY if scene != "full" else Choice.WEEK))
            if scene == "trouble":
                await self._figures.choose(Period(Choice.MONTH))
            await self._save(folder / f"desktop-dashboard_{scene}-1360-{name}.png", (1360, 860))

    async def _save(self, file: Path, size: tuple[int, int]) -> None:
        self._window.resize(*size)
        await asyncio.sleep(0.15)
        self._window.grab().save(str(file))


if __name__ == "__main__":
    main()
