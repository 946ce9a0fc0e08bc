"""The demo that answers while no provider is set up."""

import pytest

from server.ai.chat_model import ChatMessage, ChatRequest
from server.ai.scripted_model import ScriptedModel
from tests.server.ai.asking import STOP, ask, at_once


def asked(*questions: str) -> ChatRequest:
    turns = tuple(ChatMessage(role="user", content=question) for question in questions)
    return ChatRequest(messages=turns, max_output_tokens=9)


ANSWERS = [
    ("Hello!", "Hello!"),
    ("what are your opening hours?", "do not know the opening hours"),
    ("When do you open", "do not know the opening hours"),
    ("What can you do?", "how a chat looks"),
    ("I want to talk to a person", "press “Talk to a person”"),
    ("thanks", "You are welcome"),
    ("Where is order 7?", "cannot answer"),
    ("", "cannot answer"),
    ("你好", "您好"),
    ("你们几点营业？", "不知道营业时间"),
    ("你能做什么", "聊天的样子"),
    ("我要人工客服", "转人工"),
    ("谢谢", "不客气"),
    ("订单在哪", "无法回答"),
]


@pytest.mark.parametrize(("question", "answer"), ANSWERS)
async def test_answers_in_the_visitors_language_and_calls_itself_a_demo(
    question: str, answer: str
) -> None:
    outcome = await ask(ScriptedModel(sleep=at_once), asked(question))

    assert answer in outcome.text
    assert ("这是演示" if answer > "一" else "This is a demo") in outcome.text
    assert outcome.finished == STOP


async def test_the_newest_question_counts() -> None:
    outcome = await ask(ScriptedModel(sleep=at_once), asked("Hello", "你好"))

    assert "您好" in outcome.text


@pytest.mark.parametrize("question", ["Hello", "你好"])
async def test_writes_piece_by_piece(question: str) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    outcome = await ask(ScriptedModel(sleep=sleep), asked(question))

    assert len(outcome.text) / 8 < len(pauses) < len(outcome.text)
