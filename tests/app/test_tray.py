"""The icon beside the clock, its menu, and the number on it."""

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.tray import Tray, plain
from ui.brand import bell_icon
from ui.i18n import Language, Translations


def actions(tray: Tray) -> dict[str, object]:
    return {action.text(): action for action in tray.menu.actions() if action.text()}


async def test_the_menu_opens_copies_and_quits(qtbot: QtBot) -> None:
    tray = Tray()
    heard: list[str] = []
    tray.open_asked.connect(lambda conversation: heard.append(f"open {conversation}"))
    tray.copy_asked.connect(lambda: heard.append("copy"))
    tray.quit_asked.connect(lambda: heard.append("quit"))
    for action in tray.menu.actions():
        action.trigger()
    assert heard == ["open ", "copy", "quit"]


async def test_the_menu_follows_the_language(qtbot: QtBot, qapp: QApplication) -> None:
    translations = Translations(qapp)
    translations.use(Language.ENGLISH)
    tray = Tray()
    assert list(actions(tray)) == ["Open Deskbell", "Copy chat link", "Quit"]
    translations.use(Language.CHINESE)
    tray.retranslate()
    assert list(actions(tray)) == ["打开 Deskbell", "复制聊天链接", "退出"]
    translations.withdraw()


async def test_without_a_tray_nothing_is_shown_and_nothing_complains(qtbot: QtBot) -> None:
    tray = Tray()
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
