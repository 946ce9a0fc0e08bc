"""Tasks of a window: kept alive, named in failures, gone before their owner."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.support.qt import wait_until
from ui.tasks import Tasks


class Failures:
    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []

    def __call__(self, name: str, failure: Exception) -> None:
        self.seen.append((name, str(failure)))


async def test_what_a_task_raises_reaches_the_owner_with_its_name(qtbot: QtBot) -> None:
    failures = Failures()
    tasks = Tasks(failures)

    async def fail() -> None:
        raise ValueError("no")

    tasks.start("saving", fail())
    await wait_until(lambda: failures.seen)
    assert failures.seen == [("saving", "no")]


async def test_the_end_cancels_waits_and_refuses(qtbot: QtBot) -> None:
    failures = Failures()
    tasks = Tasks(failures)
    steps: list[str] = []

    async def work() -> None:
        try:
            await asyncio.sleep(30)
        finally:
            await asyncio.sleep(0)
            steps.append("cleaned up")

    tasks.start("work", work())
    await asyncio.sleep(0)
    await tasks.end()
    assert steps == ["cleaned up"]
    assert tasks.start("too late", work()) is None
    assert failures.seen == []


async def test_a_button_starts_work_and_its_checked_flag_is_dropped(qtbot: QtBot) -> None:
    tasks = Tasks(Failures())
    said: list[str] = []

    async def say(text: str) -> None:
        said.append(text)

    button = QPushButton("Say")
    qtbot.addWidget(button)
    button.clicked.connect(tasks.starter("say", say, "hello"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    await wait_until(lambda: said)
    assert said == ["hello"]
    await tasks.end()
