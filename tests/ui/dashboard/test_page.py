"""The dashboard in a window: with figures, with none, without a server, and taken away as CSV."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import aiohttp
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from server.domain.reports import Overview, Present
from tests.support.dashboard_sample import NOW, PRESENT, overview
from tests.support.desktop import click, find, is_shown
from tests.support.fake_desk_server import FakeDeskServer
from tests.support.qt import wait_until
from tests.ui.conftest import Look
from ui.api_client import ApiClient
from ui.charts.chart import Chart
from ui.dashboard.api import DashboardApi
from ui.dashboard.card import Card
from ui.dashboard.figures import DashboardFigures
from ui.dashboard.grid import CardGrid
from ui.dashboard.page import DashboardPage
from ui.dashboard.period import Choice, Period, custom
from ui.i18n import Language
from ui.message_bar import MessageBar
from ui.tasks import Tasks
from ui.widgets.label import Label

WEEK = (NOW.date() - timedelta(days=6), NOW.date())
STARTED = f"{overview(*WEEK).current.started:,}"


@dataclass
class Shown:
    page: DashboardPage
    figures: DashboardFigures
    server: FakeDeskServer
    messages: MessageBar

    def card(self, title: str) -> Card:
        return next(one for one in self.page.findChildren(Card) if one.title() == title)

    def says(self, words: str) -> bool:
        return any(words in one.text() for one in self.page.findChildren(Label) if one.isVisible())


@pytest.fixture
async def shown(look: Look, qtbot: QtBot) -> AsyncIterator[Shown]:
    failures: list[str] = []
    tasks = Tasks(lambda name, failure: failures.append(f"{name}: {failure!r}"))
    async with FakeDeskServer() as server, aiohttp.ClientSession() as http:
        figures = DashboardFigures(DashboardApi(ApiClient(http, server.url)), lambda: NOW)
        messages = MessageBar(look.icons)
        page = DashboardPage(figures, look.icons, tasks, messages)
        page.resize(1300, 860)
        for widget in (messages, page):
            qtbot.addWidget(widget)
        yield Shown(page, figures, server, messages)
        await tasks.end()
    assert failures == []


async def filled(shown: Shown, of: Overview | None = None) -> None:
    shown.server.answer(of or overview(*WEEK))
    shown.page.show()
    await wait_until(lambda: shown.figures.overview)


async def test_the_figures_are_read(shown: Shown) -> None:
    await filled(shown)
    for words in (
        "14 Nov – 20 Nov, compared with 7 Nov – 13 Nov",
        "The longest wait: 6 min 12 s",
        "1 min 36 s",
        "↓ faster than before (2 min 11 s)",
        "70%",
        "of 5, from 402 ratings",
        STARTED,
        "about 11.84",
        "Friendly and quick.",
        "1 other has not replied in this period",
    ):
        assert shown.says(words), words
    told = {chart.accessibleName(): chart for chart in shown.page.findChildren(Chart)}
    assert (
        "By people: 342 · 29%"
        in told["Resolved conversations by who answered them"].accessibleDescription()
    )
    assert "This month, tokens: 9,120,412 of 20,000,000" in told["Budget used"].spoken()
    assert told["Conversations per hour"].spoken().startswith(f"{STARTED} in all; the most: ")
    assert shown.server.asked[0].startswith("GET /api/v1/reports/overview?first=2026-11-14&last=")


async def test_every_card_is_a_table_too_and_goes_away_as_csv(shown: Shown, tmp_path: Path) -> None:
    await filled(shown)
    for card in shown.page.findChildren(Card):
        actions = {one.text(): one for one in card.fill_menu().actions()}
        actions["Show as table"].trigger()
        table = find(card, QTableWidget, card.title())
        assert table.rowCount() > 0
        assert not any(chart.isVisible() for chart in card.findChildren(Chart))
        card.copy_csv()
        copied = QGuiApplication.clipboard().text()
        assert copied.count("\n") == table.rowCount() + 1
        card.save_csv(str(tmp_path / f"{card.file_name()}.csv"))
        saved = (tmp_path / f"{card.file_name()}.csv").read_bytes().decode("utf-8-sig")
        assert saved.replace("\r\n", "\n") == copied.replace("\r\n", "\n")
        {one.text(): one for one in card.fill_menu().actions()}["Show as chart"].trigger()
        assert not table.isVisible()
    assert shown.messages.text == "Saved: comments.csv"


async def test_what_visitors_wrote_is_neither_markup_nor_formula(shown: Shown) -> None:
    of = overview(*WEEK)
    hostile = "=cmd|'/c calc'!A1 <img src='file:///etc/passwd'><b>x</b>\u202e"
    await filled(shown, replace(of, comments=(replace(of.comments[0], comment=hostile),)))
    card = shown.card("What visitors wrote")
    words = next(one for one in card.findChildren(Label) if "calc" in one.text())
    assert words.textFormat() is Qt.TextFormat.PlainText
    card.copy_csv()
    assert "'=cmd" in QGuiApplication.clipboard().text()


async def test_a_table_that_cannot_be_saved_is_told(shown: Shown, tmp_path: Path) -> None:
    await filled(shown)
    told: list[str] = []
    card = shown.card("Team")
    card.troubled.connect(told.append)
    card.save_csv(str(tmp_path / "no such folder" / "team.csv"))
    assert told == ["The table cannot be saved there: No such file or directory"]


async def test_other_days_are_asked_for(shown: Shown) -> None:
    await filled(shown)
    shown.server.answer(overview(NOW.date() - timedelta(days=29), NOW.date()))
    click(shown.page, "30 days")
    await wait_until(lambda: shown.says("Conversations per day"))
    assert "first=2026-10-22&last=2026-11-20" in shown.server.asked[-1]
    assert shown.says("22 Oct – 20 Nov, compared with 22 Sep – 21 Oct")


async def test_nothing_yet(shown: Shown) -> None:
    of = overview(*WEEK)
    none = replace(
        of.current,
        started=0,
        by_assistant=0,
        by_people=0,
        by_nobody=0,
        first_token=replace(of.current.first_token, count=0),
        stars=(0,) * 5,
        spent=replace(of.current.spent, input_tokens=0),
    )
    nobody = Present(waiting=0, waiting_since=None, assistant=0, queue=0, agents=0)
    await filled(shown, replace(of, current=none, present=nobody, handoffs=()))
    assert shown.says("No conversations in this period.")
    shown.server.answer(overview(*WEEK))
    click(shown.page, "Show 30 days")
    await wait_until(lambda: shown.says("Waiting now"))


async def test_without_a_server_it_says_so_and_tries_again(shown: Shown) -> None:
    shown.server.refuse(503, "storage_failed")
    shown.page.show()
    await wait_until(lambda: shown.says("The figures cannot be shown."))
    shown.server.answer(overview(*WEEK))
    click(shown.page, "Retry")
    await wait_until(lambda: shown.says("Waiting now"))


async def test_old_figures_stay_when_new_ones_cannot_be_had(shown: Shown) -> None:
    await filled(shown)
    shown.server.refuse(503, "storage_failed")
    await shown.figures.load()
    assert shown.says("These figures are from")
    assert shown.says(STARTED)
    shown.server.answer(overview(*WEEK))
    click(shown.page, "Retry")
    await wait_until(lambda: not shown.says("These figures are from"))


async def test_only_the_last_choice_counts(shown: Shown) -> None:
    await filled(shown)
    for choice in (Choice.MONTH, Choice.TODAY):
        first, last = Period(choice).days(NOW.date())
        shown.server.answer(overview(first, last))
    click(shown.page, "30 days")
    click(shown.page, "Today")
    await wait_until(lambda: "first=2026-11-20&last=2026-11-20" in shown.server.asked[-1])
    await wait_until(lambda: shown.says("20 Nov, compared with 19 Nov") and shown.says("Rating"))
    assert shown.figures.overview is not None
    assert shown.figures.overview.first == NOW.date()


async def test_who_waits_is_asked_again_when_something_happens(shown: Shown) -> None:
    await filled(shown)
    shown.server.answer(replace(PRESENT, waiting=0, waiting_since=None, queue=0))
    shown.page.look_again()
    await wait_until(lambda: shown.says("Nobody waits for a person."))


async def test_an_unknown_time_zone_is_not_the_end(shown: Shown) -> None:
    shown.server.refuse(422, "no_such_time_zone")
    await filled(shown)
    assert "tz=" in shown.server.asked[0]
    assert "tz=" not in shown.server.asked[1]


async def test_the_language_changes_at_once(shown: Shown, look: Look) -> None:
    await filled(shown)
    look.translations.use(Language.CHINESE)
    await wait_until(lambda: shown.says("最长等待：6 分钟 12 秒"))
    assert is_shown(shown.page, QPushButton, "自定义")


@pytest.mark.parametrize(("width", "columns"), [(1300, 4), (940, 3), (700, 2), (420, 1)])
async def test_cards_flow_with_the_width(shown: Shown, width: int, columns: int) -> None:
    await filled(shown)
    grid = shown.page.findChildren(CardGrid)[0]
    shown.page.resize(width, 800)
    await wait_until(lambda: grid.columns == columns)


async def test_everything_is_reached_by_tab_and_has_a_name(shown: Shown) -> None:
    await filled(shown)
    seen: list[QWidget] = []
    widget = shown.page.nextInFocusChain()
    while widget is not None and widget is not shown.page:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            seen.append(widget)
        widget = widget.nextInFocusChain()
    charts = [one for one in shown.page.findChildren(Chart) if one.isVisible()]
    assert {id(one) for one in charts} <= {id(one) for one in seen}
    nameless = [w for w in seen if not (w.accessibleName() or w.property("text"))]
    assert nameless == []


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-11-01", "2026-11-03", 3),
        ("2026-11-03", "2026-11-01", 3),
        ("2020-01-01", "2026-11-01", 400),
    ],
)
def test_own_days_are_what_the_server_can_count(first: str, last: str, days: int) -> None:
    period = custom(date.fromisoformat(first), date.fromisoformat(last))
    start, end = period.days(NOW.date())
    assert (end - start).days + 1 == days
