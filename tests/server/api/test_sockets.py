"""How sockets live and end: deadlines, slow and deaf clients, too many tabs, the server's end."""

import asyncio
import base64
import os
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing

import pytest
from aiohttp import WSServerHandshakeError

from server.config import Limits
from server.domain.events import SettingsChanged
from tests.server.calling import Talk
from tests.server.desk import Desk, running, until

KINDS = ["Visitor", "Agent"]


@pytest.mark.parametrize("kind", KINDS)
async def test_whoever_does_not_say_hello_is_sent_away(cold_desk: Desk, kind: str) -> None:
    cold_desk.limits = Limits(hello_seconds=0.05)
    async with running(cold_desk) as desk, desk.anybody().open_socket(kind) as talk:
        assert await talk.ended() == 4408
        assert talk.of("error")[0]["code"] == "no_hello"


@pytest.mark.parametrize("kind", KINDS)
async def test_leaving_before_the_hello_is_no_bug(desk: Desk, kind: str) -> None:
    for _ in range(3):
        async with desk.anybody().open_socket(kind):
            pass
    async with deaf(desk, kind):
        pass
    assert (await desk.anybody().get("/healthz")).status == 200


async def test_one_visitors_tabs_have_a_limit(cold_desk: Desk) -> None:
    cold_desk.limits = Limits(sockets_per_visitor=3)
    async with running(cold_desk) as desk, AsyncExitStack() as tabs:
        visitor, other = await desk.waiting_visitor(), await desk.waiting_visitor()
        for _ in range(3):
            talk = await tabs.enter_async_context(visitor.socket())
            await talk.next("welcome")
        async with visitor.socket() as one_more, other.socket() as others:
            assert await one_more.ended() == 4429
            assert one_more.of("error")[0]["code"] == "too_many_sockets"
            await others.next("welcome")
        await tabs.aclose()
        async with visitor.socket() as again:
            await again.next("welcome")


# --- clients that do not read --------------------------------------------------------------------


@asynccontextmanager
async def deaf(desk: Desk, kind: str, hello: str = "") -> AsyncIterator[None]:
    """A client that shakes hands, may say hello, and then reads nothing at all."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    line.setblocking(False)
    loop = asyncio.get_running_loop()
    with closing(line):
        await loop.sock_connect(line, ("127.0.0.1", desk.base.address.port))
        path = "/api/v1/public/socket" if kind == "Visitor" else "/api/v1/socket"
        key = base64.b64encode(os.urandom(16)).decode()
        upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{upgrade}\r\nSec-WebSocket-Key: {key}"
        await loop.sock_sendall(line, f"{head}\r\n\r\n".encode())
        assert b" 101 " in await loop.sock_recv(line, 20)
        if hello:
            said = f'{{"type": "hello", "token": "{hello}"}}'.encode()
            await loop.sock_sendall(line, bytes([0x81, 0x80 | len(said), 0, 0, 0, 0]) + said)
        yield


async def counted(desk: Desk, role: str, count: int) -> bool:
    return await desk.metric(f'deskbell_sockets{{role="{role}"}}') == count


async def test_a_client_that_stops_reading_is_cut_and_harms_nobody(cold_desk: Desk) -> None:
    cold_desk.limits = Limits(queue_bytes=300_000, send_seconds=0.3)
    async with running(cold_desk) as desk:
        visitor = await desk.waiting_visitor()
        async with deaf(desk, "Agent", desk.agent("lin").token), visitor.socket() as talk:
            await until(lambda: counted(desk, "agent", 1))

            async def flood() -> bool:
                desk.base.bus.publish([SettingsChanged(section="x" * 100_000)])
                return await counted(desk, "agent", 0)

            await until(flood)
            await talk.settle()


async def test_a_client_that_never_reads_its_welcome_is_cut(cold_desk: Desk) -> None:
    cold_desk.limits = Limits(send_seconds=0.3, frame_burst=1_000)
    async with running(cold_desk) as desk:
        visitor = await desk.waiting_visitor()
        async with asyncio.TaskGroup() as group:
            for number in range(300):
                group.create_task(visitor.say(f"{number} " + "长" * 3_900))
        async with deaf(desk, "Visitor", visitor.token):
            await until(lambda: counted(desk, "visitor", 1))
            await until(lambda: counted(desk, "visitor", 0))


async def test_a_queue_that_is_full_cuts_with_4408(cold_desk: Desk) -> None:
    """More in one moment than the queue holds; what was committed is resumed from disk."""
    cold_desk.limits = Limits(queue_frames=20)
    async with running(cold_desk) as desk:
        visitor = await desk.waiting_visitor()
        async with desk.agent("lin").socket(after=0) as talk:
            await talk.settle()
            desk.base.bus.publish([SettingsChanged(section="x")] * 21)
            assert await talk.ended() == 4408
        await visitor.say("Hello?")
        async with desk.agent("lin").socket(after=2) as back:
            assert (await back.event("message.created"))["message"]["body"] == "Hello?"


async def test_the_end_of_the_server_is_told_and_waits_for_nobody(cold_desk: Desk) -> None:
    """Clients that do not even take a goodbye do not hold it up one after the other."""
    cold_desk.limits = Limits(send_seconds=60, queue_bytes=100_000_000)
    async with running(cold_desk) as desk, AsyncExitStack() as clients:
        visitor = await desk.waiting_visitor()
        for _ in range(8):
            await clients.enter_async_context(deaf(desk, "Agent", desk.agent("lin").token))
        await until(lambda: counted(desk, "agent", 8))
        desk.base.bus.publish([SettingsChanged(section="x" * 100_000)] * 50)
        talk = await clients.enter_async_context(visitor.socket())
        await talk.settle()
        async with asyncio.timeout(5):  # what the command line promises
            ended, _ = await asyncio.gather(talk.ended(), desk.stop())
        assert ended == 1012


# --- whose page ----------------------------------------------------------------------------------

FOREIGN = ["http://evil.example", "null", "file://", "http://[", "https://127.0.0.1.evil.example"]


@pytest.mark.parametrize("kind", KINDS)
async def test_only_our_own_pages_open_sockets(desk: Desk, kind: str) -> None:
    for origin in FOREIGN:
        with pytest.raises(WSServerHandshakeError) as refused:
            async with desk.anybody().open_socket(kind, {"Origin": origin}):
                pass
        assert refused.value.status == 403
    async with desk.anybody().open_socket(kind, {"Origin": desk.url}) as talk:
        assert isinstance(talk, Talk)


async def test_only_our_own_names_are_answered(desk: Desk) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "[", "", "localhost.evil.example:80"):
        reply = await desk.anybody().send("GET", "/healthz", headers={"Host": host})
        assert reply.refusal == (421, "unknown_host")
    for host in ("localhost", "127.0.0.1:8484", "192.168.1.20", "[::1]:80", "LOCALHOST"):
        reply = await desk.anybody().send("GET", "/healthz", headers={"Host": host})
        assert reply.status == 200
