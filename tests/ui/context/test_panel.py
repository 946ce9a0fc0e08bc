"""What stands beside the messages: changed where it stands, and never lost while it is typed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from server.domain.conversations import Conversation, Priority
from server.domain.events import ConversationUpdated
from tests.support.desk_sample import NOW, mia, resolved
from tests.support.desktop import find, is_shown
from tests.support.qt import the_one, wait_until
from tests.ui.conftest import Look
from ui.context.custom_fields import CustomFields
from ui.context.earlier import EarlierRow
from ui.context.facts import device
from ui.context.panel import ContextPanel
from ui.context.quiet_field import NotesBox, QuietField
from ui.desk import Desk
from ui.i18n import Language
from ui.widgets.buttons import Button
from ui.widgets.label import Chip


@pytest.fixture
async def panel(desk: Desk, look: Look, qtbot: QtBot) -> ContextPanel:
    panel = ContextPanel(desk, look.icons)
    qtbot.addWidget(panel)
    panel.resize(290, 800)
    desk.open("c-mia")
    panel.show()
    panel.grab()
    return panel


def change(desk: Desk, conversation: Conversation) -> None:
    desk.apply(ConversationUpdated(rev=desk.state.rev + 1, conversation=conversation))


async def test_priority_and_tags_are_chips(desk: Desk, panel: ContextPanel) -> None:
    change(desk, replace(mia(), priority=Priority.URGENT, tags=("退货",)))
    assert [chip.text() for chip in panel.labels.findChildren(Chip) if chip.isVisible()] == ["退货"]
    assert is_shown(panel, Button, "Urgent")


async def test_typing_outlives_what_comes_meanwhile(desk: Desk, panel: ContextPanel) -> None:
    name = find(panel, QuietField, "Name")
    name.setFocus()
    name.setText("Mia Ch")
    change(desk, replace(mia(), unread=0))
    assert name.text() == "Mia Ch"
    QTest.keyClick(name, Qt.Key.Key_Escape)
    assert name.text() == "Mia Chen"


async def test_what_was_typed_belongs_to_whom_it_was_typed_for(
    desk: Desk, panel: ContextPanel
) -> None:
    notes, said = the_one(NotesBox, panel), []
    notes.written.connect(lambda who, text: said.append((who, text)))
    notes.setPlainText("Prefers the phone.")
    desk.open("c-done")
    assert said == [("v-mia", "Prefers the phone.")]
    assert notes.toPlainText() == ""


async def test_fields_of_the_team(desk: Desk, panel: ContextPanel) -> None:
    fields = {"订单": "20391", "Size": "M"}
    change(desk, replace(mia(), visitor=replace(mia().visitor, fields=fields)))
    found = the_one(CustomFields, panel).findChildren(QuietField)
    assert [(one.accessibleName(), one.text()) for one in found if one.isVisible()] == [
        ("订单", "20391"),
        ("Size", "M"),
    ]


async def test_an_earlier_conversation_is_one_click_away(desk: Desk, panel: ContextPanel) -> None:
    assert panel.findChildren(EarlierRow) == []
    before = replace(
        resolved(), id="before", visitor=mia().visitor, updated_at=NOW - timedelta(days=40)
    )
    change(desk, before)
    row = the_one(EarlierRow, panel)
    assert "Resolved" in row.accessibleName()
    assert "Great, thank you!" in row.accessibleName()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert desk.open_conversation is not None
    assert desk.open_conversation.id == "before"


async def test_the_language_changes_at_once(panel: ContextPanel, look: Look) -> None:
    look.translations.use(Language.CHINESE)
    await wait_until(lambda: is_shown(panel, QuietField, "姓名"))


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)", "iPhone"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9)", "Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Windows"),
        ("curl/8", ""),
    ],
)
def test_the_device(user_agent: str, name: str) -> None:
    assert device(user_agent) == name
