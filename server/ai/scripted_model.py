"""The built-in demo: shows how a conversation flows before any provider is set up.

It knows nothing about the business and says so; the same question always gets the same answer.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from server.ai.chat_model import AnswerStream, ChatRequest, Finished, FinishReason, TextChunk

_PAUSE_SECONDS = 0.03
_HAN = re.compile(r"[\u3400-\u9fff]")
# One word with the space after it, or two characters of a script that has no spaces.
_PIECES = re.compile(r"[\u3000-\u9fff\uff00-\uffef]{1,2}|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Topic:
    """What is answered when a question matches; the demo's own notice follows every answer."""

    asked: str
    english: str
    chinese: str


_TOPICS = (
    _Topic(
        asked=r"\b(human|person|agent|operator|someone|somebody)\b|人工|真人|客服",
        english="You can reach a person at any time: press “Talk to a person”.",
        chinese="随时可以找真人：请点“转人工”。",
    ),
    _Topic(
        asked=r"\b(open(ing)?|closed?|hours)\b|营业|几点|开门|关门|上班|下班",
        english="I do not know the opening hours. Press “Talk to a person” to ask the team.",
        chinese="我不知道营业时间，请点“转人工”询问团队。",
    ),
    _Topic(
        asked=r"\bwho are you\b|\bwhat (are|can|do) you\b|\bhelp\b|你是谁|你能|你会|帮助|怎么用",
        english=(
            "I can only show how a chat looks: answers appear word by word, "
            "and a person can take over at any moment."
        ),
        chinese="我只能展示聊天的样子：回答逐字出现，真人随时可以接手。",
    ),
    _Topic(
        asked=r"\b(thanks|thank you|thx|bye|goodbye)\b|谢谢|多谢|再见",
        english="You are welcome!",
        chinese="不客气！",
    ),
    _Topic(
        asked=r"^\W*(hi|hello|hey|good (morning|afternoon|evening))\b|你好|您好|在吗",
        english="Hello! Press “Talk to a person” when you want to reach the team.",
        chinese="您好！想联系团队时，请点“转人工”。",
    ),
)
_ANYTHING_ELSE = _Topic(
    asked="",
    english="I cannot answer this. Press “Talk to a person” to reach the team.",
    chinese="我无法回答这个问题。要联系团队，请点“转人工”。",
)
_NOTICE_ENGLISH = " (This is a demo: no AI provider is connected yet.)"
_NOTICE_CHINESE = "（这是演示：目前还没有接入 AI 服务。）"


class ScriptedModel:
    """A `ChatModel` that needs no network.

    Attributes:
        name: Always `demo`.
    """

    name = "demo"

    def __init__(self, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._sleep = sleep

    async def stream(self, request: ChatRequest) -> AnswerStream:
        for piece in _PIECES.findall(_reply_to(_question(request))):
            await self._sleep(_PAUSE_SECONDS)
            yield TextChunk(text=piece)
        yield Finished(reason=FinishReason.STOP, usage=None)

    async def close(self) -> None:
        """Nothing is open."""


def _question(request: ChatRequest) -> str:
    asked = (turn.content for turn in reversed(request.messages) if turn.role == "user")
    return next(asked, "")


def _reply_to(question: str) -> str:
    asked = question.lower()
    topic = next((topic for topic in _TOPICS if re.search(topic.asked, asked)), _ANYTHING_ELSE)
    if _HAN.search(question):
        return topic.chinese + _NOTICE_CHINESE
    return topic.english + _NOTICE_ENGLISH
