"""What an English word ends in makes no difference; other words are left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.knowledge.stems import stem

ALIKE = [
    "cancel cancels canceled cancelled canceling cancelling cancellation",
    "deliver delivers delivered delivering delivery deliveries",
    "install installed installing installation",
    "activate activates activated activating activation",
    "refund refunds refunded refunding refundable",
    "ship ships shipped shipping shipment",
    "try tries tried trying",
    "country countries",
    "box boxes",
    "dress dresses",
    "call calls called calling caller",
    "verify verifies verified verifying",
    "update updates updated updating",
    "agree agreed agreement",
    "quick quickly quickness",
]


@pytest.mark.parametrize("words", ALIKE)
def test_forms_of_one_word_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


APART = ["ship shop", "status state", "bill ball", "sell sale", "this thing"]


@pytest.mark.parametrize("words", APART)
def test_other_words_have_other_stems(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 2


@pytest.mark.parametrize("word", ["", "is", "bus", "été", "größe", "заказ", "iphone15", "0000"])
def test_what_is_short_or_not_plain_latin_stays(word: str) -> None:
    assert stem(word) == word


@given(st.from_regex(r"[a-z]{1,20}", fullmatch=True))
def test_a_stem_is_never_empty_nor_much_longer(word: str) -> None:
    assert 0 < len(stem(word)) <= len(word) + 1
