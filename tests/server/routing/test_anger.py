"""How angry does it sound?"""

import pytest

from server.routing.anger import built_in_anger

ANGER = built_in_anger()

ANGRY = [
    "This is unacceptable, I want my money back NOW!!!",
    "You are useless. Worst service ever.",
    "I hate this stupid bot",
    "what the hell is wrong with you people",
    "I am absolutely furious with your company",
    "Are you kidding me?! Third time I ask, you idiots",
    "go to hell",
    "气死我了，你们什么态度！",
    "垃圾客服，等了半天没人理",
    "你们就是骗子，我要投诉你们",
    "太过分了，到底什么时候退款？？？",
]
CALM = [
    "",
    "Where is my order?",
    "I am not angry, just curious",
    "Thanks a lot, you are great!",
    "HELLO",
    "Can I return it? It is too small.",
    "my card was stolen, what should I do",
    "It does not work :(",
    "请问什么时候发货？",
    "谢谢，不着急",
    "没有生气，就是问问",
    "我想退货，怎么操作",
]


@pytest.mark.parametrize("text", ANGRY)
def test_anger_is_heard(text: str) -> None:
    assert ANGER.score(text) >= 0.6


@pytest.mark.parametrize("text", CALM)
def test_calm_is_calm(text: str) -> None:
    assert ANGER.score(text) <= 0.3


@pytest.mark.parametrize(
    ("quiet", "loud"),
    [
        ("this is terrible", "THIS IS TERRIBLE"),
        ("this is terrible", "this is terrible!!!"),
        ("terrible", "terrible, useless, unacceptable"),
        ("useless", "you are useless"),
        ("it is terrible, please help", "it is terrible, help"),
    ],
)
def test_louder_is_angrier(quiet: str, loud: str) -> None:
    assert 0 < ANGER.score(quiet) < ANGER.score(loud) <= 1


@pytest.mark.parametrize("piece", ["not ", "fuck ", "!?", "a", "气"])
def test_a_long_text_is_read_at_once(piece: str) -> None:
    assert 0 <= ANGER.score(piece * (4_000 // len(piece))) <= 1
