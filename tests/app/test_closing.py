"""Closing the window: asked once, remembered, and never in the way of the end."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.closing import ClosingRule
from app.preferences import OnClose, PreferencesFile
from tests.support.desktop import click, find


class Scene:
    """A window with the rule, at work."""

    def __init__(self, folder: Path, *, has_tray: bool) -> None:
        self.preferences = PreferencesFile(folder / "desktop.json")
        self.window = QWidget()
        self.rule = ClosingRule(self.window, self.preferences, has_tray=has_tray)
        self.rule.somebody_works()
        self.quits = 0
        self.rule.quit_asked.connect(self._count)
        self.window.show()

    def questions(self) -> list[QMessageBox]:
        return [box for box in self.window.findChildren(QMessageBox) if box.isVisible()]

    def _count(self) -> None:
        self.quits += 1


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Scene:
    scene = Scene(tmp_path, has_tray=True)
    qtbot.addWidget(scene.window)
    return scene


@pytest.fixture
def without_tray(qtbot: QtBot, tmp_path: Path) -> Scene:
    scene = Scene(tmp_path, has_tray=False)
    qtbot.addWidget(scene.window)
    return scene


async def test_the_first_time_it_asks_and_stays(scene: Scene) -> None:
    scene.window.close()
    assert len(scene.questions()) == 1
    assert scene.window.isVisible()
    assert scene.quits == 0
    scene.window.close()
    assert len(scene.questions()) == 1
    scene.questions()[0].reject()
    assert scene.preferences.value.on_close is OnClose.ASK


async def test_keep_running_hides_to_the_tray_from_now_on(scene: Scene) -> None:
    scene.window.close()
    click(scene.questions()[0], "Keep running")
    assert scene.window.isHidden()
    assert scene.preferences.value.on_close is OnClose.KEEP_RUNNING
    scene.window.show()
    scene.window.close()
    assert scene.window.isHidden()
    assert scene.questions() == []


async def test_without_a_tray_it_is_only_minimised(without_tray: Scene) -> None:
    without_tray.window.close()
    click(without_tray.questions()[0], "Keep running")
    assert without_tray.window.windowState() & Qt.WindowState.WindowMinimized


async def test_quit_is_remembered_too(scene: Scene) -> None:
    scene.window.close()
    click(scene.questions()[0], "Quit")
    assert scene.quits == 1
    scene.window.close()
    assert scene.quits == 2


async def test_an_answer_for_this_time_only(scene: Scene) -> None:
    scene.window.close()
    question = scene.questions()[0]
    find(question, QCheckBox, "Remember my answer").setChecked(False)
    click(question, "Keep running")
    scene.window.show()
    scene.window.close()
    assert len(scene.questions()) == 1
    scene.questions()[0].reject()


async def test_before_anybody_works_closing_is_quitting(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    rule = ClosingRule(window, PreferencesFile(tmp_path / "desktop.json"), has_tray=True)
    asked: list[bool] = []
    rule.quit_asked.connect(lambda: asked.append(True))
    window.show()
    window.close()
    assert asked == [True]


async def test_the_end_of_the_program_is_not_held_up(scene: Scene) -> None:
    scene.rule.let_go()
    assert scene.window.close()
    assert scene.questions() == []
