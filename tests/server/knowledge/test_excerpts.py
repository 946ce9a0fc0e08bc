"""An article in its own words, cut where a sentence ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.knowledge.excerpts import EXCERPT_CHARS, PASSAGE_CHARS, excerpt, passage

WEIGHTS = {"refund": 2.0, "bank": 1.0, "退款": 2.0, "银": 1.0}
FILLER = "This sentence is about something else entirely and goes on for quite a while. "


def test_the_sentence_that_was_asked_for_is_shown() -> None:
    body = FILLER * 5 + "A refund takes five days. " + FILLER * 5
    assert "A refund takes five days." in excerpt(body, WEIGHTS)
    assert len(excerpt(body, WEIGHTS)) <= EXCERPT_CHARS


def test_sentences_keep_their_order_and_a_gap_is_shown() -> None:
    body = "The bank is slow. " + FILLER * 5 + "A refund takes five days."
    assert excerpt(body, WEIGHTS) == "The bank is slow. … A refund takes five days."


def test_chinese_sentences_need_no_space_between() -> None:
    body = "我们在市中心。" + "这里还有很多别的话。" * 30 + "退款需要五天。谢谢！"
    assert "退款需要五天。" in excerpt(body, WEIGHTS)
    assert len(excerpt(body, WEIGHTS)) <= EXCERPT_CHARS


def test_without_anything_that_fits_it_begins_at_the_beginning() -> None:
    assert excerpt(f"Hello there. {FILLER}", {}) == "Hello there."
    assert excerpt("", WEIGHTS) == ""
    assert excerpt(" \n ", WEIGHTS) == ""


def test_a_short_article_is_given_whole_with_its_lines() -> None:
    assert passage("  One.\n\n- two\n- three\n", WEIGHTS) == "One.\n\n- two\n- three"


def test_of_a_long_article_the_best_paragraph_and_what_follows() -> None:
    body = "\n\n".join([FILLER * 8, "Refund: five days.", "Then the bank.", FILLER * 20])
    assert passage(body, WEIGHTS) == "Refund: five days.\n\nThen the bank."


def test_a_long_paragraph_ends_with_a_sentence() -> None:
    given = passage(FILLER * 100, WEIGHTS)
    assert len(given) <= PASSAGE_CHARS
    assert given.endswith("quite a while.")


@pytest.mark.parametrize("text", ["x" * 5_000, "退" * 5_000, "word " * 2_000])
def test_what_has_no_sentences_is_cut_all_the_same(text: str) -> None:
    for cut, limit in ((excerpt, EXCERPT_CHARS), (passage, PASSAGE_CHARS)):
        assert 0 < len(cut(text, WEIGHTS)) <= limit
        assert cut(text, WEIGHTS).endswith("…")


@given(st.text(alphabet="ab 退款。.!?\n", max_size=3_000))
def test_never_too_long_and_never_nothing(body: str) -> None:
    assert len(excerpt(body, WEIGHTS)) <= EXCERPT_CHARS
    assert len(passage(body, WEIGHTS)) <= PASSAGE_CHARS
    assert bool(excerpt(body, WEIGHTS)) == bool(passage(body, WEIGHTS)) == bool(body.strip())
