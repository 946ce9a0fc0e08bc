"""Settings are read from a real server, changed there at once, taken back, and found."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from app.preferences import PreferencesFile, SendWith
from server.domain.settings import (
    AssistantMode,
    AssistantSettings,
    ProviderSettings,
    WidgetSettings,
)
from tests.support.desktop import click, find, is_shown
from tests.support.fake_openai import MODEL, FakeOpenAI
from tests.support.qt import the_one, wait_until
from tests.support.server_here import ServerHere
from tests.ui.conftest import Look
from ui.conversation.composer import Editor
from ui.i18n import Language
from ui.main_window import MainWindow
from ui.settings.controls.choice import StillCombo
from ui.settings.page import SettingsPage
from ui.settings.row import Row
from ui.widgets.label import Label


def row(page: SettingsPage, row_id: str) -> Row:
    (found,) = [one for one in page.findChildren(Row) if one.plan.id == row_id]
    return found


async def opened(page: SettingsPage, section: str, row_id: str) -> Row:
    """The section, once the server has said what is in it."""
    page.open(section)
    await wait_until(
        lambda: any(one.plan.id == row_id for one in page.findChildren(Row)), what=row_id
    )
    return row(page, row_id)


def choose(row: Row, index: int) -> None:
    combo = the_one(StillCombo, row)
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def write(row: Row, text: str) -> None:
    edit = the_one(QLineEdit, row)
    edit.setFocus()
    edit.setText(text)
    edit.textEdited.emit(text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


async def test_a_change_counts_at_once_and_is_taken_back(
    page: SettingsPage, server: ServerHere, window: MainWindow
) -> None:
    mode = await opened(page, "assistant", "assistant.mode")

    async def stored() -> AssistantMode:
        return (await server.api.settings("assistant", AssistantSettings)).mode

    before = await stored()
    bar = window.messages
    choose(mode, 0)
    await wait_until(lambda: bar.text == "Saved: Mode")
    assert await stored() is AssistantMode.OFF
    bar.undo()
    await wait_until(lambda: the_one(StillCombo, mode).currentIndex() != 0)
    assert await stored() is before


async def test_what_is_refused_says_why_and_stays(
    page: SettingsPage, server: ServerHere, window: MainWindow
) -> None:
    accent = await opened(page, "widget", "widget.accent")
    write(accent, "blue")
    assert accent.fault == "Write a colour such as #2563EB."
    assert the_one(QLineEdit, accent).text() == "blue"
    write(accent, "#fd0")
    await wait_until(lambda: window.messages.text == "Saved: Colour")
    assert "Dark letters" in said(accent)
    assert (await server.api.settings("widget", WidgetSettings)).accent == "#FFDD00"


def said(row: Row) -> str:
    return " ".join(label.text() for label in row.findChildren(Label))


@pytest.mark.parametrize(("colour", "words"), [("#1D4ED8", "White letters"), ("#E57373", "pale")])
async def test_the_contrast_of_the_colour_is_said(
    page: SettingsPage, window: MainWindow, colour: str, words: str
) -> None:
    accent = await opened(page, "widget", "widget.accent")
    write(accent, colour)
    await wait_until(lambda: window.messages.text == "Saved: Colour")
    assert words in said(accent)


async def test_rows_are_found_in_both_languages(page: SettingsPage, look: Look) -> None:
    page.search("firewall")
    await wait_until(lambda: is_shown(page, Label, "The firewall of this computer"))
    look.translations.use(Language.CHINESE)
    page.search("节假日")
    await wait_until(lambda: is_shown(page, Label, "节假日与特殊日期"))
    page.search("没有这样的东西")
    await wait_until(lambda: is_shown(page, Label, "没有这样的设置，请换个更短的词。"))


async def test_every_section_opens_in_both_languages(page: SettingsPage, look: Look) -> None:
    for language in Language:
        look.translations.use(language)
        for section in page.sections:
            page.open(section)
            await wait_until(lambda: any(one.isVisible() for one in page.findChildren(Row)))
            page.grab()
    assert len(page.sections) == 13


async def test_the_models_of_an_endpoint_are_offered(
    page: SettingsPage, server: ServerHere
) -> None:
    async with FakeOpenAI() as provider:
        settings = ProviderSettings(base_url=provider.base_url, model="")
        await server.api.save_settings("provider", settings)
        model = await opened(page, "provider", "provider.model")
        combo = the_one(StillCombo, model)
        await wait_until(lambda: combo.findText(MODEL) >= 0)


async def test_somebody_joins_the_team_and_leaves_it(
    page: SettingsPage, server: ServerHere
) -> None:
    team = await opened(page, "team", "team.agents")
    find(team, QLineEdit, "User name").setText("mei")
    find(team, QLineEdit, "Name that visitors see").setText("梅")
    click(team, "Add")
    await wait_until(lambda: "梅 signs in as mei with " in said(team))
    click_last(team, "Put out")
    await wait_until(lambda: "梅 cannot sign in any more" in said(team))
    assert is_shown(team, Label, "Cannot sign in")
    find(team, QLineEdit, "User name").setText("two words")
    click(team, "Add")
    await wait_until(lambda: "one word" in said(team))


def click_last(row: Row, name: str) -> None:
    button = [one for one in row.findChildren(QPushButton) if one.text() == name][-1]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


async def test_control_and_enter_send_when_that_is_chosen(
    page: SettingsPage, window: MainWindow, preferences: PreferencesFile
) -> None:
    keys = await opened(page, "appearance", "appearance.send_with")
    choose(keys, 1)
    await wait_until(lambda: preferences.value.send_with is SendWith.CTRL_ENTER)
    editor = the_one(Editor, window)
    sent: list[str] = []
    editor.sent.connect(lambda: sent.append(editor.toPlainText()))
    QTest.keyClicks(editor, "a")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "b")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sent == ["a\nb"]


async def test_quick_questions_are_one_a_line(
    page: SettingsPage, server: ServerHere, window: MainWindow
) -> None:
    questions = await opened(page, "widget", "widget.quick_questions")
    edit = the_one(QPlainTextEdit, questions)
    edit.setPlainText("Where is my order?\n营业时间？\n\n")
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await wait_until(lambda: window.messages.text == "Saved: Quick questions")
    kept = (await server.api.settings("widget", WidgetSettings)).quick_questions
    assert kept == ("Where is my order?", "营业时间？")


async def test_canned_replies_are_written_changed_and_brought_back(
    page: SettingsPage, window: MainWindow
) -> None:
    canned = await opened(page, "canned", "canned.replies")
    find(canned, QLineEdit, "Shortcut").setText("/thanks")
    body = the_one(QPlainTextEdit, canned)
    body.setPlainText("Thank you, {{visitor.age}}!")
    click(canned, "Add")
    await wait_until(lambda: "There is no 'visitor.age'" in said(canned))
    body.setPlainText("Thank you, {{visitor.name}}!")
    click(canned, "Add")
    await wait_until(lambda: is_shown(canned, Label, "/thanks"))
    assert body.toPlainText() == ""
    click(canned, "Edit: /thanks")
    body.setPlainText("谢谢！")
    click(canned, "Save")
    await wait_until(lambda: is_shown(canned, Label, "谢谢！"))
    click(canned, "Remove: /thanks")
    await wait_until(lambda: window.messages.text == "Removed: /thanks")
    window.messages.undo()
    await wait_until(lambda: is_shown(canned, Label, "谢谢！"))
