"""Light and dark, sizes, icons and the small widgets that everything is made of."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Look
from ui.theme import LARGEST_ZOOM, SMALLEST_ZOOM, Size, ThemeChoice
from ui.tokens import AVATAR_COLOURS, DARK, LIGHT
from ui.widgets.avatar import AvatarPainter, avatar_colour, initials
from ui.widgets.buttons import Button, IconButton
from ui.widgets.label import Chip, ElidedLabel, Label, as_tooltip

SOURCES = [path for folder in ("ui", "app") for path in Path(folder).rglob("*.py")]


def test_a_choice_takes_effect_everywhere(qapp: QApplication, look: Look) -> None:
    changes: list[int] = []
    look.theme.changed.connect(lambda: changes.append(1))
    look.theme.choose(ThemeChoice.DARK)
    assert look.theme.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.app.lower()
    assert DARK.surface in qapp.styleSheet()
    look.theme.choose(ThemeChoice.SYSTEM)
    assert look.theme.tokens in {LIGHT, DARK}
    assert len(changes) == 2


def test_the_sheet_names_only_tokens(qapp: QApplication, look: Look) -> None:
    look.theme.choose(ThemeChoice.LIGHT)
    assert "$" not in qapp.styleSheet()
    sheet = (files("resources") / "qss" / "desk.qss").read_text("utf-8")
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", sheet) == []


def test_no_code_names_a_colour() -> None:
    named = [
        f"{path}: {found}"
        for path in SOURCES
        if path.name not in {"tokens.py", "brand.py", "qr.py"}  # the same in every theme
        for found in re.findall(r"#[0-9A-Fa-f]{6}\b|QColor\(\d", path.read_text("utf-8"))
    ]
    assert named == []


def test_zoom_stays_within_what_layouts_can_take(look: Look) -> None:
    look.theme.zoom_to(9)
    assert look.theme.zoom == LARGEST_ZOOM
    assert look.theme.px(10) == 20
    assert look.theme.font(Size.BODY).pixelSize() == 28
    look.theme.zoom_to(0.1)
    assert look.theme.zoom == SMALLEST_ZOOM


def test_every_icon_that_is_named_is_there_and_no_other(look: Look) -> None:
    shipped = {
        file.name[:-4]
        for file in (files("resources") / "icons").iterdir()
        if file.name.endswith(".svg")
    }
    words = {word for path in SOURCES for word in re.findall(r'"([a-z0-9-]+)"', path.read_text())}
    assert shipped <= words
    for name in shipped:
        assert not look.icons.pixmap(name, "text", 20).isNull()
    assert "ISC License" in (files("resources") / "icons" / "LICENSE").read_text("utf-8")


def test_icons_follow_the_theme(look: Look, qtbot: QtBot) -> None:
    button = IconButton(look.icons, "x")
    qtbot.addWidget(button)
    light = button.icon().pixmap(20, 20).toImage()
    look.theme.choose(ThemeChoice.DARK)
    assert button.icon().pixmap(20, 20).toImage() != light


def test_an_icon_button_says_what_it_does(look: Look, qtbot: QtBot) -> None:
    button = IconButton(look.icons, "x")
    qtbot.addWidget(button)
    button.set_name("Close")
    button.set_keys("Esc")
    assert (button.accessibleName(), button.toolTip()) == ("Close", "Close (Esc)")


def test_a_button_may_change_its_look(look: Look, qtbot: QtBot) -> None:
    button = Button(look.icons, "plain", "check")
    qtbot.addWidget(button)
    plain = button.icon().pixmap(19, 16).toImage()
    button.set_look("primary")
    assert button.icon().pixmap(19, 16).toImage() != plain


def test_labels_never_take_text_for_markup(qtbot: QtBot, look: Look) -> None:
    label = Label("<img src='file:///etc/passwd'><h1>x</h1>")
    qtbot.addWidget(label)
    assert label.sizeHint().width() > 200
    assert as_tooltip("<b>&x") == "<qt>&lt;b&gt;&amp;x</qt>"
    assert as_tooltip("") == ""


def test_a_long_line_ends_in_an_ellipsis(qtbot: QtBot, look: Look) -> None:
    label = ElidedLabel("a long line " * 20)
    qtbot.addWidget(label)
    label.resize(80, 30)
    label.grab()
    assert label.toolTip().startswith("<qt>a long line")
    label.setText("short")
    label.grab()
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() == 0


def test_a_chip_without_words_is_not_there(qtbot: QtBot, look: Look) -> None:
    chip = Chip("ok")
    qtbot.addWidget(chip)
    chip.show_words("Online", "warn")
    assert (chip.isHidden(), chip.property("chip")) == (False, "warn")
    chip.show_words("")
    assert chip.isHidden()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mia Chen", "MC"),
        ("李雷", "李"),
        ("Ana María García", "AG"),
        ("Visitor 4F2A", "V4"),
        ("zoe", "Z"),
        ("", "?"),
        ("😀 !", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_an_avatar_keeps_its_colour(look: Look) -> None:
    assert avatar_colour("v-mia") == avatar_colour("v-mia")
    assert len({avatar_colour(f"v-{n}") for n in range(99)}) == len(AVATAR_COLOURS)
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(0)
    with QPainter(image) as painter:
        AvatarPainter(look.theme).paint(painter, QRectF(0, 0, 40, 40), name="M C", seed="v")
    assert image.pixelColor(20, 3).name().upper() in AVATAR_COLOURS
