"""What of a model's text may be shown."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.ai.output import OutputGate


def shown(*pieces: str, max_bytes: int = 8_192, max_chars: int = 4_000) -> str:
    gate = OutputGate(max_bytes=max_bytes, max_chars=max_chars)
    return "".join(gate.feed(piece) for piece in pieces)


CASES = [
    ("plain text", ["Hel", "lo, ", "世界!"], "Hello, 世界!"),
    ("lines and tabs", ["a\r\n", "b\n\n\tc"], "a\nb\n\n\tc"),
    ("other line ends", ["a\u2028b\u2029c\u0085d"], "a\nb\nc\nd"),
    ("space around", [" \n", " a b ", " \n"], "a b"),
    ("control characters", ["a\x00\x1b[31mb\x07\x7f\x9b"], "a[31mb"),
    ("zero-width", ["a\u200bb\u2060c\ufeffd\u00ade"], "abcde"),
    ("bidi", ["\u202egnp.exe\u202c\u2066x\u2069"], "gnp.exex"),
    ("tags", ["a\U000e0041\U000e0042\U000e007fb"], "ab"),
    ("variation selectors", ["a\ufe0fb\U000e0100\U000e01efc\ufe00"], "abc"),
    ("blank letters", ["a\u3164\u2800\u115fb"], "ab"),
    ("private use", ["a\ue000\U000f0000b"], "ab"),
    (
        "emoji of several characters",
        ["👨", "\u200d", "👩❤\ufe0f\u200d🔥👍🏽"],
        "👨\u200d👩❤\ufe0f\u200d🔥👍🏽",
    ),
    ("joiner out of place", ["a\u200db", "👨\u200d\u200d\u200dx"], "ab👨\u200dx"),
    ("half characters, joined", ["ok \ud83d", "\ude00!"], "ok 😀!"),
    ("half characters, alone", ["a\ud83d", "b\ude00c"], "a\ufffdb\ufffdc"),
    ("half a character at the end", ["a\ud83d"], "a"),
    ("HTML is text", ["<img src=x onerror=alert(1)>"], "<img src=x onerror=alert(1)>"),
]


@pytest.mark.parametrize(
    ("pieces", "visible"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_shows_only_what_can_be_seen(pieces: list[str], visible: str) -> None:
    assert shown(*pieces) == visible


@pytest.mark.parametrize(
    ("pieces", "visible"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_the_borders_of_the_pieces_do_not_matter(pieces: list[str], visible: str) -> None:
    assert shown(*"".join(pieces)) == visible


def test_space_is_held_back_until_something_follows() -> None:
    gate = OutputGate()

    assert [gate.feed(piece) for piece in ("a ", "\n", "b")] == ["a", "", " \nb"]


def test_no_more_bytes_than_allowed_and_no_half_character() -> None:
    gate = OutputGate(max_bytes=10)

    assert gate.feed("世界世界世界") + gate.feed("more") == "世界世"
    assert gate.full


def test_no_more_characters_than_a_message_may_have() -> None:
    gate = OutputGate(max_chars=5)

    assert gate.feed("12345") == "12345"
    assert not gate.full
    assert gate.feed("6") == ""
    assert gate.full


@given(st.lists(st.text(st.characters(), max_size=20), max_size=8))
def test_nothing_hidden_comes_through_whatever_comes_in(pieces: list[str]) -> None:
    out = shown(*pieces, max_bytes=50, max_chars=20)

    assert out == out.strip()
    assert len(out.encode()) <= 50
    assert len(out) <= 20
    hidden = [c for c in out if unicodedata.category(c) in {"Cc", "Cf", "Co"}]
    assert set(hidden) <= {"\n", "\t", "\u200d"}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.data())
def test_cutting_into_pieces_changes_nothing(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))

    assert shown(text[:place], text[place:]) == shown(text)
