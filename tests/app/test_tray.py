"""The icon beside the clock, its menu, and the number on it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.preferences import PreferencesFile
from app.quiet import Quiet
from app.tray import Tray, plain
from server.clock import SystemClock
from ui.brand import bell_icon
from ui.i18n import Language, Translations


@pytest.fixture
def quiet(qtbot: QtBot, tmp_path: Path) -> Quiet:
    return Quiet(PreferencesFile(tmp_path / "desktop.json"), SystemClock().now)


def actions(tray: Tray) -> dict[str, QAction]:
    shown = [action for action in tray.menu.actions() if action.isVisible()]
    return {action.text(): action for action in shown if action.text()}


async def test_the_menu_opens_copies_and_quits(quiet: Quiet) -> None:
    tray = Tray(quiet)
    heard: list[str] = []
    tray.open_asked.connect(lambda conversation: heard.append(f"open {conversation}"))
    tray.copy_asked.connect(lambda: heard.append("copy"))
    tray.quit_asked.connect(lambda: heard.append("quit"))
    for name in ("Open Deskbell", "Copy chat link", "Quit"):
        actions(tray)[name].trigger()
    assert heard == ["open ", "copy", "quit"]


async def test_the_menu_follows_the_language(quiet: Quiet, qapp: QApplication) -> None:
    translations = Translations(qapp)
    translations.use(Language.ENGLISH)
    tray = Tray(quiet)
    assert list(actions(tray)) == [
        "Open Deskbell",
        "Copy chat link",
        "Do not disturb for an hour",
        "Do not disturb until tomorrow morning",
        "Do not disturb until I switch it off",
        "Quit",
    ]
    translations.use(Language.CHINESE)
    tray.retranslate()
    assert {"打开 Deskbell", "复制聊天链接", "勿扰一小时", "退出"} <= actions(tray).keys()
    translations.withdraw()


async def test_without_a_tray_nothing_is_shown_and_nothing_complains(quiet: Quiet) -> None:
    tray = Tray(quiet)
    tray.show()
    tray.tell("Mia", "Hello?", "c-mia")
    tray.show_waiting(3)
    tray.hide()
    assert isinstance(tray.menu, QMenu)


def test_a_visitors_words_are_no_markup() -> None:
    assert plain("<img src=x> & <b>hi</b>") == "‹img src=x> & ‹b>hi‹/b>"


def test_the_number_stands_out_on_the_icon(qapp: QApplication) -> None:
    quiet, busy = (bell_icon(waiting).pixmap(64, 64).toImage() for waiting in (0, 3))
    assert redness(busy) > redness(quiet) + 500


def redness(image: QImage) -> int:
    colours = (
        QColor(image.pixelColor(x, y)) for x in range(image.width()) for y in range(image.height())
    )
    return sum(colour.red() > 150 and colour.blue() < 90 for colour in colours)
