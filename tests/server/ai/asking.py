"""What the tests of the assistant share: a question, a way to ask it, a model that plays a part."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass

from server.ai.chat_model import (
    AnswerStream,
    ChatMessage,
    ChatModel,
    ChatRequest,
    Finished,
    FinishReason,
    ProviderFault,
    TextChunk,
)

QUESTION = ChatRequest(
    messages=(
        ChatMessage(role="system", content="You are kind."),
        ChatMessage(role="user", content="Where is my parcel?"),
    ),
    max_output_tokens=64,
)
STOP = Finished(reason=FinishReason.STOP, usage=None)


async def at_once(_: float) -> None:
    """Instead of a pause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a visitor would have seen, and how it ended."""

    text: str
    finished: Finished | None
    fault: ProviderFault | None


async def ask(model: ChatModel, request: ChatRequest = QUESTION) -> Outcome:
    text = ""
    finished = None
    try:
        async with aclosing(model.stream(request)) as answer:
            async for part in answer:
                assert finished is None, "something came after the end"
                match part:
                    case TextChunk():
                        text += part.text
                    case Finished():
                        finished = part
    except ProviderFault as fault:
        return Outcome(text=text, finished=finished, fault=fault)
    return Outcome(text=text, finished=finished, fault=None)


Cue = str | float | asyncio.Event | Finished | Exception


class Rehearsed:
    """A `ChatModel` that plays one act for each request: text, pauses, gates, an end, a fault."""

    name = "rehearsed"

    def __init__(self, *acts: Sequence[Cue]) -> None:
        self._acts = list(acts)
        self.asked = 0
        self.running = 0
        self.closed = 0

    async def stream(self, request: ChatRequest) -> AnswerStream:
        act = self._acts[min(self.asked, len(self._acts) - 1)]
        self.asked += 1
        self.running += 1
        try:
            for cue in act:
                match cue:
                    case str():
                        yield TextChunk(text=cue)
                    case Finished():
                        yield cue
                    case Exception():
                        raise cue
                    case asyncio.Event():
                        await cue.wait()
                    case _:
                        await asyncio.sleep(cue)
        finally:
            self.running -= 1

    async def close(self) -> None:
        self.closed += 1
