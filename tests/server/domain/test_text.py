"""What may be written."""

import pytest

from server.domain.errors import BadInput
from server.domain.text import MAX_BODY_CHARS, check_body, is_blank, one_line

BLANK = ["", " ", "\n\t", "\u200b", "\u200d\u2060\ufeff", "\u00a0", "\u3000", "\u2800", "\ufe0f"]
SEEN = ["x", " x ", "字", "🙂", "\u200bx", "0", "\u0301", "👩‍👩‍👧"]
REFUSED = {
    "empty_message": BLANK,
    "body_too_long": ["x" * (MAX_BODY_CHARS + 1), " " * 10_000],
    "invalid_text": ["\ud800", "x\udfffy", "\udc00" * 3],
}


def test_what_can_be_seen() -> None:
    assert [text for text in BLANK if not is_blank(text)] == []
    assert [text for text in SEEN if is_blank(text)] == []


@pytest.mark.parametrize("code", REFUSED)
def test_bodies_that_are_refused(code: str) -> None:
    for body in REFUSED[code]:
        with pytest.raises(BadInput) as refused:
            check_body(body)
        assert refused.value.code == code


def test_bodies_come_back_untouched() -> None:
    for body in [*SEEN, "x" * MAX_BODY_CHARS, "\x00x", " <b>&amp;</b>\r\n"]:
        assert check_body(body) == body


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        (" a \n b ", "a b"),
        ("abcdef", "abcdef"),
        ("abcdefg", "abcde…"),
        ("字" * 9, "字" * 5 + "…"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text, 6) == line
