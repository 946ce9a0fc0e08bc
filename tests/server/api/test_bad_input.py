"""What clients must not send: each gets a clear answer, and nobody else notices."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from server.domain.text import MAX_BODY_CHARS
from tests.server.calling import Talk, Visitor
from tests.server.desk import Desk


@asynccontextmanager
async def undisturbed(desk: Desk) -> AsyncIterator[None]:
    """Another visitor, on a socket opened before, is served as ever afterwards."""
    other = await desk.waiting_visitor()
    async with other.socket() as talk:
        await talk.next("welcome")
        yield
        await talk.send("message.send", client_id="still", body="Still here?")
        assert (await talk.next("ack"))["client_id"] == "still"


# --- what a visitor writes -----------------------------------------------------------------------

REFUSED_BODIES = {
    "empty_message": ["", " ", "\n\t ", "\u200b\u200d\ufeff", "\u2800", "\u3164", "\x00\x07"],
    "body_too_long": ["x" * (MAX_BODY_CHARS + 1), "字" * 4_001, " " * 4_001],
}
ACCEPTED_BODIES = [
    "x" * 3_000,
    "字" * MAX_BODY_CHARS,
    "🙂" * MAX_BODY_CHARS,
    '"' * MAX_BODY_CHARS,
    "  two\u200b lines \n\n  and\ttabs  ",
    "<script>alert(1)</script> & {{ 7*7 }} %s {0} \x00 '; DROP TABLE message; --",
    "👩‍👩‍👧‍👦 a\u0301 \u202eright to left\u202c",
]


async def test_bodies_that_are_refused(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    async with undisturbed(desk), visitor.socket() as talk:
        for code, bodies in REFUSED_BODIES.items():
            for number, body in enumerate(bodies):
                said = {"client_id": f"{code}{number}", "body": body}
                assert (await visitor.post("public/messages", said)).refusal == (422, code)
                await talk.send("message.send", **said)
                assert (await talk.next("error", client_id=said["client_id"]))["code"] == code
    assert [one["seq"] for one in await visitor.messages()] == [1]


async def test_bodies_that_come_back_as_they_were_sent(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    for number, body in enumerate(ACCEPTED_BODIES):
        await visitor.say(body, client_id=f"http {number}")
        async with visitor.socket(after=10_000) as talk:
            await talk.send("message.send", client_id=f"socket {number}", body=body)
            await talk.next("ack")
    read_back = [one["body"] for one in await visitor.messages(after=1)]
    assert read_back == [body for body in ACCEPTED_BODIES for _ in range(2)]


async def test_a_repeated_client_id(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    first = await visitor.say("Hello", client_id="1")
    assert await visitor.say("Hello", client_id="1") == first
    other = {"client_id": "1", "body": "Bye"}
    assert (await visitor.post("public/messages", other)).refusal == (409, "client_id_reused")
    async with visitor.socket() as talk:
        await talk.send("message.send", client_id="1", body="Hello")
        assert (await talk.next("ack"))["id"] == first["id"]
        await talk.send("message.send", **other)
        assert (await talk.next("error", client_id="1"))["code"] == "client_id_reused"
    assert [one["body"] for one in await visitor.messages(after=1)] == ["Hello"]


async def test_client_ids_that_are_none(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    for client_id in ("", " ", "\u200b", "x" * 101):
        said = {"client_id": client_id, "body": "Hello"}
        assert (await visitor.post("public/messages", said)).refusal == (422, "bad_client_id")
    first = await visitor.say("Hello", client_id="x" * 100)
    other = await desk.waiting_visitor()
    assert (await other.say("Hello", client_id="x" * 100))["id"] != first["id"]


async def test_files_that_were_never_uploaded(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    said = {"client_id": "1", "body": "Look", "attachments": ["etc/passwd"]}
    assert (await visitor.post("public/messages", said)).refusal == (422, "no_such_file")
    async with visitor.socket() as talk:
        await talk.send("message.send", **said)
        assert (await talk.next("error"))["code"] == "no_such_file"


async def test_what_a_browser_says_of_itself_is_cut_not_refused(desk: Desk) -> None:
    long = {"locale": "x" * 500, "page_url": "http://a/" + "x" * 5_000, "referrer": "r" * 5_000}
    visitor = await desk.waiting_visitor(**long)
    seen = (await desk.agent("lin").get(f"conversations/{visitor.conversation}")).data["visitor"]
    assert (len(seen["locale"]), len(seen["page_url"]), len(seen["referrer"])) == (35, 2000, 2000)


# --- frames --------------------------------------------------------------------------------------

BAD_FRAMES = [
    "",
    "Hello",
    "null",
    "[]",
    "1",
    "{",
    '"\\ud800"',
    '{"type": 1, "data": 1}',
    '{"data": 1}',
    '{"type": null}',
    '{"type": "no.such.type"}',
    '{"type": "ping", "no_such_field": 1}',
    '{"type": "typing", "on": "yes"}',
    '{"type": "read", "seq": "1"}',
    '{"type": "read", "seq": 1.5}',
    '{"type": "message.send", "client_id": "1"}',
    '{"type": "message.send", "client_id": 1, "body": "x"}',
    '{"type": "message.send", "client_id": "1", "body": "\\ud800"}',
    '{"type": "message.send", "client_id": "1", "body": NaN}',
    "[" * 20_000,
    '{"type":' * 5_000,
]


@pytest.mark.parametrize("kind", ["Visitor", "Agent"])
async def test_a_bad_frame_ends_its_own_socket_only(desk: Desk, kind: str) -> None:
    async with undisturbed(desk):
        caller = await desk.visitor() if kind == "Visitor" else desk.agent("lin")
        for bad in BAD_FRAMES:
            async with caller.socket() as talk:
                await talk.next("welcome")
                await talk.raw.send_str(bad)
                assert await talk.ended() == 4400, bad
                assert talk.frames[-1]["code"] in {"bad_json", "bad_fields"}
                assert talk.frames[-1]["detail"]


@pytest.mark.parametrize("kind", ["Visitor", "Agent"])
async def test_the_first_frame_is_a_hello(desk: Desk, kind: str) -> None:
    async with undisturbed(desk):
        for bad in [*BAD_FRAMES, '{"type": "ping"}']:
            async with desk.anybody().open_socket(kind) as talk:
                await talk.raw.send_str(bad)
                assert await talk.ended() == 4400, bad
                assert talk.of("error")


@pytest.mark.parametrize("kind", ["Visitor", "Agent"])
async def test_a_megabyte_and_a_binary_frame(desk: Desk, kind: str) -> None:
    async with undisturbed(desk):
        caller = await desk.visitor() if kind == "Visitor" else desk.agent("lin")
        async with caller.socket() as talk:
            await talk.next("welcome")
            await talk.raw.send_str("x" * 1_000_000)
            assert await talk.ended() == 1009
        async with caller.open_socket(kind) as talk:
            await talk.raw.send_str("x" * 1_000_000)
            assert await talk.ended() == 1009
        async with caller.socket() as talk:
            await talk.next("welcome")
            await talk.raw.send_bytes(b'{"type": "ping"}')
            assert await talk.ended() == 4400


@pytest.mark.parametrize("kind", ["Visitor", "Agent"])
async def test_wrong_tokens_in_the_hello(desk: Desk, kind: str) -> None:
    visitor = await desk.visitor()
    foreign = desk.agent("lin").token if kind == "Visitor" else visitor.token
    for token in ("", "wrong", "\x00", foreign):
        async with desk.anybody().open_socket(kind) as talk:
            await talk.send("hello", token=token)
            assert await talk.ended() == 4401
            assert talk.of("error")[0]["code"] == "not_signed_in"


async def test_frames_that_are_refused_leave_the_socket_open(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    refused: list[tuple[dict[str, Any], str]] = [
        ({"type": "hello", "token": visitor.token}, "said_hello"),
        ({"type": "rate", "score": 0}, "out_of_range"),
        ({"type": "rate", "score": 6}, "out_of_range"),
    ]
    async with visitor.socket() as talk:
        for frame, code in refused:
            await talk.raw.send_json(frame)
            assert (await talk.next("error"))["code"] == code
        for seq in (-1, 10**30, -(10**30)):
            await talk.send("read", seq=seq)
        await talk.settle()
        assert len(talk.of("error")) == len(refused)


async def test_agents_frames_that_are_refused_leave_the_socket_open(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    lin = desk.agent("lin")
    foreign: list[dict[str, Any]] = [
        {"type": "read", "seq": 1},
        {"type": "message.send", "client_id": "1", "body": "Hello"},
        {"type": "message.send", "client_id": "1", "body": "Hello", "kind": "note"},
    ]
    async with lin.socket() as talk:
        for frame in foreign:
            await talk.raw.send_json(frame | {"conversation_id": "no-such-id"})
            assert (await talk.next("error"))["code"] == "no_such_conversation"
        for seq in (-1, 10**30, -(10**30)):
            await talk.send("read", conversation_id=visitor.conversation, seq=seq)
        await talk.settle()
        await refuses_bodies(talk, visitor)


async def refuses_bodies(talk: Talk, visitor: Visitor) -> None:
    for code, bodies in REFUSED_BODIES.items():
        said = {"conversation_id": visitor.conversation, "client_id": code, "body": bodies[0]}
        await talk.send("message.send", **said)
        assert (await talk.next("error", client_id=code))["code"] == code


async def test_a_hello_from_beyond_the_end_or_before_the_start(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    for after in (-1, 2**63, 10**30):
        async with visitor.socket(after=after) as talk:
            assert await talk.ended() == 4400
    async with visitor.socket(after=99) as talk:
        welcome = await talk.next("welcome")
        assert (welcome["messages"], welcome["last_seq"]) == ([], 1)


async def test_a_body_that_ends_in_the_middle_is_nobodys_bug(desk: Desk) -> None:
    """Nothing is logged, and others are served."""
    async with undisturbed(desk):
        for cut in (b"", b"{", b'{"locale": "en"'):
            host, port = "127.0.0.1", desk.base.address.port
            reader, writer = await asyncio.open_connection(host, port)
            head = "POST /api/v1/public/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            writer.write(f"{head}Content-Length: 500\r\n\r\n".encode() + cut)
            await writer.drain()
            writer.close()
            await writer.wait_closed()
            assert await reader.read() == b""
