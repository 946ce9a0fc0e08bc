"""Address, code and who can open the page, against a real server."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from server.domain.requests import Setup
from tests.support.desktop import click, find
from tests.support.qt import wait_until
from tests.support.server_here import OWNER_TOKEN, ServerHere, server_here
from tests.ui.conftest import Look
from ui.share.card import ShareCard
from ui.share.page import SharePage
from ui.share.reach import Reach
from ui.tasks import Tasks


@pytest.fixture
async def server(qtbot: QtBot, tmp_path: Path) -> AsyncIterator[ServerHere]:
    async with server_here(tmp_path) as running:
        setup = Setup(team_name="Shop", username="lin", password="correct horse")
        await running.api.set_up(setup, OWNER_TOKEN)
        yield running


@pytest.fixture
async def reach(server: ServerHere) -> AsyncIterator[Reach]:
    failures: list[Exception] = []
    tasks = Tasks(lambda _name, failure: failures.append(failure))
    yield Reach(server.api, server.restart, tasks)
    await tasks.end()
    assert failures == []


@pytest.fixture
async def page(reach: Reach, look: Look, qtbot: QtBot) -> SharePage:
    page = SharePage(reach, look.icons)
    qtbot.addWidget(page)
    page.show()  # it asks the server by itself
    await wait_until(lambda: reach.url)
    return page


@pytest.fixture
def card(page: SharePage) -> ShareCard:
    return page.findChildren(ShareCard)[0]


async def test_the_address_is_shown_and_copied(card: ShareCard, server: ServerHere) -> None:
    url = f"{server.api.base_url}/"
    assert find(card, QLineEdit, "Address of the chat page").text() == url
    click(card, "Copy")
    assert QGuiApplication.clipboard().text() == url
    click(card, "Copied")


async def test_the_network_is_let_in_and_kept_out_again(card: ShareCard, reach: Reach) -> None:
    assert find(card, QRadioButton, "Only this PC").isChecked()
    click(card, "Phones and PCs on this network")
    await wait_until(lambda: reach.is_open_to_network and not reach.busy, what="never open")
    assert find(card, QRadioButton, "Phones and PCs on this network").isChecked()
    click(card, "Only this PC")
    await wait_until(lambda: not reach.is_open_to_network and not reach.busy, what="still open")
    assert find(card, QRadioButton, "Only this PC").isChecked()


async def test_trouble_is_told_and_the_switch_stays_true(
    card: ShareCard, reach: Reach, server: ServerHere
) -> None:
    await server.stop()
    click(card, "Phones and PCs on this network")
    await wait_until(lambda: reach.trouble, what="nobody was told")
    assert find(card, QRadioButton, "Only this PC").isChecked()


async def test_the_code_is_saved_as_a_picture(card: ShareCard, tmp_path: Path) -> None:
    file = tmp_path / "code.png"
    card.save_png(str(file))
    assert QImage(str(file)).width() >= 700
    card.save_png(str(tmp_path / "no" / "such" / "folder.png"))
