"""A coat that tries again when nothing has been shown yet and another try may help."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from itertools import count

from server.ai.chat_model import AnswerStream, ChatModel, ChatRequest, ProviderFault, TextChunk
from server.ai.coat import Coat

_SHORTEST_WAIT = 0.5
_LONGEST_BACK_OFF = 8.0
_LONGEST_RETRY_AFTER = 60.0


class Retrying(Coat):
    """Up to `retries` further tries, after random waits: many visitors must not return at once.

    Once a character is out there is no second try: the visitor would read two beginnings.
    """

    def __init__(
        self,
        inner: ChatModel,
        *,
        retries: int = 2,
        longest_wait: float = _LONGEST_RETRY_AFTER,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        draw: Callable[[], float] = random.random,  # noqa: S311 (it spreads load and protects nothing)
    ) -> None:
        """`longest_wait`: a provider that asks for more is not waited for. `draw`: 0 to 1."""
        super().__init__(inner)
        self._retries = retries
        self._longest_wait = longest_wait
        self._sleep = sleep
        self._draw = draw

    async def stream(self, request: ChatRequest) -> AnswerStream:
        for attempt in count():
            shown = False
            try:
                async with aclosing(self._inner.stream(request)) as answer:
                    async for part in answer:
                        shown = shown or (isinstance(part, TextChunk) and part.text != "")
                        yield part
                return
            except ProviderFault as fault:
                if shown or attempt >= self._retries or not fault.retryable:
                    raise
                wait = self._wait(attempt, fault.retry_after)
                if wait > self._longest_wait:
                    raise
            await self._sleep(wait)

    def _wait(self, attempt: int, retry_after: float | None) -> float:
        back_off = min(_LONGEST_BACK_OFF, 2.0 ** (attempt + 1))
        jittered = _SHORTEST_WAIT + (back_off - _SHORTEST_WAIT) * self._draw()
        # On top of what the provider asks: it asks the same of everybody whom it turned away.
        return jittered if retry_after is None else retry_after + _SHORTEST_WAIT * self._draw()
