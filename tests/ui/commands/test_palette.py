"""The palette and the sheet of keys, in a real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.support.desk_sample import fill_busy
from tests.support.desktop import click, find, is_shown
from tests.support.qt import the_one
from tests.ui.conftest import Look
from ui.commands.key_button import KeyButton
from ui.commands.palette import Palette
from ui.commands.sheet import ShortcutSheet
from ui.conversation.composer import Composer, Editor
from ui.i18n import Language
from ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
async def busy(window: MainWindow) -> MainWindow:
    fill_busy(window.desk)
    window.show_conversation("c-mia")
    window.activateWindow()
    window.grab()
    the_one(Editor, window).setFocus()
    return window


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window.focusWidget(), key, held)


def titles(window: MainWindow) -> list[str]:
    return [option.title for option in the_one(Palette, window).options]


async def test_typed_words_find_a_command_and_enter_runs_it(busy: MainWindow) -> None:
    press(busy, Qt.Key.Key_K, CONTROL)
    assert the_one(Palette, busy).isVisible()
    QTest.keyClicks(busy.focusWidget(), "write note")
    assert titles(busy)[0] == "Write a note or a reply"
    press(busy, Qt.Key.Key_Return)
    assert not the_one(Palette, busy).isVisible()
    assert "note" in the_one(Editor, busy).placeholderText()
    assert busy.focusWidget() is the_one(Editor, busy)


async def test_what_was_used_last_stands_first(busy: MainWindow) -> None:
    busy.commands.run("look.normal")
    press(busy, Qt.Key.Key_K, CONTROL)
    assert titles(busy)[0] == "Normal text size"
    press(busy, Qt.Key.Key_Escape)
    assert busy.focusWidget() is the_one(Editor, busy)


async def test_a_visitor_is_found_and_opened(busy: MainWindow) -> None:
    busy.desk.open("")
    press(busy, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(busy.focusWidget(), "@mia")
    assert [title.split()[0] for title in titles(busy)] == ["Mia"]
    press(busy, Qt.Key.Key_Return)
    assert busy.desk.open_conversation is not None
    assert busy.desk.open_conversation.id == "c-mia"


async def test_arrows_move_and_nothing_found_is_said(busy: MainWindow) -> None:
    press(busy, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(busy.focusWidget(), "> text")
    assert len(titles(busy)) >= 3
    second = titles(busy)[1]
    ran: list[str] = []
    busy.commands.ran.connect(lambda command_id: ran.append(busy.commands[command_id].title()))
    press(busy, Qt.Key.Key_Down)
    press(busy, Qt.Key.Key_Return)
    assert ran == [second]
    press(busy, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(busy.focusWidget(), "qqqzzz")
    assert not the_one(Palette, busy).options
    press(busy, Qt.Key.Key_Return)
    assert the_one(Palette, busy).isVisible()


async def test_chinese_commands_are_found_by_their_sound(busy: MainWindow, look: Look) -> None:
    look.translations.use(Language.CHINESE)
    press(busy, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(busy.focusWidget(), ">fdwz")
    assert titles(busy) == ["放大文字"]


async def test_keys_rest_while_an_input_method_composes(busy: MainWindow, look: Look) -> None:
    editor = the_one(Editor, busy)
    QApplication.sendEvent(editor, QInputMethodEvent("ni", []))
    press(busy, Qt.Key.Key_Equal, CONTROL)
    assert look.theme.zoom == 1.0
    QApplication.sendEvent(editor, QInputMethodEvent("", []))
    press(busy, Qt.Key.Key_Equal, CONTROL)
    assert look.theme.zoom == 1.1


async def test_other_keys_are_chosen_on_the_sheet(busy: MainWindow) -> None:
    kept: list[object] = []
    busy.commands.keys_changed.connect(kept.append)
    press(busy, Qt.Key.Key_F1)
    sheet = the_one(ShortcutSheet, busy)
    click(sheet, "Resolve: Ctrl+E")
    press(busy, Qt.Key.Key_R, ALT)
    assert kept == [{"conversation.resolve": ("Alt+R",)}]
    assert is_shown(sheet, KeyButton, "Resolve: Alt+R")
    sheet.close_it()
    press(busy, Qt.Key.Key_R, ALT)
    assert busy.desk.handling.is_busy("c-mia")
    assert the_one(Composer, busy).isVisible()


async def test_taken_keys_move_and_writing_keys_are_refused(busy: MainWindow) -> None:
    press(busy, Qt.Key.Key_F1)
    sheet = the_one(ShortcutSheet, busy)
    click(sheet, "Resolve: Ctrl+E")
    press(busy, Qt.Key.Key_X)
    assert busy.commands.shown_keys("conversation.resolve") == "Ctrl+E"
    press(busy, Qt.Key.Key_H, CONTROL | SHIFT)
    assert busy.commands.shown_keys("conversation.resolve") == "Ctrl+Shift+H"
    assert busy.commands.keys("conversation.handler") == ()
    click(sheet, "All as built in")
    assert busy.commands.shown_keys("conversation.handler") == "Ctrl+Shift+H"
    assert busy.commands.shown_keys("conversation.resolve") == "Ctrl+E"


async def test_the_sheet_finds_commands(busy: MainWindow) -> None:
    press(busy, Qt.Key.Key_F1)
    sheet = the_one(ShortcutSheet, busy)
    find(sheet, QLineEdit, "Find a command").setText("resolve")
    names = [button.accessibleName() for button in sheet.findChildren(KeyButton)]
    assert set(names) == {"Resolve and open the next: Ctrl+Shift+E", "Resolve: Ctrl+E"}
    press(busy, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


async def test_f6_walks_through_the_panes_and_back(busy: MainWindow) -> None:
    start = busy.focusWidget()
    seen = []
    for _ in range(12):
        press(busy, Qt.Key.Key_F6)
        seen.append(busy.focusWidget())
        if seen[-1] is start:
            break
    assert seen[-1] is start
    assert len(seen) >= 4
    press(busy, Qt.Key.Key_F6, SHIFT)
    assert busy.focusWidget() is seen[-2]
