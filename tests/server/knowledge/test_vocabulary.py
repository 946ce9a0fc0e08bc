"""Concepts, and words that say little."""

import re
from importlib import resources

import pytest

from server.knowledge.indexing import ArticleIndexer
from server.knowledge.tokens import tokens
from server.knowledge.vocabulary import Vocabulary, built_in_vocabulary

SMALL = Vocabulary(
    ["# money", "refund: refund, money back, 退款", "money: money, 钱", "", "change: swap, swap"],
    ["# few", "the a", "请 问"],
)


def test_different_words_name_one_concept() -> None:
    for text in ("I want a refund", "Refunded!", "my MONEY-BACK please", "我要退款"):
        assert "§refund" in SMALL.concepts(tokens(text))
    assert SMALL.concepts(tokens("the back of my money")) == ("§money",)
    assert SMALL.concepts(()) == ()


def test_each_concept_is_named_as_often_as_it_is_said() -> None:
    assert SMALL.concepts(tokens("refund, refund")) == ("§refund", "§refund")
    assert SMALL.concepts(tokens("swap")) == ("§change",)


def test_words_that_say_little() -> None:
    assert [SMALL.says_little(word) for word in ("the", "请", "0000", "refund")] == [
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("How do I get a refund?", "怎么退款"),
        ("forgot my password", "忘记密码"),
        ("cancel my subscription", "取消订阅"),
        ("opening hours", "营业时间"),
        ("I want to exchange this", "我想换货"),
    ],
)
def test_english_and_chinese_meet(english: str, chinese: str) -> None:
    words = built_in_vocabulary()
    assert set(words.concepts(tokens(english))) & set(words.concepts(tokens(chinese)))


def test_the_file_of_concepts_is_well_formed() -> None:
    text = (resources.files("resources") / "knowledge" / "concepts.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    names = [line.partition(":")[0] for line in lines]
    assert len(set(names)) == len(names)
    for line in lines:
        assert re.fullmatch(r"[a-z_]+: [^,:]+(, [^,:]+)*", line), line
        for phrase in line.partition(":")[2].split(","):
            assert tokens(phrase), line


def test_other_concepts_make_another_index() -> None:
    same = Vocabulary(["refund: refund, 退款"], ["the"])
    assert same.fingerprint == Vocabulary(["# same", "refund: refund, 退款"], []).fingerprint
    assert same.fingerprint != Vocabulary(["refund: refund"], ["the"]).fingerprint
    assert ArticleIndexer(same).version == ArticleIndexer(same).version
