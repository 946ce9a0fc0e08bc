"""How sockets live and end: deadlines, slow and deaf clients, too many tabs, the server's end."""

import asyncio
import base64
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from aiohttp import WSServerHandshakeError

from server.config import Limits
from tests.server.calling import DEADLINE, Talk
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
async def deaf(desk: Desk, kind: str, hello: str = "") -> AsyncIterator[asyncio.StreamWriter]:
    """A client that shakes hands, may say hello, and then reads nothing at all."""
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", desk.base.address.port, limit=1_000
    )
    path = "/api/v1/public/socket" if kind == "Visitor" else "/api/v1/socket"
    key = base64.b64encode(os.urandom(16)).decode()
    upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{upgrade}\r\nSec-WebSocket-Key: {key}"
    writer.write(f"{head}\r\n\r\n".encode())
    assert b"101" in await reader.readline()
    while await reader.readline() != b"\r\n":
        pass
    writer.transport.pause_reading()  # type: ignore[attr-defined]  # it is a read transport too
    if hello:
        said = f'{{"type": "hello", "token": "{hello}"}}'.encode()
        writer.write(bytes([0x81, 0x80 | len(said), 0, 0, 0, 0]) + said)
    try:
        yield writer
    finally:
        writer.transport.abort()


async def sockets(desk: Desk, role: str) -> float:
    return await desk.metric(f'deskbell_sockets{{role="{role}"}}')


async def test_a_slow_client_is_cut_and_harms_nobody(cold_desk: Desk) -> None:
    """It would need 20 MB of our memory; it gets 300 KB, and its socket is gone."""
    cold_desk.limits = Limits(queue_bytes=300_000, frame_burst=10_000, send_seconds=0.5)
    async with running(cold_desk) as desk:
        visitor = await desk.waiting_visitor()
        async with deaf(desk, "Agent", desk.agent("lin").token), visitor.socket() as talk:
            await until(lambda: has_sockets(desk, "agent", 1))
            number = 0
            while await sockets(desk, "agent"):
                number += 1
                assert number < 200
                for part in range(50):
                    body = f"{number} {part} " + "x" * 3_900
                    await talk.send("message.send", client_id=body[:20], body=body)
                    await talk.next("ack")
        async with desk.agent("lin").socket(after=0) as back:
            await back.settle()
            assert len(await visitor.messages()) <= 200


async def has_sockets(desk: Desk, role: str, count: int) -> bool:
    return await sockets(desk, role) == count


async def test_a_burst_beyond_the_queue_cuts_with_4408(cold_desk: Desk) -> None:
    cold_desk.limits = Limits(queue_frames=20)
    async with running(cold_desk) as desk:
        visitor = await desk.waiting_visitor()
        async with desk.agent("lin").socket() as talk:
            await talk.next("welcome")
            async with asyncio.TaskGroup() as group:
                for number in range(120):
                    group.create_task(visitor.say(str(number)))
            assert await talk.ended() in {4408, None} or talk.frames
        async with desk.agent("lin").socket(after=0) as back:
            await back.settle()


async def test_the_end_of_the_server_is_told_and_waits_for_nobody(desk: Desk) -> None:
    """Thirty clients that never answer a goodbye do not hold it up thirty times."""
    visitor = await desk.waiting_visitor()
    async with AsyncExitStack() as clients:
        for _ in range(15):
            await clients.enter_async_context(deaf(desk, "Visitor", visitor.token))
            await clients.enter_async_context(deaf(desk, "Agent", desk.agent("lin").token))
        await until(lambda: has_sockets(desk, "agent", 15))
        talk = await clients.enter_async_context(visitor.socket())
        await talk.next("welcome")
        async with asyncio.timeout(DEADLINE / 2):
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
