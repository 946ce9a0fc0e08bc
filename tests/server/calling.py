"""Clients of the API, as tests use them; a witness hears every answer."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from tests.server.witness import Witness

# Generous: it ends a test that hangs, it does not judge speed on a busy machine.
DEADLINE = 30.0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer by HTTP."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """What was asked for; fails when it was refused."""
        assert self.status < 400, self.body.decode()
        return json.loads(self.body) if self.body else None

    @property
    def refusal(self) -> tuple[int, str]:
        """Status and code of a problem document."""
        return self.status, json.loads(self.body)["code"]


class Caller:
    """Somebody who calls the API, with or without a token."""

    def __init__(self, http: ClientSession, url: str, witness: Witness, token: str = "") -> None:
        self.token = token
        self._http = http
        self._url = url
        self._witness = witness

    async def get(self, path: str, **query: Any) -> Reply:
        return await self.send("GET", path, query=query)

    async def post(self, path: str, body: object = None) -> Reply:
        return await self.send("POST", path, encoded(body))

    async def put(self, path: str, body: object = None) -> Reply:
        return await self.send("PUT", path, encoded(body))

    async def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        query: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        """A path without a slash before it is below /api/v1."""
        path = path if path.startswith("/") else f"/api/v1/{path}"
        sent = ({"Authorization": f"Bearer {self.token}"} if self.token else {}) | (headers or {})
        async with self._http.request(
            method, self._url + path, data=body, params=query, headers=sent
        ) as answer:
            said = await answer.read()
            self._witness.http(method, path, answer.status, said, answer.content_type)
            return Reply(answer.status, answer.headers, said)

    @asynccontextmanager
    async def socket(self, *, after: int | None = None) -> "AsyncIterator[Talk]":
        """Open, said hello, and not read yet."""
        kind = "Visitor" if self._is_visitor else "Agent"
        async with self.open_socket(kind) as talk:
            await talk.send("hello", token=self.token, after=after)
            yield talk

    @asynccontextmanager
    async def open_socket(
        self, kind: str, headers: dict[str, str] | None = None
    ) -> "AsyncIterator[Talk]":
        """Open, and nothing said."""
        path = "/api/v1/public/socket" if kind == "Visitor" else "/api/v1/socket"
        async with self._http.ws_connect(
            self._url + path, headers=headers, max_msg_size=0
        ) as web_socket:
            yield Talk(web_socket, self._witness, f"To{kind}")

    @property
    def _is_visitor(self) -> bool:
        return isinstance(self, Visitor)


class Visitor(Caller):
    """Somebody who asks."""

    def __init__(
        self, http: ClientSession, url: str, witness: Witness, session: dict[str, str]
    ) -> None:
        super().__init__(http, url, witness, session["token"])
        self.id = session["visitor_id"]
        self.conversation = session["conversation_id"]

    async def say(self, text: str, client_id: str = "") -> Any:
        """The stored message."""
        said = {"client_id": client_id or f"said {text}"[:100], "body": text}
        return (await self.post("public/messages", said)).data

    async def messages(self, after: int = 0) -> list[Any]:
        items: list[Any] = (await self.get("public/messages", after=after)).data["items"]
        return items


class Talk:
    """One open WebSocket; `frames` is all that came."""

    def __init__(
        self, web_socket: ClientWebSocketResponse, witness: Witness, direction: str
    ) -> None:
        self.raw = web_socket
        self.frames: list[Any] = []
        self._code: int | None = None
        self._witness = witness
        self._direction = direction

    async def send(self, kind: str, /, **fields: Any) -> None:
        await self.raw.send_json({"type": kind} | fields)

    async def next(self, kind: str, /, **expected: Any) -> Any:
        """Read on to the next frame of this type that has these fields."""
        async with asyncio.timeout(DEADLINE):
            while True:
                frame = await self._read()
                assert frame is not None, f"closed with {self._code}: {self.frames}"
                if frame["type"] == kind and expected.items() <= frame.items():
                    return frame

    async def event(self, name: str) -> Any:
        """Read on to the next event of this name; its data."""
        return (await self.next("event", name=name))["data"]

    async def settle(self) -> None:
        """Everything that was put on the way before this has come."""
        await self.send("ping")
        await self.next("pong")

    async def ended(self) -> int:
        """Read to the end; the close code."""
        async with asyncio.timeout(DEADLINE):
            while await self._read() is not None:
                pass
        assert self._code is not None
        return self._code

    def of(self, kind: str) -> list[Any]:
        """The frames of this type that came."""
        return [frame for frame in self.frames if frame["type"] == kind]

    async def _read(self) -> Any:
        message = await self.raw.receive()
        if message.type is not WSMsgType.TEXT:
            # What the server said; the client's own code tells whether its answer arrived, too.
            self._code = message.data if message.type is WSMsgType.CLOSE else self.raw.close_code
            return None
        self._witness.frame(self._direction, message.data)
        self.frames.append(json.loads(message.data))
        return self.frames[-1]


def encoded(body: object) -> bytes | None:
    return None if body is None else json.dumps(body).encode()
