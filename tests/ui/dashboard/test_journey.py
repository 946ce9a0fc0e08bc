"""A morning at the desk with a real server, and what the dashboard makes of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from PySide6.QtWidgets import QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from server.clock import SystemClock
from server.domain.requests import PostReply, Setup
from tests.support.desktop import click, find, shown
from tests.support.qt import wait_until
from tests.support.server_here import OWNER_TOKEN, ServerHere, server_here
from tests.support.visitor import Visitor
from tests.ui.conftest import Look
from ui.charts.stacked import StackedBar
from ui.dashboard.api import DashboardApi
from ui.dashboard.figures import DashboardFigures
from ui.dashboard.page import DashboardPage
from ui.dashboard.team_card import TeamCard
from ui.main_window import MainWindow
from ui.pages import PagePlan
from ui.tasks import Tasks
from ui.widgets.label import Label


@pytest.fixture
async def server(qtbot: QtBot, tmp_path: Path) -> AsyncIterator[ServerHere]:
    async with server_here(tmp_path) as running:
        setup = Setup(team_name="Shop", username="lin", password="correct horse")
        await running.api.set_up(setup, OWNER_TOKEN)
        yield running


@pytest.fixture
async def tasks(qtbot: QtBot) -> AsyncIterator[Tasks]:
    failures: list[str] = []
    tasks = Tasks(lambda name, failure: failures.append(f"{name}: {failure!r}"))
    yield tasks
    await tasks.end()
    assert failures == []


async def test_a_morning(server: ServerHere, window: MainWindow, look: Look, tasks: Tasks) -> None:
    figures = DashboardFigures(DashboardApi(server.api), SystemClock().now)
    window.pages.add(
        PagePlan(
            id="dashboard",
            icon="chart-column",
            title=lambda: "Dashboard",
            build=lambda: DashboardPage(figures, look.icons, tasks, window.messages),
        )
    )
    window.commands.run("page.dashboard")
    await shown(window, Label, "No conversations in this period.")

    async with aiohttp.ClientSession() as http:
        visitor = await Visitor(http, server.api.base_url).arrive()
        await visitor.ask_for_person()
        await visitor.say("Where is my parcel?")
        click(window, "Show 30 days")
        await shown(window, Label, "Waiting now")
        await wait_until(lambda: figures.present and figures.present.waiting == 1)

        reply = PostReply(client_id="r-1", body="It arrives today.")
        await server.api.post(visitor.conversation_id, reply)
        await server.api.resolve(visitor.conversation_id)
        await figures.load()

    bar = find(window, StackedBar, "Resolved conversations by who answered them")
    assert "By people: 1 · 100%" in bar.accessibleDescription()
    assert figures.overview is not None
    assert figures.overview.current.first_reply.count == 1
    card = window.findChildren(TeamCard)[0]
    card.show_as_table()
    table = find(card, QTableWidget, "Team")
    cells = [table.item(0, column) for column in range(3)]
    assert [cell.text() for cell in cells if cell] == ["lin", "1", "1"]
    assert find(window, QPushButton, "30 days").isChecked()
