"""One WebSocket: its hello, its pump, its reading loop, and how it ends."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from aiohttp import WSCloseCode, WSMessage, WSMsgType, web

from server.config import Limits
from server.domain import codec
from server.domain.errors import BadInput, KnownError, NotSignedIn, TooFast
from server.domain.frames import (
    BAD_FRAME,
    NOT_SIGNED_IN,
    TOO_FAST,
    TOO_SLOW,
    ErrorFrame,
    Hello,
)
from server.realtime.outbox import Outbox, Overflow
from server.tasks import Tasks

F = TypeVar("F")


class Ended(Exception):
    """The socket is to be closed.

    Attributes:
        code: The close code that tells why.
    """

    def __init__(self, code: int, error: KnownError) -> None:
        super().__init__(error.detail)
        self.code = code
        self.error = error


class Socket:
    """One WebSocket, with its outbox."""

    def __init__(
        self,
        web_socket: web.WebSocketResponse,
        transport: asyncio.Transport | None,
        tasks: Tasks,
        limits: Limits,
    ) -> None:
        self._web_socket = web_socket
        self._transport = transport
        self._tasks = tasks
        self._limits = limits
        self.outbox = Outbox(limits)

    async def hello(self, decode: Callable[[str], object]) -> Hello:
        """The first frame; raises `Ended`."""
        try:
            async with asyncio.timeout(self._limits.hello_seconds):
                message = await self._web_socket.receive()
        except TimeoutError:
            raise Ended(TOO_SLOW, BadInput("no_hello", "The first frame did not come.")) from None
        frame = decode_frame(message, decode)
        if not isinstance(frame, Hello):
            raise Ended(BAD_FRAME, BadInput("no_hello", "The first frame is a hello."))
        return frame

    async def send(self, frame: object) -> None:
        """Before `run`: at the client's own pace, so that no backlog is too long for it.

        Raises:
            Ended: It does not read.
            ConnectionError: It has gone.
        """
        try:
            async with asyncio.timeout(self._limits.send_seconds):
                await self._web_socket.send_str(codec.encode_text(frame))
        except TimeoutError:
            self._abort()
            raise Ended(TOO_SLOW, BadInput("too_slow", "Come back when you can read.")) from None

    async def run(
        self,
        decode: Callable[[str], F],
        handle: Callable[[F], Awaitable[None]],
        still: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Read and handle frames, one after the other, while the outbox is pumped out.

        `still` is asked now and then whether this client may stay; it raises `Ended` if not.
        """
        helpers = [self._tasks.start("socket pump", self._pump())]
        if still is not None:
            helpers.append(self._tasks.start("socket watch", self._watch(still)))
        try:
            async for message in self._web_socket:
                if message.type is WSMsgType.ERROR:
                    return  # closed already, with the code that the protocol has for it
                await handle(decode_frame(message, decode))
        finally:
            for helper in helpers:
                helper.cancel()

    async def end(self, ended: Ended) -> None:
        """Say what is wrong, then close with the code."""
        with suppress(ConnectionError, Ended):
            await self.send(ErrorFrame(code=ended.error.code, detail=ended.error.detail))
        await self.close(ended.code, ended.error.code, seconds=self._limits.send_seconds)

    async def close(self, code: int, reason: str, *, seconds: float) -> None:
        """Say goodbye, and wait so long for it to arrive."""
        try:
            async with asyncio.timeout(seconds):
                await self._web_socket.close(code=code, message=reason.encode())
        except (ConnectionError, TimeoutError):
            self._abort()

    def _abort(self) -> None:
        """To whoever does not read, not even a goodbye arrives: a polite close never ends."""
        if self._transport is not None:
            self._transport.abort()

    async def _pump(self) -> None:
        """Send what the outbox holds; a client that does not take it is cut."""
        try:
            while True:
                frame = await self.outbox.take()
                async with asyncio.timeout(self._limits.send_seconds):
                    await self._web_socket.send_str(frame)
        except TimeoutError:
            self._abort()
        except Overflow:
            await self.close(TOO_SLOW, "too_slow", seconds=1)
        except ConnectionError:
            pass  # the reading loop sees the end too

    async def _watch(self, still: Callable[[], Awaitable[None]]) -> None:
        """A session that was ended elsewhere ends here too."""
        try:
            while True:
                await asyncio.sleep(self._limits.recheck_seconds)
                await still()
        except Ended as ended:
            await self.end(ended)


def decode_frame(message: WSMessage, decode: Callable[[str], F]) -> F:
    """Raises `Ended` when it is no frame of ours."""
    if message.type is not WSMsgType.TEXT:
        raise Ended(BAD_FRAME, BadInput("bad_frame", "Frames are text: one JSON object each."))
    try:
        return decode(message.data)
    except BadInput as error:
        raise Ended(BAD_FRAME, error) from error


def ended_by(error: KnownError) -> Ended:
    """How known trouble closes the socket."""
    match error:
        case NotSignedIn():
            return Ended(NOT_SIGNED_IN, error)
        case TooFast():
            return Ended(TOO_FAST, error)
        case _:
            return Ended(WSCloseCode.TRY_AGAIN_LATER, error)
