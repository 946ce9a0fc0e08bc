"""Clients that send as fast as they are acknowledged, and never forget what was not."""

import asyncio
from dataclasses import dataclass

from aiohttp import ClientWebSocketResponse

from server.domain import codec
from server.domain.conversations import Message
from server.domain.frames import Ack, SendMessage
from server.domain.requests import PostMessage, PostReply
from tests.durability.calls import Caller, frames, keep_calling
from tests.durability.notes import Complaints, PageNotes, Said, SenderNotes
from tests.durability.pulse import Pulse
from tests.durability.viewers import show

_IN_FLIGHT = 4


class Load:
    """What all senders share: when to stop, the pulse, and whom to complain to."""

    def __init__(self, pulse: Pulse, complaints: Complaints) -> None:
        self.stop = asyncio.Event()
        self.pulse = pulse
        self.complaints = complaints


class SocketSender:
    """A visitor's page: sends with a few messages in flight, and shows what it is sent."""

    def __init__(self, caller: Caller, notes: SenderNotes, page: PageNotes, load: Load) -> None:
        self._caller = caller
        self._notes = notes
        self._page = page
        self._load = load

    async def run(self) -> None:
        """Until stopped and everything is acknowledged."""
        await keep_calling(self._talk, self._finished, self._load.complaints)

    def _finished(self) -> bool:
        return self._load.stop.is_set() and not self._notes.waiting

    async def _talk(self) -> None:
        life = self._load.pulse.life
        async with self._caller.socket("public/socket", self._page.last) as socket:
            for said in self._notes.again():
                await _send(socket, said)
            await self._fill(socket)
            heard = frames(socket, codec.decode_for_visitor, self._load.complaints)
            async for frame in heard:
                show(frame, self._page, self._load.complaints)
                if isinstance(frame, Ack):
                    self._notes.acknowledged(frame.client_id, frame.seq)
                    self._load.pulse.acked(life)
                    await self._fill(socket)
                if self._finished():
                    return

    async def _fill(self, socket: ClientWebSocketResponse) -> None:
        while len(self._notes.waiting) < _IN_FLIGHT and not self._load.stop.is_set():
            await _send(socket, self._notes.say())


async def _send(socket: ClientWebSocketResponse, said: Said) -> None:
    frame = SendMessage(client_id=said.client_id, body=said.body)
    await socket.send_str(codec.encode_text(frame))


@dataclass(frozen=True, slots=True)
class Post:
    """Where and as what a message is posted."""

    path: str
    kind: type[PostMessage | PostReply]


class PostSender:
    """A client without a socket: one message after the other by plain HTTP."""

    def __init__(self, caller: Caller, post: Post, notes: SenderNotes, load: Load) -> None:
        self._caller = caller
        self._post = post
        self._notes = notes
        self._load = load

    async def run(self) -> None:
        """Until stopped and everything is acknowledged."""
        await keep_calling(self._talk, self._finished, self._load.complaints)

    def _finished(self) -> bool:
        return self._load.stop.is_set() and not self._notes.waiting

    async def _talk(self) -> None:
        while not self._finished():
            life = self._load.pulse.life
            waiting = self._notes.again() or [self._notes.say()]
            for said in waiting:
                body = self._post.kind(client_id=said.client_id, body=said.body)
                message = await self._caller.post(self._post.path, body, Message)
                self._notes.acknowledged(said.client_id, message.seq)
                self._load.pulse.acked(life)
