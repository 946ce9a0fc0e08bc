"""A server on the loopback that says what a test tells it to: for trouble no real one makes."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from server.domain import codec
from server.domain.frames import AgentFrame, ToAgent
from server.domain.requests import ConversationPage, Problem
from server.domain.suggestions import Suggestion, SuggestionPage

Answer = Callable[[web.Request], web.StreamResponse]


class FakeDeskServer:
    """Answers HTTP from a queue; holds each WebSocket open for the test to use.

    Attributes:
        asked: Method and path with query of each HTTP request.
        bodies: What they carried.
        heard: Each frame that came by WebSocket.
        sockets: The open ones, oldest first.
        suggestions: What the assistant offers; asking for it is no part of `asked`, and neither is
            what a visitor asked before: nothing.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.bodies: list[bytes] = []
        self.headers: list[str] = []
        self.heard: list[AgentFrame] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.suggestions: tuple[Suggestion, ...] = ()
        self.connected = asyncio.Event()
        self._answers: list[Answer] = []
        app = web.Application()
        app.router.add_get("/api/v1/socket", self._socket)
        app.router.add_route("*", "/api/v1/{rest:.*}", self._http)
        self._server = TestServer(app)

    @property
    def url(self) -> str:
        return str(self._server.make_url("/"))

    def answer(self, *entities: object, status: int = 200) -> None:
        """These, one a request."""
        for entity in entities:
            self._answers.append(_saying(codec.encode(entity), status))

    def refuse(self, status: int, code: str, *, headers: dict[str, str] | None = None) -> None:
        """A problem document."""
        problem = Problem(title="no", status=status, code=code, detail=f"Because of {code}.")
        self._answers.append(_saying(codec.encode(problem), status, headers))

    def answer_bytes(self, body: bytes, status: int = 200) -> None:
        """Anything at all."""
        self._answers.append(_saying(body, status))

    async def say(self, frame: ToAgent) -> None:
        """To the newest socket."""
        await self.say_text(codec.encode_text(frame))

    async def say_text(self, text: str) -> None:
        """Whatever it is."""
        await self.sockets[-1].send_str(text)

    async def hang_up(self, code: int = 1000) -> None:
        """End the newest connection."""
        await self.sockets[-1].close(code=code)

    async def __aenter__(self) -> Self:
        await self._server.start_server()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        for socket in self.sockets:
            await socket.close()
        await self._server.close()

    async def _http(self, request: web.Request) -> web.StreamResponse:
        if request.method == "GET" and request.path.endswith("/suggestions"):
            page = SuggestionPage(items=self.suggestions, next=None)
            return _saying(codec.encode(page), 200)(request)
        if request.path.startswith("/api/v1/visitors/"):
            earlier = ConversationPage(items=(), next=None, rev=0)
            return _saying(codec.encode(earlier), 200)(request)
        self.asked.append(f"{request.method} {request.path_qs}")
        self.bodies.append(await request.read())
        self.headers.append(request.headers.get("Authorization", ""))
        return self._answers.pop(0)(request)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self.heard.append(codec.decode_agent_frame(message.data))
                self.connected.set()
        return socket


def _saying(body: bytes, status: int, headers: dict[str, str] | None = None) -> Answer:
    return lambda _request: web.Response(body=body, status=status, headers=headers)
