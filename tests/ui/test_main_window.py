"""The window as a whole: keys, names for screen readers, zoom, what is said above all pages."""

import asyncio
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from server.domain.conversations import QUEUE
from server.domain.events import ConversationUpdated
from tests.support.desk_sample import fill_busy, mia
from tests.support.desktop import click, is_shown
from tests.support.qt import the_one, wait_until
from tests.support.walk import clipped, focusable, unnamed
from tests.ui.conftest import Look
from ui.changes import LinkChanged, Snapshot
from ui.context.panel import ContextPanel
from ui.conversation.composer import Composer, Editor
from ui.i18n import Language, tr
from ui.link_banner import LinkBanner
from ui.main_window import MainWindow
from ui.pages import PagePlan
from ui.rail import Rail
from ui.state import Link
from ui.theme import ThemeChoice

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
async def busy(window: MainWindow) -> MainWindow:
    """With everything on it that can be."""
    fill_busy(window.desk)
    plan = PagePlan(id="share", icon="qr-code", title=lambda: tr("Share"), build=QWidget)
    window.pages.add(plan)
    window.show_conversation("c-mia")
    window.activateWindow()
    window.grab()
    return window


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(the_one(Editor, window), key, modifier)


def open_id(window: MainWindow) -> str:
    conversation = window.desk.open_conversation
    return conversation.id if conversation else ""


# --- keys -------------------------------------------------------------------------------------


async def test_keys_walk_through_the_inbox(busy: MainWindow) -> None:
    press(busy, Qt.Key.Key_Down, ALT)
    assert open_id(busy) == "c-1"
    press(busy, Qt.Key.Key_Up, ALT)
    press(busy, Qt.Key.Key_Up, ALT)
    assert open_id(busy) == "c-0"


async def test_keys_take_and_resolve(busy: MainWindow) -> None:
    for conversation_id, key, modifiers in (
        ("c-0", Qt.Key.Key_H, CONTROL | SHIFT),
        ("c-mia", Qt.Key.Key_H, CONTROL | SHIFT),
        ("c-1", Qt.Key.Key_E, CONTROL),
        ("c-done", Qt.Key.Key_E, CONTROL),
    ):
        busy.show_conversation(conversation_id)
        QTest.keyClick(busy, key, modifiers)
        assert busy.desk.handling.is_busy(conversation_id)


async def test_keys_change_pages_notes_details_and_size(busy: MainWindow, look: Look) -> None:
    press(busy, Qt.Key.Key_N, CONTROL | SHIFT)
    assert "note" in the_one(Editor, busy).placeholderText()
    details = the_one(ContextPanel, busy)
    shown = details.isVisible()
    press(busy, Qt.Key.Key_Backslash)
    assert details.isVisible() is not shown
    press(busy, Qt.Key.Key_Equal)
    assert look.theme.zoom == 1.1
    press(busy, Qt.Key.Key_0)
    assert look.theme.zoom == 1.0
    press(busy, Qt.Key.Key_L, CONTROL | SHIFT)
    assert look.theme.choice is ThemeChoice.DARK
    press(busy, Qt.Key.Key_2)
    assert not the_one(Composer, busy).isVisible()
    QTest.keyClick(busy, Qt.Key.Key_1, CONTROL)
    assert the_one(Composer, busy).isVisible()


async def test_tab_reaches_everything(busy: MainWindow) -> None:
    reachable = set(focusable(busy))
    start = the_one(Editor, busy)
    start.setFocus()
    reached = set()
    for _ in range(3 * len(reachable)):
        QTest.keyClick(busy.focusWidget(), Qt.Key.Key_Tab)
        reached.add(busy.focusWidget())
    missing = {widget for widget in reachable if not _in_reached_group(widget, reached)}
    assert missing == set()


def _in_reached_group(widget: QWidget, reached: set[QWidget]) -> bool:
    """Of exclusive buttons Tab reaches the chosen one; arrows lead to the others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return widget in reached or bool(group and reached & {*group.buttons()})


async def test_everything_that_takes_the_focus_has_a_name(busy: MainWindow) -> None:
    assert unnamed(busy) == []


# --- sizes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("zoom", [0.8, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [1_000, 1_360])
async def test_no_words_are_clipped(
    busy: MainWindow, look: Look, language: Language, zoom: float, width: int
) -> None:
    look.translations.use(language)
    look.theme.zoom_to(zoom)
    busy.resize(width, 860)
    await asyncio.sleep(0.2)
    assert clipped(busy) == []


# --- above all pages --------------------------------------------------------------------------


async def test_the_banner_comes_and_goes(window: MainWindow) -> None:
    banner = the_one(LinkBanner, window)
    window.desk.send("c-mia", "waits")
    window.desk.apply(LinkChanged(link=Link.OFFLINE))
    assert banner.text == ""
    await wait_until(lambda: "reconnecting…" in banner.text)
    assert "1 message waits to be sent" in banner.text
    window.set_server_note("The server stopped; restarting…")
    window.desk.send("c-mia", "waits too")
    assert banner.text == "The server stopped; restarting… · 2 messages wait to be sent"
    window.desk.apply(LinkChanged(link=Link.ONLINE))
    assert banner.text == "Connected again"
    await wait_until(lambda: banner.text == "")


async def test_a_short_interruption_is_no_news(window: MainWindow) -> None:
    window.desk.apply(LinkChanged(link=Link.OFFLINE))
    window.desk.apply(LinkChanged(link=Link.ONLINE))
    assert the_one(LinkBanner, window).text == ""


async def test_trouble_stays_until_it_is_closed(window: MainWindow) -> None:
    window.desk.troubled.emit("<b>No.</b>")
    assert window.messages.text == "<b>No.</b>"
    click(window.messages, "Close")
    assert window.messages.text == ""
    window.messages.show_notice("Done.")
    assert window.messages.text == "Done."


async def test_what_is_done_can_be_taken_back_once(window: MainWindow) -> None:
    undone: list[str] = []
    window.messages.show_notice("Removed.", lambda: undone.append("it"))
    click(window.messages, "Undo")
    assert (undone, window.messages.text) == (["it"], "")
    window.messages.undo()
    assert undone == ["it"]
    window.messages.show_notice("Done.")
    assert not is_shown(window.messages, QAbstractButton, "Undo")


async def test_the_badge_counts_what_needs_me(window: MainWindow) -> None:
    counts: list[int] = []
    window.attention_changed.connect(counts.append)
    desk = window.desk
    waiting = replace(mia(), id="new", handler=QUEUE)
    desk.apply(ConversationUpdated(rev=desk.state.rev + 1, conversation=waiting))
    assert counts == [4]
    assert window.windowTitle() == "(4) Deskbell"
    desk.apply(Snapshot(conversations=(), rev=900))
    assert (counts[-1], window.windowTitle()) == (0, "Deskbell")


# --- menus and closing ------------------------------------------------------------------------


def texts(menu: object) -> dict[str, QAction]:
    assert isinstance(menu, QMenu)
    return {action.text(): action for action in menu.actions()}


async def test_language_and_appearance_change_at_once(busy: MainWindow, look: Look) -> None:
    QTest.mouseClick(the_one(Rail, busy).me_button, Qt.MouseButton.LeftButton)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    menu = texts(opened)["Language and appearance"].menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    languages, appearance, sizes = (action.menu() for action in menu.actions())
    texts(languages)["简体中文"].trigger()
    texts(appearance)["Dark"].trigger()
    texts(sizes)["Larger"].trigger()
    opened.close()
    assert look.translations.language is Language.CHINESE
    assert look.theme.tokens.dark
    assert look.theme.zoom == 1.1
    await wait_until(lambda: menu.title() == "语言与外观")


async def test_closing_only_asks(busy: MainWindow) -> None:
    asked: list[str] = []
    busy.close_requested.connect(partial(asked.append, "close"))
    busy.quit_requested.connect(partial(asked.append, "quit"))
    busy.close()
    assert busy.isVisible()
    press(busy, Qt.Key.Key_Q)
    assert asked == ["close", "quit"]


async def test_no_conversation_leads_to_the_share_page(busy: MainWindow) -> None:
    busy.desk.open("")
    busy.desk.apply(Snapshot(conversations=(), rev=900))
    share = next(
        button
        for button in busy.findChildren(QAbstractButton)
        if button.text() == "Share the link" and button.isVisible()
    )
    QTest.mouseClick(share, Qt.MouseButton.LeftButton)
    assert not the_one(Composer, busy).isVisible()
