"""Writing: keys, input methods, drafts, limits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from server.domain.text import MAX_BODY_CHARS
from tests.support.qt import the_one
from tests.ui.conftest import Look
from ui.conversation.composer import Composer
from ui.desk import Desk
from ui.widgets.buttons import IconButton
from ui.widgets.label import ElidedLabel

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
async def composer(desk: Desk, look: Look, qtbot: QtBot) -> Composer:
    composer = Composer(desk, look.icons)
    qtbot.addWidget(composer)
    composer.resize(600, 160)
    composer.show()
    desk.open("c-mia")
    return composer


def sent(desk: Desk) -> list[tuple[str, str, str]]:
    return [(u.conversation_id, u.kind, u.body) for u in desk.state.outbox]


def hint(composer: Composer) -> str:
    return the_one(ElidedLabel, composer).text()


def button(composer: Composer) -> QPushButton:
    return the_one(QPushButton, composer)


async def test_enter_sends_and_empties(desk: Desk, composer: Composer) -> None:
    QTest.keyClicks(composer.editor, "Hello")
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    assert sent(desk) == [("c-mia", "reply", "Hello")]
    assert composer.editor.toPlainText() == ""
    assert desk.state.drafts == {}


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
async def test_control_enter_sends_too(desk: Desk, composer: Composer, key: Qt.Key) -> None:
    QTest.keyClicks(composer.editor, "Hello")
    QTest.keyClick(composer.editor, key, CONTROL)
    assert len(sent(desk)) == 1


async def test_shift_enter_is_a_new_line(desk: Desk, composer: Composer) -> None:
    QTest.keyClicks(composer.editor, "one")
    QTest.keyClick(composer.editor, Qt.Key.Key_Return, SHIFT)
    QTest.keyClicks(composer.editor, "two")
    assert sent(desk) == []
    QTest.mouseClick(button(composer), Qt.MouseButton.LeftButton)
    assert sent(desk) == [("c-mia", "reply", "one\ntwo")]


async def test_enter_in_an_input_method_never_sends(desk: Desk, composer: Composer) -> None:
    QTest.keyClicks(composer.editor, "a")
    QGuiApplication.sendEvent(composer.editor, QInputMethodEvent("nihao", []))
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    assert sent(desk) == []
    chosen = QInputMethodEvent("", [])
    chosen.setCommitString("你好")
    QGuiApplication.sendEvent(composer.editor, chosen)
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    assert sent(desk)[0][2].endswith("你好")


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u200b"])
async def test_nothing_is_not_sent(desk: Desk, composer: Composer, text: str) -> None:
    composer.editor.setPlainText(text)
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    assert sent(desk) == []


async def test_too_long_a_text_stays_and_says_so(desk: Desk, composer: Composer) -> None:
    text = "x" * (MAX_BODY_CHARS + 1)
    composer.editor.setPlainText(text)
    assert not button(composer).isEnabled()
    assert "4001 of 4000" in hint(composer)
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    assert sent(desk) == []
    assert "too long" in hint(composer)
    assert composer.editor.toPlainText() == text
    composer.editor.setPlainText(text[:-1])
    assert button(composer).isEnabled()
    assert hint(composer) == "4000 of 4000 characters"


async def test_each_conversation_keeps_its_draft(desk: Desk, composer: Composer) -> None:
    QTest.keyClicks(composer.editor, "to Mia")
    desk.open("c-1")
    assert composer.editor.toPlainText() == ""
    QTest.keyClicks(composer.editor, "to Oliver")
    desk.open("c-mia")
    assert composer.editor.toPlainText() == "to Mia"
    assert desk.state.drafts == {"c-mia": "to Mia", "c-1": "to Oliver"}


async def test_a_note_is_for_the_team_and_only_once(desk: Desk, composer: Composer) -> None:
    composer.toggle_note()
    assert "note for the team" in composer.editor.placeholderText()
    assert button(composer).text() == "Save note"
    QTest.keyClicks(composer.editor, "VIP")
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    QTest.keyClicks(composer.editor, "Hello")
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    assert [kind for _, kind, _ in sent(desk)] == ["note", "reply"]


async def test_another_conversation_begins_with_a_reply(desk: Desk, composer: Composer) -> None:
    composer.toggle_note()
    desk.open("c-1")
    assert not any(button.isChecked() for button in composer.findChildren(IconButton))
    assert composer.editor.placeholderText() == "Reply to Oliver Brown…"


async def test_the_editor_grows_with_its_text_up_to_a_limit(composer: Composer) -> None:
    low = composer.editor.height()
    composer.editor.setPlainText("\n".join("abcd"))
    higher = composer.editor.height()
    composer.editor.setPlainText("\n" * 50)
    assert low < higher < composer.editor.height() < 4 * low + 40


async def test_tab_leaves_the_editor(composer: Composer) -> None:
    composer.editor.setFocus()
    QTest.keyClick(composer.editor, Qt.Key.Key_Tab)
    assert composer.editor.toPlainText() == ""
    assert not composer.editor.hasFocus()


async def test_pasted_markup_is_text(composer: Composer) -> None:
    composer.editor.appendPlainText("<b>bold</b>")
    assert composer.editor.toPlainText() == "<b>bold</b>"
