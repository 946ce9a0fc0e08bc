"""Prompts at a real server: written, compared, published, taken back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from server.domain.prompts import PromptId
from server.domain.requests import Setup
from tests.support.desktop import click, is_shown
from tests.support.qt import the_one, wait_until
from tests.support.server_here import OWNER_TOKEN, ServerHere, server_here
from tests.ui.conftest import Look
from ui.i18n import Language
from ui.message_bar import MessageBar
from ui.prompts.api import PromptsApi
from ui.prompts.page import CHANGES, PREVIEW, PromptsPage
from ui.tasks import Tasks
from ui.widgets.label import Chip, Label


@pytest.fixture
async def server(qtbot: QtBot, tmp_path: Path) -> AsyncIterator[ServerHere]:
    async with server_here(tmp_path / "data") as running:
        setup = Setup(
            team_name="Shop", username="wang", password="correct horse", display_name="王小雨"
        )
        await running.api.set_up(setup, OWNER_TOKEN)
        yield running


@pytest.fixture
async def page(server: ServerHere, look: Look, qtbot: QtBot) -> AsyncIterator[PromptsPage]:
    failures: list[str] = []
    tasks = Tasks(lambda name, failure: failures.append(f"{name}: {failure!r}"))
    bar = MessageBar(look.icons)
    page = PromptsPage(PromptsApi(server.api), look.icons, tasks, bar)
    bar.setParent(page)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    await wait_until(lambda: page.book.version is not None)
    yield page
    await tasks.end()
    assert failures == []


def versions(page: PromptsPage) -> list[str]:
    buttons = page.versions.findChildren(QPushButton)
    return [button.text().split("\n")[0] for button in buttons if button.isVisible()]


def said(page: PromptsPage) -> str:
    return the_one(MessageBar, page).text


async def write(page: PromptsPage, text: str) -> None:
    page.editor.setPlainText(text)
    click(page, "Save as a new version")


async def test_a_version_is_written_compared_published_and_taken_back(
    page: PromptsPage, server: ServerHere
) -> None:
    await wait_until(lambda: versions(page) == ["Built in · Live"])
    assert is_shown(page, Chip, "The model is told this one")
    before = page.editor.toPlainText()
    await write(page, f"{before}\nSay 您好 first.")
    await wait_until(lambda: versions(page) == ["Version 1 · Draft", "Built in · Live"])
    page.show_view(CHANGES)
    await wait_until(lambda: "+ Say 您好 first." in page.changes.toPlainText())
    click(page, "Publish")
    await wait_until(lambda: said(page) == "Version 1 is live")
    await wait_until(lambda: versions(page) == ["Version 1 · Live", "Built in"])
    live = next(
        one for one in (await PromptsApi(server.api).prompts()).items if one.id == "assistant"
    )
    assert live.published.template.endswith("Say 您好 first.")
    the_one(MessageBar, page).undo()
    await wait_until(lambda: versions(page)[-1] == "Built in · Live")


async def test_what_the_model_is_told_is_filled_in(page: PromptsPage) -> None:
    await write(page, "You work for {{ team }}.")
    await wait_until(lambda: len(versions(page)) == 2)
    page.show_view(PREVIEW)
    await wait_until(lambda: "You work for Shop." in page.preview.toPlainText())


async def test_a_template_that_cannot_be_filled_in_is_refused_and_kept(page: PromptsPage) -> None:
    await write(page, "Hello {{ visitor }}")
    await wait_until(lambda: any("visitor" in one.text() for one in page.findChildren(Label)))
    assert page.editor.toPlainText() == "Hello {{ visitor }}"
    assert is_shown(page, Chip, "Not saved")


async def test_each_prompt_keeps_what_is_being_written(page: PromptsPage, look: Look) -> None:
    page.editor.setPlainText("Half a thought")
    click(page, "Summaries")
    assert page.book.prompt is PromptId.SUMMARY
    assert page.editor.toPlainText() != "Half a thought"
    click(page, "Answers")
    assert page.editor.toPlainText() == "Half a thought"
    look.translations.use(Language.CHINESE)
    await wait_until(lambda: is_shown(page, QPushButton, "保存为新版本"))
