"""A coat that bounds how many requests one provider has at a time."""

import asyncio
from contextlib import aclosing

from server.ai.chat_model import AnswerStream, ChatModel, ChatRequest, FaultCode
from server.ai.coat import Coat
from server.ai.faults import fault


class Limited(Coat):
    """Lets some in, some wait for a short while, and turns the rest away at once."""

    def __init__(
        self,
        inner: ChatModel,
        *,
        in_flight: int = 8,
        waiting: int = 50,
        longest_wait: float = 15,
    ) -> None:
        super().__init__(inner)
        self._slots = asyncio.Semaphore(in_flight)
        self._most_waiting = waiting
        self._waiting = 0
        self._longest_wait = longest_wait

    async def stream(self, request: ChatRequest) -> AnswerStream:
        await self._enter()
        try:
            async with aclosing(self._inner.stream(request)) as answer:
                async for part in answer:
                    yield part
        finally:
            self._slots.release()

    async def _enter(self) -> None:
        if self._slots.locked() and self._waiting >= self._most_waiting:
            raise fault(FaultCode.OVERLOADED)
        self._waiting += 1
        try:
            async with asyncio.timeout(self._longest_wait):
                await self._slots.acquire()
        except TimeoutError:
            raise fault(FaultCode.OVERLOADED) from None
        finally:
            self._waiting -= 1
