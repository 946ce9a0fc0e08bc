"""A window at a real server, and hands to use it like an agent."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from server.clock import SystemClock
from server.domain.requests import Login
from server.ids import RandomIds
from tests.support.qt import the_one, wait_until
from ui.api_client import ApiClient
from ui.commands.palette import Palette
from ui.conversation.composer import Editor
from ui.conversation.header import Header
from ui.conversation.list_model import MessageModel
from ui.conversation.look import Mark
from ui.conversation.message_list import MessageList
from ui.desk import Desk
from ui.i18n import Translations
from ui.icons import Icons
from ui.inbox.pane import InboxPane
from ui.main_window import MainWindow
from ui.state import Link
from ui.tasks import Tasks

PASSWORD = "correct horse battery"


@dataclass(frozen=True, kw_only=True)
class Console:
    desk: Desk
    window: MainWindow
    api: ApiClient

    @property
    def names(self) -> list[str]:
        model = the_one(InboxPane, self.window).list.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    @property
    def lines(self) -> list[str]:
        model = self._model()
        return [model.look(row).body for row in range(model.rowCount())]

    @property
    def marks(self) -> list[Mark | None]:
        model = self._model()
        return [model.look(row).mark for row in range(model.rowCount())]

    @property
    def offered(self) -> list[str]:
        found = the_one(Header, self.window).findChildren(QPushButton)
        return [button.text() for button in found if button.isVisible()]

    async def open(self, conversation_id: str) -> None:
        await wait_until(lambda: conversation_id in self.desk.state.conversations)
        self.window.show_conversation(conversation_id)

    async def until_lines(self, count: int) -> None:
        await wait_until(lambda: len(self.lines) == count)

    def write(self, text: str) -> None:
        editor = the_one(Editor, self.window)
        editor.setPlainText(text)
        QTest.keyClick(editor, Qt.Key.Key_Return)

    def press(self, keys: Qt.Key) -> None:
        QTest.keyClick(self.window, keys, Qt.KeyboardModifier.ControlModifier)

    def click(self, name: str) -> None:
        found = the_one(Header, self.window).findChildren(QPushButton)
        QTest.mouseClick(
            next(button for button in found if button.text() == name), Qt.MouseButton.LeftButton
        )

    def _model(self) -> MessageModel:
        model = the_one(MessageList, self.window).model()
        assert isinstance(model, MessageModel)
        return model

    async def choose(self, command_id: str, *words: str) -> None:
        """Run a command that asks; type each answer once it is offered, and press Enter."""
        self.window.commands.run(command_id)
        palette = the_one(Palette, self.window)
        for one in words:
            edit = self.window.focusWidget()
            assert isinstance(edit, QLineEdit)
            edit.insert(one)  # as an input method does: Qt's own keyClicks ends at Chinese
            await wait_until(lambda: palette.options, what=f"nothing offered for {one!r}")
            QTest.keyClick(edit, Qt.Key.Key_Return)


@asynccontextmanager
async def running_console(
    http: aiohttp.ClientSession,
    url: str,
    icons: Icons,
    translations: Translations,
    username: str = "lin",
) -> AsyncIterator[Console]:
    """Signed in and online when entered."""
    api = ApiClient(http, url)
    me = (await api.login(Login(username=username, password=PASSWORD))).agent
    failures: list[Exception] = []
    tasks = Tasks(lambda _name, failure: failures.append(failure))
    clock, ids = SystemClock(), RandomIds()
    desk = Desk(http, api, me, tasks=tasks, now=clock.now, new_id=ids.new)
    window = MainWindow(desk, icons, translations)
    window.show()
    window.activateWindow()
    desk.start()
    await wait_until(lambda: desk.state.link is Link.ONLINE)
    yield Console(desk=desk, window=window, api=api)
    await tasks.end()
    assert failures == []
