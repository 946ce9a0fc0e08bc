"""A coat that never lets a visitor wait without end."""

import asyncio
from contextlib import aclosing
from dataclasses import dataclass

from server.ai.chat_model import (
    AnswerStream,
    ChatModel,
    ChatRequest,
    FaultCode,
    Finished,
    TextChunk,
)
from server.ai.coat import Coat
from server.ai.faults import fault
from server.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many seconds to wait: for the first sign of life, between two, for the whole answer."""

    first: float = 15
    gap: float = 20
    total: float = 90


class Deadlines(Coat):
    """Cuts a provider that does not begin, stops in the middle, or drips without end."""

    def __init__(self, inner: ChatModel, *, clock: Clock, patience: Patience) -> None:
        super().__init__(inner)
        self._clock = clock
        self._patience = patience

    async def stream(self, request: ChatRequest) -> AnswerStream:
        patience = self._patience
        end = self._clock.monotonic() + patience.total
        wait = (patience.first, f"did not begin to answer within {patience.first:g} seconds")
        whole = f"needed more than {patience.total:g} seconds for one answer"
        async with aclosing(self._inner.stream(request)) as answer:
            while part := await _next(answer, *min(wait, (end - self._clock.monotonic(), whole))):
                yield part
                wait = (patience.gap, f"fell silent for {patience.gap:g} seconds in an answer")


async def _next(answer: AnswerStream, seconds: float, failed: str) -> TextChunk | Finished | None:
    """The next part, or None at the end."""
    deadline = asyncio.timeout(seconds)
    try:
        async with deadline:
            return await anext(answer, None)
    except TimeoutError:
        if not deadline.expired():
            raise  # not ours: a bug inside, to be seen as one
        raise fault(FaultCode.TIMEOUT, what=f"The provider {failed}.") from None
