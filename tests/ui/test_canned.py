"""Canned replies in the message, at a real server."""

import aiohttp
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from server.domain.canned import CannedReply, PutCannedReply
from tests.support.console import Console
from tests.support.qt import the_one, wait_until
from tests.support.running_server import RunningServer
from tests.support.visitor import Visitor
from ui.commands.palette import Palette
from ui.conversation.composer import Editor


async def writing(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> tuple[Editor, Palette]:
    for shortcut, body in (
        ("hello", "Hi {{visitor.name}}, {{agent.name}} here."),
        ("退货", "您好，{{visitor.email|请告诉我们您的邮箱}}。"),
    ):
        new = PutCannedReply(shortcut=shortcut, body=body)
        await console.api.send("POST", "/canned-replies", CannedReply, new)
    visitor = await Visitor(http, server.url).arrive()
    await visitor.say("Is anybody there?")
    await console.open(visitor.conversation_id)
    return the_one(Editor, console.window), the_one(Palette, console.window)


async def test_a_slash_offers_them_and_enter_puts_one_in(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> None:
    editor, palette = await writing(console, server, http)
    editor.setFocus()
    QTest.keyClicks(editor, "/")
    await wait_until(lambda: palette.isVisible() and len(palette.options) == 2)
    edit = console.window.focusWidget()
    QTest.keyClicks(edit, "hel")
    assert [option.title for option in palette.options] == ["/hello"]
    QTest.keyClick(edit, Qt.Key.Key_Return)
    name = console.desk.open_conversation.visitor.name if console.desk.open_conversation else ""
    assert editor.toPlainText() == f"Hi {name}, Lin Fang here."
    assert console.window.focusWidget() is editor


async def test_esc_leaves_the_slash_to_be_written(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> None:
    editor, palette = await writing(console, server, http)
    editor.setFocus()
    QTest.keyClicks(editor, "/")
    await wait_until(palette.isVisible)
    QTest.keyClick(console.window.focusWidget(), Qt.Key.Key_Escape)
    QTest.keyClicks(editor, "s")
    assert editor.toPlainText() == "/s"
    assert not palette.isVisible()


async def test_an_input_method_gives_the_same_key_and_composes_in_peace(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> None:
    editor, palette = await writing(console, server, http)
    editor.setFocus()
    QApplication.sendEvent(editor, QInputMethodEvent("、", []))
    assert not palette.isVisible()
    typed = QInputMethodEvent()
    typed.setCommitString("、")
    QApplication.sendEvent(editor, typed)
    await wait_until(lambda: palette.isVisible() and len(palette.options) == 2)
    edit = console.window.focusWidget()
    assert isinstance(edit, QLineEdit)
    edit.insert("退货")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert editor.toPlainText() == "您好，请告诉我们您的邮箱。"
