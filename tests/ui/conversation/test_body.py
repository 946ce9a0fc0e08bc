"""Text of strangers: laid out as text, whatever it looks like."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.conversation.body import Body, TextStyle, links_in, shown, utf16


@pytest.fixture
def style(qapp: QApplication) -> TextStyle:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(14)
    ink = QColor("#000000")
    return TextStyle(font=font, ink=ink, link=QColor("#0000FF"), selection=QColor("#FFFF00"))


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("see https://shop.example/a?b=c#d.", ["https://shop.example/a?b=c#d"]),
        (
            "（https://shop.example/帮助）和 http://b.example，",
            ["https://shop.example/帮助", "http://b.example"],
        ),
        ("😀 HTTPS://X.example", ["HTTPS://X.example"]),
        ("javascript:alert(1) file:///etc/passwd data:text/html,x ftp://x", []),
        ("https://", []),
        (
            "<a href='https://evil.example'>https://good.example</a>",
            [
                "https://evil.example",
                "https://good.example",
            ],
        ),
    ],
)
def test_only_web_addresses_are_links(text: str, urls: list[str]) -> None:
    assert [link.url for link in links_in(text)] == urls


def test_links_count_as_qt_does() -> None:
    (link,) = links_in("😀 https://x.example")
    assert (link.start, link.end) == (3, 3 + len("https://x.example"))
    assert utf16("a😀") == 3


def test_what_turns_the_reading_order_is_not_shown() -> None:
    assert shown("a\u202egnp.exe") == "a\u200bgnp.exe"
    assert shown("one\r\ntwo\nthree") == "one\u2028two\u2028three"


def test_long_text_is_broken_and_high(style: TextStyle) -> None:
    short, long = Body("hi", style, 300), Body("word " * 200, style, 300)
    assert short.width < 40
    assert 250 < long.width <= 300
    assert long.height > 10 * short.height
    assert Body("x" * 4_000, style, 300).width <= 300


def test_markup_is_only_letters(style: TextStyle) -> None:
    body = Body("<img src='file:///etc/passwd'><b>x</b> ![x](file:///x.png)", style, 2_000)
    assert body.copied(0, body.length()) == body.text
    assert body.links == []


def test_points_offsets_and_words(style: TextStyle) -> None:
    body = Body("hello world\nsecond", style, 300)
    assert body.offset_at(QPointF(-5, 5)) == 0
    assert body.offset_at(QPointF(999, 5)) == len("hello world")
    assert body.offset_at(QPointF(999, 999)) == body.length()
    assert body.word_at(8) == (6, 11)
    assert body.copied(6, 15) == "world\nsec"


def test_emoji_are_copied_whole(style: TextStyle) -> None:
    body = Body("a👨‍👩‍👧b", style, 300)
    assert body.copied(1, body.length() - 1) == "👨‍👩‍👧"


def test_a_link_is_found_under_the_pointer(style: TextStyle) -> None:
    body = Body("see https://x.example now", style, 400)
    link = body.link_at(QPointF(body.width / 2, body.height / 2))
    assert link is not None
    assert link.url == "https://x.example"
    assert body.link_at(QPointF(2, body.height / 2)) is None
    assert body.link_at(QPointF(2, 999)) is None


def painted(body: Body, selected: tuple[int, int] | None = None) -> QImage:
    image = QImage(400, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    with QPainter(image) as painter:
        body.paint(painter, QPointF(0, 0), selected)
    return image


def test_a_selection_shows(style: TextStyle) -> None:
    body = Body("hello", style, 300)
    assert painted(body, (0, 3)) != painted(body)
    assert painted(body, (0, 3)).pixelColor(1, 1).name() != "#000000"
    assert painted(body, (2, 2)) == painted(body)


def test_right_to_left_text_begins_at_the_right(style: TextStyle) -> None:
    body = Body("שלום עולם", style, 400)
    assert body.width < 200
    image = painted(body)
    assert image.pixelColor(390, 10).name() == "#ffffff"
    assert image != painted(Body("", style, 400))


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\n\n\n", "é" * 3, "\x00\x07"])
def test_strange_text_is_laid_out_too(style: TextStyle, text: str) -> None:
    body = Body(text, style, 100)
    assert body.height > 0
    painted(body)
