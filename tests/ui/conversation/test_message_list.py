"""Messages with mouse and keys: selecting, copying, links, the way to the newest."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from server.domain.conversations import Author, AuthorKind
from server.domain.events import MessageCreated
from tests.support.desk_sample import line, mia, mia_messages
from tests.support.qt import the_one
from tests.ui.conftest import Look
from ui.changes import MessagesFetched, Refused
from ui.conversation.jump_button import JumpButton
from ui.conversation.list_model import MessageModel
from ui.conversation.message_list import MessageList
from ui.desk import Desk

HER = Author(kind=AuthorKind.VISITOR, id="v-mia", name="Mia Chen")
STORED = len(list(mia_messages()))


@pytest.fixture
async def view(desk: Desk, look: Look, qtbot: QtBot) -> AsyncIterator[MessageList]:
    QGuiApplication.clipboard().clear()
    view = MessageList(desk, MessageModel(desk), look.icons)
    qtbot.addWidget(view)
    desk.open("c-mia")
    view.resize(700, 600)
    view.show()
    view.grab()
    yield view
    QGuiApplication.clipboard().clear()


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def text_start(view: MessageList, row: int) -> QPoint:
    """Just before the first letter of a line."""
    bubble = view.bubble(row)
    at = bubble.text_at + QPointF(view.row_box(row).topLeft()) + QPointF(1, 8)
    return at.toPoint()


def link_point(view: MessageList, row: int) -> QPoint:
    """In the middle of a line's link."""
    bubble = view.bubble(row)
    grid = [QPointF(x, y) for x in range(0, 560, 4) for y in range(0, 60, 4)]
    hits = [point for point in grid if bubble.body.link_at(point)]
    inside = bubble.text_at + hits[len(hits) // 2]
    return inside.toPoint() + view.row_box(row).topLeft()


def drag(view: MessageList, start: QPoint, end: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view.viewport(), left, pos=start)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), left, pos=end)


def say(desk: Desk, text: str) -> None:
    seq = desk.state.conversations["c-mia"].last_seq + 1
    desk.apply(
        MessageCreated(
            rev=desk.state.rev + 1,
            message=line(seq, HER, text, minutes=0),
            conversation=replace(mia(), last_seq=seq),
        )
    )


def menu_of(view: MessageList) -> dict[str, QMenu]:
    return {
        action.text(): menu
        for menu in view.findChildren(QMenu)
        if menu.isVisible()
        for action in menu.actions()
    }


def choose(view: MessageList, name: str) -> None:
    menu = menu_of(view)[name]
    next(action for action in menu.actions() if action.text() == name).trigger()
    menu.close()


async def test_the_newest_line_is_in_view(view: MessageList) -> None:
    assert STORED - 1 in view.visible_rows()
    assert view.is_at_end


async def test_dragging_selects_across_lines(view: MessageList) -> None:
    drag(view, text_start(view, 11), text_start(view, 13))
    assert view.selected_text().split("\n")[0] == "Yes please! 😀"
    assert "新地址" in view.selected_text()
    assert "好的" not in view.selected_text()
    view.grab()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == view.selected_text()


async def test_a_click_lets_go_of_the_selection(view: MessageList) -> None:
    view.select_all()
    assert "Do you also ship" in view.selected_text()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=text_start(view, 13))
    assert view.selected_text() == ""


async def test_a_double_click_selects_a_word(view: MessageList) -> None:
    at = text_start(view, 10) + QPoint(10, 0)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.selected_text() == "Would"


async def test_everything_can_be_selected_and_let_go(view: MessageList) -> None:
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(view.selected_text().split("\n")) >= STORED
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_text() == ""


async def test_a_selection_stays_on_its_text_when_older_lines_come(
    desk: Desk, view: MessageList
) -> None:
    pages = [line(seq, HER, f"line {seq}", minutes=1) for seq in range(50, 60)]
    desk.apply(MessagesFetched(conversation_id="c-mia", messages=tuple(pages[5:])))
    view.grab()
    drag(view, text_start(view, 1), text_start(view, 2))
    assert view.selected_text() == "line 56"
    desk.apply(MessagesFetched(conversation_id="c-mia", messages=tuple(pages[:5])))
    assert view.selected_text() == "line 56"


async def test_without_a_selection_the_focused_line_is_copied(view: MessageList) -> None:
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == "好的，我马上为您修改。"
    QTest.keyClick(view, Qt.Key.Key_Up)
    view.grab()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard().startswith("新地址")


async def test_enter_opens_the_menu_of_a_line(view: MessageList) -> None:
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Qt.Key.Key_Return)
    choose(view, "Copy message")
    assert clipboard() == "好的，我马上为您修改。"


async def test_a_link_shows_where_it_leads_before_it_opens(view: MessageList) -> None:
    view.verticalScrollBar().setValue(0)
    view.grab()
    at = link_point(view, 1)
    QTest.mouseMove(view.viewport(), at)
    assert "https://shop.example/help/shipping" in view.viewport().toolTip()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert "Open https://shop.example/help/shipping" in menu_of(view)
    choose(view, "Copy link")
    assert clipboard() == "https://shop.example/help/shipping"


async def test_a_refused_line_can_be_sent_again_or_deleted(desk: Desk, view: MessageList) -> None:
    desk.send("c-mia", "no")
    desk.apply(Refused(client_id="mine-1", problem="No."))
    view.grab()
    box = view.bubble(STORED).problem_box.center().toPoint() + view.row_box(STORED).topLeft()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    choose(view, "Retry")
    assert desk.state.outbox[0].problem is None
    desk.apply(Refused(client_id="mine-1", problem="No."))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    choose(view, "Delete")
    assert desk.state.outbox == ()


async def test_a_reader_above_is_told_of_new_lines(desk: Desk, view: MessageList) -> None:
    jump = the_one(JumpButton, view)
    assert jump.isHidden()
    view.verticalScrollBar().setValue(0)
    assert jump.text() == "To the newest"
    say(desk, "one")
    say(desk, "two")
    assert jump.text() == "2 new messages"
    QTest.mouseClick(jump, Qt.MouseButton.LeftButton)
    view.grab()
    assert view.is_at_end
    assert jump.isHidden()


async def test_nearing_the_beginning_asks_for_more(view: MessageList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.end_seen):
        asked: list[int] = []
        view.near_start.connect(lambda: asked.append(1))
        view.verticalScrollBar().setValue(0)
    assert asked


async def test_the_end_is_seen_when_a_line_comes_there(desk: Desk, view: MessageList) -> None:
    seen: list[int] = []
    view.end_seen.connect(lambda: seen.append(1))
    say(desk, "hello")
    assert seen


async def test_another_size_of_text_or_another_theme_is_shown_at_once(
    view: MessageList, look: Look
) -> None:
    height = view.row_box(STORED - 1).height()
    look.theme.zoom_to(1.6)
    view.grab()
    assert view.row_box(STORED - 1).height() > 1.4 * height
    assert view.is_at_end


async def test_screen_readers_hear_the_lines(view: MessageList) -> None:
    found = QAccessible.queryAccessibleInterface(view)
    assert found.role() is QAccessible.Role.List
    last = found.child(STORED - 1).text(QAccessible.Text.Name)
    assert last.startswith("You: 好的，我马上为您修改。, ")
    assert last.endswith(", sent")


async def test_a_wrong_answer_leads_to_its_article(desk: Desk, view: MessageList) -> None:
    wanted: list[tuple[str, str]] = []
    view.correction_wanted.connect(lambda article, question: wanted.append((article, question)))
    row = next(
        row
        for row in range(view.lines.rowCount())
        if "pickup" not in view.lines.look(row).body
        and "shipped on Friday" in view.lines.look(row).body
    )
    view.setCurrentIndex(view.lines.index(row))
    QTest.keyClick(view, Qt.Key.Key_Return)
    choose(view, "Correct the article “Tracking an order”…")
    (found,) = wanted
    assert found[0] == "a-1"
    assert found[1].startswith("The tracking page still says")
