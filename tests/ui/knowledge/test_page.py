"""Writing the knowledge base at a real server."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from server.domain.articles import ArticleStatus
from server.domain.requests import Setup
from tests.support.desktop import click, find, is_shown
from tests.support.knowledge_sample import fill_knowledge
from tests.support.qt import the_one, wait_until
from tests.support.server_here import OWNER_TOKEN, ServerHere, server_here
from tests.support.visitor import Visitor
from tests.ui.conftest import Look
from ui.knowledge.api import KnowledgeApi
from ui.knowledge.page import KnowledgePage
from ui.knowledge.trial import Trial
from ui.message_bar import MessageBar
from ui.tasks import Tasks
from ui.widgets.label import Chip, Label


@pytest.fixture
async def server(qtbot: QtBot, tmp_path: Path) -> AsyncIterator[ServerHere]:
    async with server_here(tmp_path / "data") as running:
        setup = Setup(team_name="Shop", username="wang", password="correct horse")
        await running.api.set_up(setup, OWNER_TOKEN)
        await fill_knowledge(running.api)
        yield running


@pytest.fixture
async def page(server: ServerHere, look: Look, qtbot: QtBot) -> AsyncIterator[KnowledgePage]:
    failures: list[str] = []
    tasks = Tasks(lambda name, failure: failures.append(f"{name}: {failure!r}"))
    bar = MessageBar(look.icons)
    page = KnowledgePage(KnowledgeApi(server.api), look.icons, tasks, bar)
    bar.setParent(page)
    qtbot.addWidget(page)
    page.resize(1200, 860)
    page.show()
    await wait_until(lambda: page.library.known)
    yield page
    await tasks.end()
    assert failures == []


def titles(page: KnowledgePage) -> list[str]:
    model = page.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose(page: KnowledgePage, title: str) -> None:
    page.list.setCurrentIndex(page.list.model().index(titles(page).index(title), 0))


def said(page: KnowledgePage) -> str:
    return the_one(MessageBar, page).text


async def test_articles_are_found_in_any_language(page: KnowledgePage) -> None:
    assert titles(page) == ["Shipping times", "Tracking an order", "Gift cards", "退换货政策"]
    search = find(page, QLineEdit, "Search articles")
    search.setText("尺码")
    assert titles(page) == ["退换货政策"]
    search.setText("nothing like that")
    assert is_shown(page, Label, "No article holds these words.")


async def test_an_edit_waits_while_others_are_looked_at_and_is_saved(
    page: KnowledgePage, server: ServerHere
) -> None:
    choose(page, "Shipping times")
    body = find(page, QPlainTextEdit, "Text")
    body.setPlainText("Two days.")
    choose(page, "退换货政策")
    assert "7 天" in body.toPlainText()
    choose(page, "Shipping times")
    assert body.toPlainText() == "Two days."
    assert is_shown(page, Chip, "Not saved")
    assert page.can_save()
    page.save()
    await wait_until(lambda: said(page) == "Saved: Shipping times")
    latest = (await KnowledgeApi(server.api).articles(None)).items[0]
    assert (latest.title, latest.body) == ("Shipping times", "Two days.")
    assert not page.can_save()


async def test_what_is_wrong_is_said_and_nothing_is_lost(page: KnowledgePage) -> None:
    click(page, "New article")
    find(page, QPlainTextEdit, "Text").setPlainText("No title yet.")
    click(page, "Save")
    await wait_until(lambda: "title" in said(page))
    assert find(page, QPlainTextEdit, "Text").toPlainText() == "No title yet."
    title = find(page, QLineEdit, "Title")
    title.setText("Repairs")
    title.textEdited.emit("Repairs")
    click(page, "Save")
    await wait_until(lambda: titles(page)[0] == "Repairs")


async def test_a_draft_is_approved(page: KnowledgePage, server: ServerHere) -> None:
    click(page, "1 draft to approve")
    assert titles(page) == ["Gift cards"]
    choose(page, "Gift cards")
    click(page, "Approve")
    await wait_until(lambda: page.library.drafts == 0)
    found = (await KnowledgeApi(server.api).articles(None)).items
    assert {one.status for one in found} == {ArticleStatus.LIVE}


async def test_a_deleted_article_can_be_brought_back(page: KnowledgePage) -> None:
    choose(page, "Gift cards")
    click(page, "Delete")
    await wait_until(lambda: said(page) == "Deleted: Gift cards")
    assert "Gift cards" not in titles(page)
    the_one(MessageBar, page).undo()
    await wait_until(lambda: "Gift cards" in titles(page))


async def test_how_the_assistant_sees_a_question(page: KnowledgePage) -> None:
    trial = the_one(Trial, page)
    find(trial, QLineEdit, "A question as a visitor would ask it").setText("怎么换尺码？")
    click(trial, "Try")
    await wait_until(lambda: is_shown(trial, Label, "1. 退换货政策"))
    assert any(label.text().startswith("It would answer") for label in trial.findChildren(Label))


async def test_a_question_without_an_answer_becomes_an_article(
    page: KnowledgePage, server: ServerHere
) -> None:
    async with aiohttp.ClientSession() as http:
        visitor = await Visitor(http, server.api.base_url).arrive("zh-CN")
        await visitor.say("你们店里能修自行车吗？")

    async def is_counted() -> bool:
        return bool((await KnowledgeApi(server.api).unanswered()).items)

    while not await is_counted():
        await asyncio.sleep(0.05)
    click(page, "Unanswered")
    await wait_until(lambda: is_shown(page, Chip, "Asked once"))
    click(page, "Write the article")
    assert find(page, QPlainTextEdit, "Ways to ask").toPlainText() == "你们店里能修自行车吗？"
    find(page, QPlainTextEdit, "Text").setPlainText("不能，隔壁可以。")
    click(page, "Save")
    await wait_until(lambda: titles(page)[0] == "你们店里能修自行车吗？")
    page.show_view(1)
    await wait_until(lambda: not is_shown(page, Chip, "Asked once"))


async def test_files_are_imported_and_each_fault_is_told(
    page: KnowledgePage, tmp_path: Path
) -> None:
    good, bad = tmp_path / "faq.csv", tmp_path / "broken.pdf"
    good.write_text("question,answer\n能礼品包装吗？,可以，三元一份。\n", "utf-8")
    bad.write_bytes(b"not a PDF")
    page.bring_in([good, bad])
    await wait_until(lambda: is_shown(page, Chip, "Through"))
    labels = [label.text() for label in page.imports.findChildren(Label)]
    assert any(text.startswith("broken.pdf") for text in labels)
    assert any("1 new" in text for text in labels)
    page.show_view(0)
    await wait_until(lambda: page.library.drafts == 2)


async def test_a_file_that_is_gone_is_said(page: KnowledgePage, tmp_path: Path) -> None:
    page.bring_in([tmp_path / "nowhere.md"])
    await wait_until(lambda: "nowhere.md" in said(page))


async def test_a_wrong_answer_is_corrected_and_asked_again(page: KnowledgePage) -> None:
    shipping = next(one for one in page.library.articles if one.title == "Shipping times")
    page.correct(shipping.id, "Do you deliver on Sundays?")
    await wait_until(lambda: page.editor.article_id == shipping.id)
    trial = the_one(Trial, page)
    await wait_until(lambda: any("sure" in label.text() for label in trial.findChildren(Label)))
    questions = find(page, QPlainTextEdit, "Ways to ask")
    questions.setPlainText(f"{questions.toPlainText()}\nDo you deliver on Sundays?")
    click(page, "Save")
    await wait_until(lambda: is_shown(trial, Label, "1. Shipping times"))
    await wait_until(
        lambda: any(
            label.text().startswith("It would answer") for label in trial.findChildren(Label)
        )
    )


async def test_an_answer_without_an_article_gets_one(page: KnowledgePage) -> None:
    page.correct("", "Do you repair jackets?")
    await wait_until(lambda: find(page, QLineEdit, "Title").text() == "Do you repair jackets?")
    assert find(page, QPlainTextEdit, "Ways to ask").toPlainText() == "Do you repair jackets?"
