"""Small talk, sensitive topics, complexity: what counts, and what must not."""

import pytest

from server.routing.complexity import complexity
from server.routing.sensitive import sensitive
from server.routing.small_talk import is_small_talk


@pytest.mark.parametrize(
    "text",
    [
        *("Hi", "hello there!", "Good morning 😊", "Thanks a lot!", "thank you so much", "OK, bye"),
        *("你好", "您好，在吗？", "谢谢啦", "好的，谢谢", "再见", "Hola", "Merci !", "👍", "..."),
    ],
)
def test_small_talk(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Hi, where is my order?", "Thanks, and how do I return it?", "Is it good?", "Help"),
        *("你好，怎么退货", "好用吗", "在哪里退货", "什么时候发货", "?", "1234", "", "Hi " * 40),
    ],
)
def test_questions_are_no_small_talk(text: str) -> None:
    assert not is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        *("I want to kill myself", "My lawyer will contact you", "I'll take you to court"),
        *("My account was hacked!", "I didn't authorize this payment", "He is badly injured"),
        *("I filed a complaint with the consumer office", "I'm a journalist and have questions"),
        *("我要起诉你们", "我的账户被盗了", "再不退款我就打12315", "我不想活了", "孩子过敏了"),
    ],
)
def test_a_matter_for_a_person(text: str) -> None:
    assert sensitive(text) >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        *("Where is my order?", "Is this killing the battery?", "Does it burn calories?"),
        *("What if my card was stolen, am I covered?", "Can I sue it as a gift? I mean use"),
        *("This price is to die for", "怎么防止账户被盗", "如果被盗刷了怎么办", "这个会过热吗"),
    ],
)
def test_an_ordinary_question(text: str) -> None:
    assert sensitive(text) < 0.5


LONG = "I ordered a jacket and it came in the wrong size. " * 25


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        "Where is my order? Can I change the address? Do I pay again? And when does it arrive?",
        "Please help:\n1. refund the shoes\n2. send the jacket\n3. change my address\n4. invoice",
        "Could you make an exception for me?",
        "我们想批量采购，能给个定制报价吗",
        "我有好几个问题",
    ],
)
def test_more_than_one_answer_can_do(text: str) -> None:
    assert complexity(text) >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        *("Where is my order?", "Hi! Can you help me? Where is my order?", "怎么退货？要多久？"),
        "I ordered the blue jacket in size M last week, and I would like to know when it arrives.",
    ],
)
def test_one_question(text: str) -> None:
    assert complexity(text) < 0.5
