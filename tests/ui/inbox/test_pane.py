"""The left pane with mouse and keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from server.domain.conversations import Status
from server.domain.events import ConversationUpdated
from tests.support.desk_sample import mia
from tests.support.qt import the_one, wait_until
from tests.ui.conftest import Look
from ui.changes import Snapshot
from ui.desk import Desk
from ui.i18n import Language
from ui.inbox.order import Tab
from ui.inbox.pane import InboxPane
from ui.inbox.saved_views import SavedViews
from ui.inbox.tab_bar import TabBar, tab_title
from ui.widgets.label import Label


@pytest.fixture
async def pane(desk: Desk, look: Look, qtbot: QtBot) -> InboxPane:
    pane = InboxPane(desk, look.icons, SavedViews())
    qtbot.addWidget(pane)
    pane.resize(330, 600)
    pane.show()
    pane.grab()
    return pane


def tabs(pane: InboxPane) -> list[str]:
    return [button.text() for button in the_one(TabBar, pane).findChildren(QPushButton)]


def choose(pane: InboxPane, name: str) -> None:
    pane.show_tab(next(tab for tab in Tab if tab_title(tab) == name))


def sentences(pane: InboxPane) -> list[str]:
    return [label.text() for label in pane.findChildren(Label) if label.isVisible()]


async def test_tabs_count_what_they_hold(desk: Desk, pane: InboxPane) -> None:
    assert tabs(pane) == ["Mine 3", "Unassigned 1", "Waiting 1", "AI 7", "All", "Snoozed"]
    done = replace(mia(), status=Status.RESOLVED)
    desk.apply(ConversationUpdated(rev=101, conversation=done))
    assert tabs(pane)[0] == "Mine 2"


async def test_a_click_opens_the_conversation(desk: Desk, pane: InboxPane) -> None:
    at = pane.list.row_box(2).center()
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert desk.open_conversation
    assert desk.open_conversation.visitor.name == "Oliver Brown"


async def test_arrows_walk_through_the_list(desk: Desk, pane: InboxPane) -> None:
    desk.open("c-mia")
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    assert desk.open_conversation
    assert desk.open_conversation.visitor.name == "Oliver Brown"
    pane.list.step(-1)
    assert desk.open_conversation.id == "c-mia"
    pane.list.step(-9)
    assert desk.open_conversation.id == "c-mia"


async def test_what_is_open_stays_selected_wherever_it_moves(desk: Desk, pane: InboxPane) -> None:
    desk.open("c-mia")
    assert [index.data() for index in pane.list.selectedIndexes()] == ["Mia Chen"]
    choose(pane, "Waiting")
    assert pane.list.selectedIndexes() == []
    assert desk.open_conversation
    assert desk.open_conversation.id == "c-mia"
    choose(pane, "Mine")
    assert [index.data() for index in pane.list.selectedIndexes()] == ["Mia Chen"]


async def test_an_empty_tab_says_why(desk: Desk, pane: InboxPane) -> None:
    desk.apply(Snapshot(conversations=(mia(),), rev=200))
    choose(pane, "Waiting")
    assert sentences(pane) == ["Nobody is waiting."]
    choose(pane, "Mine")
    assert sentences(pane) == []


async def test_searching_and_leaving_the_search(pane: InboxPane) -> None:
    search = the_one(QLineEdit, pane)
    pane.focus_search()
    QTest.keyClicks(search, "nobody has this")
    assert sentences(pane) == ["No conversation holds these words."]
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert sentences(pane) == []


async def test_the_language_changes_at_once(pane: InboxPane, look: Look) -> None:
    look.translations.use(Language.CHINESE)
    await wait_until(
        lambda: tabs(pane) == ["我的 3", "未分配 1", "等待 1", "AI 7", "全部", "已搁置"]
    )
    assert pane.list.accessibleName() == "会话列表"


async def test_rows_grow_with_the_text(pane: InboxPane, look: Look) -> None:
    before = pane.list.row_box(0).height()
    look.theme.zoom_to(2.0)
    pane.grab()
    assert pane.list.row_box(0).height() > 1.7 * before
