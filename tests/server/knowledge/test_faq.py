"""What visitors of a made-up shop ask, and what they must be told, or not."""

import pytest

from tests.server.knowledge import faq
from tests.server.knowledge.conftest import Ask

# The question, and the article that must come first and be sure enough to answer.
ANSWERED = [
    ("refund", "refund"),
    ("Where is my refund???", "refund"),
    ("how do i get my money back", "refund"),
    ("forgot passwrod", "password"),
    ("I have forgotten my PASSWORD!!", "password"),
    ("are you open on saturday", "hours"),
    ("opening hours", "hours"),
    ("cancle my oder", "cancel"),
    ("how can I cancel an order that I placed", "cancel"),
    ("when do you ship", "delivery"),
    ("is there a guarantee", "warranty"),
    ("how can I pay", "payment"),
    ("退", "退款"),
    ("退款", "退款"),
    ("怎么退钱", "退款"),
    ("退款怎么还没到账啊", "退款"),
    ("快递", "发货"),
    ("多久发货", "发货"),
    ("密码", "密码"),
    ("我的密码忘记了怎么办呢", "密码"),
    ("发票", "发票"),
    ("请问可以开票吗", "发票"),
    ("几点关门", "营业"),
    ("积分", "会员"),
    ("發票", "发票"),
    ("請問什麼時候發貨", "发货"),
    ("how to reset 密码", "密码"),
]
# Not sure enough, or not at all, but first.
FIRST = [
    ("can't sign in", "password"),
    ("how many days until my package is here", "delivery"),
    ("I want to call off my purchase", "cancel"),
    ("which cards can I use", "payment"),
    ("do the brakes wear out", "warranty"),
    ("怎么取消订单", "cancel"),
    ("我想把钱要回来", "退款"),
    ("登不上去了", "密码"),
]
NOT_KNOWN = [
    "what is the weather like tomorrow",
    "tell me a joke",
    "who won the football match",
    "can you write me a poem about cats",
    "what is the capital of France",
    "how do I bake bread",
    "play some music",
    "今天天气怎么样",
    "给我讲个笑话",
    "谁赢了世界杯",
    "法国的首都是哪里",
    "怎么做红烧肉",
    "你是谁",
    "hello",
    "你好",
    "ok",
]
NOTHING = ["", " ", "?!", "😀👍", "\u200b\u202e", "asdfgh qwerty", "\ud83d", "')--", '" OR *']


@pytest.mark.parametrize(("text", "key"), ANSWERED)
async def test_it_knows(text: str, key: str, ask: Ask) -> None:
    retrieval = await ask(text)
    assert retrieval.items[0].article.key == key
    assert retrieval.answerable
    assert retrieval.passage == retrieval.items[0].article.body


@pytest.mark.parametrize(("text", "key"), FIRST)
async def test_the_right_article_comes_first(text: str, key: str, ask: Ask) -> None:
    assert (await ask(text)).items[0].article.key == key


@pytest.mark.parametrize("text", NOT_KNOWN)
async def test_it_knows_that_it_does_not_know(text: str, ask: Ask) -> None:
    retrieval = await ask(text)
    assert not retrieval.answerable
    assert retrieval.confidence < 0.4


@pytest.mark.parametrize("text", NOTHING)
async def test_what_asks_nothing_finds_nothing(text: str, ask: Ask) -> None:
    retrieval = await ask(text)
    assert (retrieval.items, retrieval.confidence, retrieval.answerable) == ((), 0.0, False)


async def test_every_phrasing_finds_its_article_and_is_sure(ask: Ask) -> None:
    for item in faq.articles():
        for phrasing in item.questions or ():
            retrieval = await ask(phrasing)
            assert retrieval.items[0].article.key == item.key, phrasing
            assert retrieval.confidence > 0.6, phrasing


async def test_the_best_come_first_and_no_more_than_asked_for(ask: Ask) -> None:
    items = (await ask("refund 退款 order delivery")).items
    assert len(items) == 3
    scores = [item.score for item in items]
    assert scores == sorted(scores, reverse=True)


async def test_the_excerpt_is_about_the_question(ask: Ask) -> None:
    retrieval = await ask("退款十天后还没到账")
    assert "如果十天后仍未到账" in retrieval.items[0].excerpt


async def test_a_very_long_message_is_read_as_well(ask: Ask) -> None:
    long = await ask("I forgot my password. " + "please help me now " * 200)
    assert long.items[0].article.key == "password"
    assert 0 <= long.confidence <= 1
    assert (await ask("".join(map(chr, range(0x4E00, 0x5E00))))).confidence < 0.5
