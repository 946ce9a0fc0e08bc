"""The life of a provider's client: made at the first use, let go after the last."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing

from server.ai.chat_model import AnswerStream, ChatModel, ChatRequest


class OnDemand:
    """A model that exists while it is needed.

    Making it loads the SDK (half a second, 30 MB) and the system's certificates, so it happens in a
    thread, and never on a server without a provider. After `close` the streams under way end in
    peace, and the last one closes the client: a saved setting must not cut an answer.
    """

    def __init__(self, name: str, make: Callable[[], ChatModel]) -> None:
        self.name = name
        self._make = make
        self._making = asyncio.Lock()
        self._model: ChatModel | None = None
        self._streams = 0
        self._retired = False

    async def stream(self, request: ChatRequest) -> AnswerStream:
        self._streams += 1
        try:
            model = await self._made()
            async with aclosing(model.stream(request)) as answer:
                async for part in answer:
                    yield part
        finally:
            self._streams -= 1
            await self._close_if_over()

    async def close(self) -> None:
        self._retired = True
        await self._close_if_over()

    async def _made(self) -> ChatModel:
        async with self._making:
            if self._model is None:
                self._model = await asyncio.to_thread(self._make)
            return self._model

    async def _close_if_over(self) -> None:
        if self._retired and not self._streams and self._model is not None:
            model, self._model = self._model, None
            await model.close()
