"""Text to tokens, in every script that a visitor may write."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.knowledge.tokens import NUMBER, is_unspaced, pairs, tokens

TEXTS = [
    ("", ()),
    ("   \n\t", ()),
    ("?!… 😀👍🏽", ()),
    ("Where is my order?", ("wher", "is", "my", "order")),
    ("I can't — don’t ask", ("i", "cant", "dont", "ask")),
    ("top-up / TOP UP", ("top", "up", "top", "up")),
    ("order #12345678, room 12", ("order", NUMBER, "room", "12")),
    ("iPhone15 v2.0", ("iphone15", "v2", "0")),
    ("Ｆｕｌｌ　ｗｉｄｔｈ", ("full", "width")),
    ("ÜBER größe", ("uber", "gross")),
    ("Où est ma commande", ("ou", "est", "ma", "command")),
    ("e\u0301te\u0301", ("ete",)),
    ("Ёлка и МОЙ заказ", ("елка", "и", "мои", "заказ")),
    ("怎么退款？", ("怎", "么", "退", "款")),
    ("退款refund吗", ("退", "款", "refund", "吗")),
    ("發票開錯了，退貨", ("发", "票", "开", "错", "了", "退", "货")),
    ("帐户 账户 帳戶", ("账", "户") * 3),
    ("がんばって", ("が", "ん", "ば", "っ", "て")),
    ("ﾊﾞｽ", ("バ", "ス")),
    ("취소 해요", ("취", "소", "해", "요")),
    ("คืนเงิน", tuple("คืนเงิน")),
    ("पैसे वापस।", ("पैसे", "वापस")),
    ("مَرْحَبًا", ("مرحبا",)),
    ("\U00020000\U0002a700", ("\U00020000", "\U0002a700")),
    ("a\u200bb \u202eevil\ud83d", ("a", "b", "evil")),
    ("snake_case <b>bold</b>", ("snak", "case", "b", "bold", "b")),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_tokens(text: str, expected: tuple[str, ...]) -> None:
    assert tokens(text) == expected


def test_pairs_meet_what_is_written_together() -> None:
    assert pairs(tokens("top up")) == tokens("topup")
    assert pairs(tokens("怎么退款")) == ("怎么", "么退", "退款")
    assert pairs(tokens("one")) == pairs(()) == ()


@given(st.text())
def test_a_token_is_what_the_index_can_hold(text: str) -> None:
    for token in tokens(text):
        assert token
        assert not re.search(r"[\s\x00-\x2f\x3a-\x60\x7b-\x7f§]", token)


@given(st.text())
def test_case_and_width_make_no_difference(text: str) -> None:
    assert tokens(text.upper().lower()) == tokens(text.lower().upper().lower())


@given(st.text(), st.text())
def test_a_break_parts_what_stands_on_its_sides(before: str, after: str) -> None:
    assert tokens(f"{before}\n{after}") == tokens(before) + tokens(after)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_every_ideograph_is_a_token(text: str) -> None:
    assert len(tokens(text)) == len(text)
    assert all(map(is_unspaced, tokens(text)))
