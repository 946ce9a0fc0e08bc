"""Does the visitor ask for a person?"""

import pytest

from server.routing.wishes import wants_person

WISHES = [
    "I want to talk to a human",
    "Can I speak to a real person?",
    "could you let me chat with someone please",
    "how do I contact a human agent",
    "real person please",
    "HUMAN!!!",
    "agent!",
    "Hello, operator please",
    "customer service",
    "connect me to an agent",
    "Please transfer me to your billing department",
    "I need a human now",
    "give me a human who understands me",
    "get me your manager",
    "I don't want to talk to a bot",
    "You don’t understand. I’d like an agent.",
    "I don't know how to speak with an operator",
    "can i tlak to somoene",
    "i have to speak with an ooperator",
    "how can I contact an assistant?",
    "I would like to speak to the kitchen please",
    "billing team please",
    "do you have someone there to talk to about it",
    "ｉ ｗａｎｔ ａ ｈｕｍａｎ",
    "人工",
    "转人工",
    "轉人工",
    "请帮我转接人工客服，谢谢",
    "人工客服！！！",
    "找客服",
    "怎么联系客服？",
    "真人",
    "我要真人",
    "有人工吗",
    "我想跟人说话",
    "换个人来",
    "叫你们经理来",
    "不想跟机器人聊",
    "你听不懂，找个人来处理",
]

NO_WISHES = [
    "walking to the reception takes how long?",
    "I am taking a person to the airport",
    "the chart with people who contract an illness",
    "I want to talk to the bot",
    "how do I connect to the wifi",
    "please connect me to the wifi",
    "",
    "human resources",
    "Can I talk to human resources about a job?",
    "are you a real person?",
    "am I talking to a human?",
    "I was speaking with an agent yesterday and he was kind",
    "I spoke to someone last week",
    "I don't want to talk to an agent, just tell me the price",
    "Is it possible without talking to someone?",
    "what is the agent fee",
    "how many people fit in the room",
    "I need a person to carry the box upstairs",
    "does the shampoo work on human hair",
    "Where is my parcel?",
    "人工智能是什么",
    "人工费多少钱",
    "有人工智能的功能吗",
    "人工服务时间是几点",
    "客服电话是多少",
    "客服态度很差",
    "你是真人吗",
    "不用转人工",
    "不需要人工客服",
    "真人秀几点播",
    "这个多少钱",
]


@pytest.mark.parametrize("text", WISHES)
def test_a_wish_is_heard(text: str) -> None:
    assert wants_person(text)


@pytest.mark.parametrize("text", NO_WISHES)
def test_a_word_alone_is_no_wish(text: str) -> None:
    assert not wants_person(text)


def test_a_long_text_is_read_at_once() -> None:
    assert not wants_person("talk to the " * 333)
