"""The Qt loop under asyncio: each hole that the adapter closes, and what must work through it."""

import asyncio
import contextvars
import os
import signal
import subprocess
import sys
import threading
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.qt import wait_signal, wait_until
from ui.event_loop import new_loop, run

word: contextvars.ContextVar[str] = contextvars.ContextVar("word", default="none")


def test_main_goes_on_when_qt_quits(qapp: QApplication) -> None:
    async def main() -> str:
        quits = 0

        def count() -> None:
            nonlocal quits
            quits += 1

        qapp.aboutToQuit.connect(count)
        qapp.quit()
        await wait_until(lambda: quits, what="Qt never quit")
        qapp.aboutToQuit.disconnect(count)
        await asyncio.sleep(0.01)
        return "closed in order"

    assert run(main()) == "closed in order"


def test_closing_the_last_window_is_not_the_end(qapp: QApplication) -> None:
    new_loop().close()
    assert not qapp.quitOnLastWindowClosed()


def test_an_exit_asked_in_a_callback_leaves_the_loop(qapp: QApplication) -> None:
    async def main() -> None:
        asyncio.get_running_loop().call_soon(sys.exit, 3)
        await asyncio.sleep(30)

    with pytest.raises(SystemExit) as end:
        run(main())
    assert end.value.code == 3


def test_steps_find_their_loop_when_qt_pumps_by_itself(qapp: QApplication) -> None:
    loop = new_loop()
    found: list[asyncio.AbstractEventLoop] = []
    loop.call_later(0, lambda: found.append(asyncio.get_running_loop()))
    while not found:
        qapp.processEvents()
    loop.close()
    assert found == [loop]
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()


def test_a_closed_loop_calls_nothing(qapp: QApplication) -> None:
    loop = new_loop()
    called: list[int] = []
    loop.call_soon(called.append, 1)
    loop.call_later(0, called.append, 2)
    loop.close()
    qapp.processEvents()
    assert called == []
    with pytest.raises(RuntimeError):
        loop.call_soon_threadsafe(called.append, 3)


async def test_a_call_from_a_thread_keeps_its_context_and_can_be_cancelled(qtbot: QtBot) -> None:
    loop = asyncio.get_running_loop()
    seen: list[str] = []

    def from_thread() -> None:
        word.set("thread")
        loop.call_soon_threadsafe(lambda: seen.append("cancelled")).cancel()
        loop.call_soon_threadsafe(lambda: seen.append(word.get()))

    thread = threading.Thread(target=from_thread)
    thread.start()
    thread.join()  # the loop stands still meanwhile, so that the cancelled call cannot slip in
    await wait_until(lambda: seen)
    assert seen == ["thread"]


async def test_a_delay_knows_when_and_never_comes_early(qtbot: QtBot) -> None:
    loop = asyncio.get_running_loop()
    called = loop.create_future()
    handle = loop.call_later(0.0155, lambda: called.set_result(loop.time()))
    assert await called >= handle.when()


async def test_a_delay_of_years_can_be_asked_for(qtbot: QtBot) -> None:
    handle = asyncio.get_running_loop().call_later(10**9, lambda: None)
    await asyncio.sleep(0.01)
    assert not handle.cancelled()
    handle.cancel()


async def test_a_cancelled_delay_is_freed_at_once(qtbot: QtBot) -> None:
    handle = asyncio.get_running_loop().call_later(600, lambda: None)
    remains = weakref.ref(handle)
    handle.cancel()
    del handle
    assert remains() is None


async def test_calls_keep_their_order(qtbot: QtBot) -> None:
    loop = asyncio.get_running_loop()
    seen: list[int] = []
    for number in range(100):
        loop.call_soon(seen.append, number)
    await wait_until(lambda: len(seen) == 100)
    assert seen == list(range(100))


async def test_others_go_on_while_a_nested_qt_loop_is_open(qtbot: QtBot) -> None:
    loop = asyncio.get_running_loop()
    dialog = QEventLoop()
    QTimer.singleShot(0, dialog.exec)
    await asyncio.sleep(0.02)
    assert dialog.isRunning()
    loop.call_soon(dialog.quit)
    await wait_until(lambda: not dialog.isRunning())


class Bell(QObject):
    rung = Signal(str, int)


async def test_a_signal_can_be_awaited(qtbot: QtBot) -> None:
    bell = Bell()
    asyncio.get_running_loop().call_soon(bell.rung.emit, "ding", 2)
    assert await wait_signal(bell.rung) == ("ding", 2)


async def test_threads_sockets_and_processes_work(qtbot: QtBot) -> None:
    word.set("task")
    assert await asyncio.to_thread(word.get) == "task"

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readline())
        writer.close()

    async with await asyncio.start_server(echo, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"hello\n")
        assert await reader.readline() == b"hello\n"
        writer.close()
        await writer.wait_closed()

    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "print('child')", stdout=subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert output.strip() == b"child"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
async def test_signals_of_the_system_arrive(qtbot: QtBot) -> None:
    loop = asyncio.get_running_loop()
    arrived = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, arrived.set)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(arrived.wait(), 20)
    loop.remove_signal_handler(signal.SIGTERM)


def test_pyside_is_taken_whatever_the_environment_says(tmp_path: Path) -> None:
    environment = os.environ | {"QT_API": "pyqt5", "QT_QPA_PLATFORM": "offscreen"}
    code = "import asyncio, ui.event_loop as e; e.run(asyncio.sleep(0)); print('fine')"
    output = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=False, timeout=60
    )
    assert output.stdout.strip() == b"fine", output.stderr.decode()
