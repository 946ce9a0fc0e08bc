"""Changing the provider after the first start."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from server.domain.requests import Setup
from server.domain.settings import ProviderSettings
from tests.support.desktop import click, find, is_shown, shown, write
from tests.support.fake_openai import FakeOpenAI
from tests.support.qt import wait_until
from tests.support.server_here import OWNER_TOKEN, ServerHere, server_here
from tests.ui.conftest import Look
from ui.setup.provider import ProviderSetup
from ui.setup.provider_panel import ProviderPanel
from ui.tasks import Tasks

SAVED = "Saved. The next answer comes from this model."


@pytest.fixture
async def server(qtbot: QtBot, tmp_path: Path) -> AsyncIterator[ServerHere]:
    async with server_here(tmp_path) as running:
        setup = Setup(team_name="Shop", username="lin", password="correct horse")
        await running.api.set_up(setup, OWNER_TOKEN)
        yield running


@pytest.fixture
async def panel(server: ServerHere, tasks: Tasks, look: Look, qtbot: QtBot) -> ProviderPanel:
    setup = ProviderSetup(server.api)
    panel = ProviderPanel(setup, look.icons, tasks)
    qtbot.addWidget(panel)
    panel.show()
    await wait_until(lambda: setup.stored is not None)
    return panel


async def test_another_provider_is_tried_saved_and_said_so(
    panel: ProviderPanel, server: ServerHere
) -> None:
    async with FakeOpenAI() as provider:
        write(panel, "Address", provider.base_url)
        write(panel, "Model", "fake-1")
        click(panel, "Test")
        labels = panel.findChildren(QLabel)
        await wait_until(lambda: any("It works" in label.text() for label in labels))
        click(panel, "Save")
        await shown(panel, QLabel, SAVED)
        saved = await server.api.settings("provider", ProviderSettings)
        assert saved.base_url == provider.base_url


async def test_nothing_unfinished_is_sent(panel: ProviderPanel) -> None:
    write(panel, "Address", "not an address")
    click(panel, "Save")
    assert find(panel, QLineEdit, "Address").property("wrong") == "true"
    assert find(panel, QLineEdit, "Model").property("wrong") == "true"
    assert not is_shown(panel, QLabel, SAVED)
