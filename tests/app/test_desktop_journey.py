"""The whole way, in a real window with a real server: set up, ask, hand off, answer, survive."""

import os
import signal
from pathlib import Path

from aiohttp import ClientSession
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.desktop import Desktop
from app.supervisor import SupervisorState
from app.workplace import Workplace
from tests.support.desktop import click, find, running_desktop, shown, write
from tests.support.fake_openai import SAID, FakeOpenAI
from tests.support.qt import wait_until
from tests.support.visitor import Visitor
from ui.conversation.composer import Editor
from ui.conversation.header import Header
from ui.state import Link


async def press_test(desktop: Desktop) -> None:
    """Press “Test” once, and wait until it says that it works."""

    def works() -> bool:
        return any("It works" in label.text() for label in labels(desktop))

    click(desktop.shell, "Test")
    try:
        await wait_until(works)
    except TimeoutError:
        raise AssertionError([label.text() for label in labels(desktop)]) from None


async def set_up(desktop: Desktop, provider: FakeOpenAI) -> Workplace:
    window = desktop.shell
    await shown(window, QLineEdit, "Name of your team or shop")
    write(window, "Name of your team or shop", "Blue Jacket Shop")
    click(window, "Next")
    await shown(window, QLineEdit, "Your name")
    write(window, "Your name", "Lin")
    write(window, "Username", "lin")
    write(window, "Password", "correct horse")
    click(window, "Create account")
    await shown(window, QLineEdit, "API key")
    write(window, "Address", provider.base_url)
    write(window, "Model", "fake-1")
    await press_test(desktop)
    click(window, "Save and go on")
    await shown(window, QLineEdit, "Address of the chat page")
    click(window, "Start answering")
    return await at_work(desktop)


async def at_work(desktop: Desktop) -> Workplace:
    await wait_until(lambda: desktop.stage.workplace is not None, what="nobody was signed in")
    assert desktop.stage.workplace is not None
    workplace = desktop.stage.workplace
    await wait_until(lambda: workplace.desk.state.link is Link.ONLINE, what="never online")
    return workplace


def labels(desktop: Desktop) -> list[QLabel]:
    return [label for label in desktop.shell.findChildren(QLabel) if label.isVisible()]


def url(desktop: Desktop) -> str:
    assert desktop.supervisor.server is not None
    return desktop.supervisor.server.url


def bodies(workplace: Workplace, conversation_id: str) -> list[str]:
    window = workplace.desk.state.windows.get(conversation_id)
    return [message.body for message in window.messages] if window else []


async def answer(workplace: Workplace, text: str) -> None:
    editor = find(workplace.window, Editor, "Your message")
    QTest.keyClicks(editor, text)
    click(workplace.window, "Send")
    desk = workplace.desk
    await wait_until(lambda: not desk.state.outbox, what="never stored")


async def kill_server(desktop: Desktop) -> None:
    server = desktop.supervisor.server
    assert server is not None
    os.kill(server.pid, signal.SIGKILL)
    await wait_until(lambda: desktop.supervisor.state is SupervisorState.STARTING)
    await wait_until(lambda: desktop.supervisor.state is SupervisorState.READY)
    assert desktop.supervisor.server is not None
    assert desktop.supervisor.server.port == server.port
    assert desktop.supervisor.server.pid != server.pid


async def ask_and_hand_off(desktop: Desktop, workplace: Workplace, somebody: Visitor) -> None:
    desk, here = workplace.desk, somebody.conversation_id
    await somebody.say("Where is my jacket?")
    await wait_until(lambda: here in desk.state.conversations, what="it never arrived")
    desk.open(here)
    await wait_until(lambda: SAID in bodies(workplace, here), what="never answered")
    await somebody.ask_for_person()
    await wait_until(lambda: desk.state.conversations[here].handler.kind == "queue")


async def test_from_the_first_start_to_a_killed_server_nothing_is_lost(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with FakeOpenAI() as provider, running_desktop(qapp, tmp_path / "data") as desktop:
        workplace = await set_up(desktop, provider)
        desk = workplace.desk
        async with ClientSession() as http:
            somebody = await Visitor(http, url(desktop)).arrive()
            here = somebody.conversation_id
            await ask_and_hand_off(desktop, workplace, somebody)

            click(workplace.window.findChildren(Header)[0], "Take over")
            await wait_until(lambda: desk.state.conversations[here].handler.kind == "agent")
            await answer(workplace, "It leaves today.")

            await kill_server(desktop)
            await somebody.say("Thank you!")
            await wait_until(lambda: "Thank you!" in bodies(workplace, here), what="not caught up")
            await answer(workplace, "You are welcome.")

            seen = [body for body in bodies(workplace, here) if body]
            assert [line["body"] for line in await somebody.lines() if line["body"]] == seen
            for text in ("Where is my jacket?", SAID, "It leaves today.", "You are welcome."):
                assert seen.count(text) == 1


async def test_a_later_start_signs_in_by_itself_and_finds_everything(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with FakeOpenAI() as provider:
        async with running_desktop(qapp, tmp_path / "data") as desktop:
            await set_up(desktop, provider)
            address = url(desktop)
            async with ClientSession() as http:
                somebody = await Visitor(http, address).arrive()
                await somebody.say("Where is my jacket?")
        async with running_desktop(qapp, tmp_path / "data") as desktop:
            workplace = await at_work(desktop)
            assert url(desktop) == address
            assert somebody.conversation_id in workplace.desk.state.conversations
