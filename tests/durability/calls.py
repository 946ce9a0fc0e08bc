"""How every client reaches the server, and how it comes back when the server has died."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, WSMsgType

from server.domain import codec
from server.domain.frames import Hello
from tests.durability.notes import Complaints

T = TypeVar("T")

_BROKEN = 1006  # nobody said goodbye: what a killed server leaves behind


class Refused(Exception):
    """The server answered, and not with what was asked for."""


class Caller:
    """One client: its address of the server, and the token that opens it."""

    def __init__(self, http: ClientSession, url: str, token: str = "") -> None:
        self._http = http
        self._api = f"{url}/api/v1"
        self._token = token

    async def get(self, path: str, kind: type[T]) -> T:
        return await self._ask("GET", path, b"", kind)

    async def post(self, path: str, body: object, kind: type[T]) -> T:
        return await self._ask("POST", path, codec.encode(body), kind)

    async def put(self, path: str, body: object, kind: type[T]) -> T:
        return await self._ask("PUT", path, codec.encode(body), kind)

    @asynccontextmanager
    async def socket(self, path: str, after: int) -> AsyncIterator[ClientWebSocketResponse]:
        """Open, with the hello said."""
        async with self._http.ws_connect(f"{self._api}/{path}", max_msg_size=0) as socket:
            await socket.send_str(codec.encode_text(Hello(token=self._token, after=after)))
            yield socket

    async def _ask(self, method: str, path: str, body: bytes, kind: type[T]) -> T:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        url = f"{self._api}/{path}"
        async with self._http.request(method, url, data=body, headers=headers) as response:
            text = await response.text()
            if not response.ok:
                raise Refused(f"{method} {path}: {response.status} {text}")
            return codec.decode(kind, text)


def at_once() -> float:
    """How long most clients stay away from a server that has died, in seconds."""
    return 0.05


async def keep_calling(
    talk: Callable[[], Awaitable[None]],
    until: Callable[[], bool],
    complaints: Complaints,
    away: Callable[[], float] = at_once,
) -> None:
    """Talk until all is said; a broken line means to come back, a refusal to give up."""
    while not until():
        try:
            await talk()
        except Refused as refused:
            complaints.add("refused", str(refused))
            return
        except (ClientError, OSError):
            pass
        if not until():
            await asyncio.sleep(away())


async def frames(
    socket: ClientWebSocketResponse, decode: Callable[[str], T], complaints: Complaints
) -> AsyncIterator[T]:
    """What comes, until the line breaks; that the server itself ends it is a complaint."""
    async for message in socket:
        if message.type is not WSMsgType.TEXT:
            break
        yield decode(message.data)
    if socket.close_code not in {None, _BROKEN}:
        complaints.add("closed", f"with {socket.close_code}")
