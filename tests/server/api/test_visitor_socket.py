"""The visitor's socket: what it brings, and that nothing is missed or doubled on the way."""

import asyncio
import random
from contextlib import suppress
from socket import SHUT_RDWR
from typing import Any

from server.config import Limits
from tests.server.calling import Caller, Visitor
from tests.server.desk import Desk, running

CANARY = "only-for-the-team"


def seqs(messages: list[Any]) -> list[int]:
    return [one["seq"] for one in messages]


async def test_the_welcome_brings_what_was_missed(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    for text in ("one", "two"):
        await visitor.say(text)
    for after, missed in ((None, [1, 2, 3]), (0, [1, 2, 3]), (2, [3]), (3, [])):
        async with visitor.socket(after=after) as talk:
            welcome = await talk.next("welcome")
            assert seqs(welcome["messages"]) == missed
            assert welcome["last_seq"] == 3
            assert welcome["conversation"]["id"] == visitor.conversation


async def test_one_own_message_comes_back_and_is_acknowledged(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    async with visitor.socket() as talk, visitor.socket() as other_tab:
        await other_tab.next("welcome")
        await talk.send("message.send", client_id="1", body="Hello")
        ack = await talk.next("ack")
        for tab in (talk, other_tab):
            await tab.settle()
            (message,) = [one["message"] for one in tab.of("message")]
            assert (message["id"], message["seq"]) == (ack["id"], ack["seq"])
            assert message["created_at"] == ack["created_at"]
    assert other_tab.of("ack") == []


async def test_sockets_cut_at_arbitrary_points_miss_nothing(desk: Desk) -> None:
    """Somebody writes all the time, while a tab of the same visitor comes and goes."""
    visitor, chance = await desk.waiting_visitor(), random.Random(1)
    seen: list[int] = []

    async def write() -> None:
        for number in range(120):
            await visitor.say(str(number))

    async with asyncio.TaskGroup() as group:
        writing = group.create_task(write())
        while not writing.done():
            await look(visitor, seen, chance.randint(0, 6))
    await look(visitor, seen, 0)
    assert seen == list(range(1, 122))


async def look(visitor: Visitor, seen: list[int], messages: int) -> None:
    """Read the welcome and some messages, then vanish without a goodbye."""
    async with visitor.socket(after=seen[-1] if seen else 0) as talk:
        seen += seqs((await talk.next("welcome"))["messages"])
        with suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                for _ in range(messages):
                    seen.append((await talk.next("message"))["message"]["seq"])
        talk.raw.get_extra_info("socket").shutdown(SHUT_RDWR)


async def test_a_long_history_comes_whole_and_in_order(cold_desk: Desk) -> None:
    """It is far more than an outbox holds, and nobody is cut for what they did not ask for."""
    cold_desk.limits = Limits(queue_frames=8, queue_bytes=50_000, frame_burst=1_000)
    async with running(cold_desk) as desk:
        visitor = await desk.waiting_visitor()
        async with asyncio.TaskGroup() as group:
            for number in range(420):
                group.create_task(visitor.say(f"{number} " + "x" * 1_000))
        async with visitor.socket() as talk:
            await talk.settle()
            first = talk.of("welcome")[0]
            brought = [*first["messages"], *(one["message"] for one in talk.of("message"))]
            assert seqs(brought) == list(range(1, 422))
            assert first["last_seq"] == 421


async def test_typing_goes_to_the_other_side_only(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    async with visitor.socket() as talk, lin.socket() as desktop:
        await desktop.next("welcome")
        await talk.send("typing", on=True)
        seen = await desktop.event("visitor.typing")
        assert seen["author"]["kind"] == "visitor"
        await desktop.send("typing", conversation_id=visitor.conversation, on=True)
        typing = await talk.next("typing")
        assert typing["author"] == {"kind": "agent", "id": None, "name": "Lin"}
        await desktop.send("typing", conversation_id=visitor.conversation, on=False)
        assert not (await talk.next("typing"))["on"]
        assert len(talk.of("typing")) == 2


async def test_presence(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    async with lin.socket() as desktop:
        await desktop.next("welcome")
        async with visitor.socket() as talk, visitor.socket() as other_tab:
            assert (await talk.next("presence"))["agents_online"] == 1
            await other_tab.next("welcome")
            assert (await desktop.event("presence.changed"))["online"]
            listed = (await lin.get("conversations")).data["items"][0]
            assert listed["visitor"]["online"]
        assert not (await desktop.event("presence.changed"))["online"]
        assert len(desktop.of("event")) == 2


async def test_read_marks(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    await visitor.say("Hello?")
    async with visitor.socket() as talk, lin.socket() as desktop:
        await desktop.next("welcome")
        for seq, mark in ((2, 2), (1, 2), (99, 2)):
            await talk.send("read", seq=seq)
            await talk.settle()
            read = (await lin.get(f"conversations/{visitor.conversation}")).data
            assert read["visitor_read_seq"] == mark
        assert (await desktop.event("conversation.updated"))["conversation"]["unread"] == 1
        await desktop.send("read", conversation_id=visitor.conversation, seq=2)
        assert (await desktop.event("conversation.updated"))["conversation"]["unread"] == 0


async def test_a_rating_is_kept(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    async with visitor.socket() as talk:
        await talk.send("rate", score=4, comment="很好")
        changed = await talk.next("conversation")
        assert changed["conversation"]["rating"] == {"score": 4, "comment": "很好"}
    kept = (await lin.get(f"conversations/{visitor.conversation}")).data
    assert kept["rating"] == {"score": 4, "comment": "很好"}


async def test_the_button_for_a_person(desk: Desk, lin: Caller) -> None:
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        for _ in range(2):
            await talk.send("handoff.request")
        await talk.settle()
        assert [one["message"]["notice"] for one in talk.of("message")] == ["handoff"]
        assert talk.of("conversation")[-1]["conversation"]["handler"]["kind"] == "queue"
    handoff = (await lin.get(f"conversations/{visitor.conversation}")).data["handoff"]
    assert handoff["reason"] == "visitor_asked"


async def test_what_is_for_the_team_never_reaches_the_visitor(desk: Desk, lin: Caller) -> None:
    visitor = await desk.visitor()
    await visitor.say("Hello?")
    path = f"conversations/{visitor.conversation}"
    async with visitor.socket() as talk, lin.socket() as desktop:
        note = {"client_id": "1", "body": CANARY, "kind": "note"}
        await desktop.send("message.send", conversation_id=visitor.conversation, **note)
        assert (await desktop.event("message.created"))["message"]["body"] == CANARY
        for action in ("take", "resolve", "reopen"):
            await lin.post(f"{path}/{action}")
        await talk.settle()
        me = (await lin.get("me")).data["id"]
        frames = str(talk.frames)
    async with visitor.socket() as talk:
        await talk.settle()
        everything = frames + str(talk.frames) + str(await visitor.messages())
    assert CANARY not in everything
    assert "handoff': {" not in everything
    assert me not in str([one for one in talk.frames if one["type"] == "conversation"])


async def test_a_flood_is_slowed_down_not_dropped(cold_desk: Desk) -> None:
    cold_desk.limits = Limits(frame_burst=5, frames_per_second=5_000)
    async with running(cold_desk) as desk:
        visitor = await desk.waiting_visitor()
        async with visitor.socket() as talk:
            for number in range(40):
                await talk.send("message.send", client_id=str(number), body="again")
            acked = [(await talk.next("ack"))["seq"] for _ in range(40)]
        assert acked == list(range(2, 42))


async def test_whoever_would_wait_for_ever_is_told(cold_desk: Desk) -> None:
    cold_desk.limits = Limits(frame_burst=2, frames_per_second=0.01)
    async with running(cold_desk) as desk:
        visitor = await desk.waiting_visitor()
        async with visitor.socket() as talk:
            await talk.send("ping")
            await talk.next("pong")
            await talk.send("ping")
            await talk.send("message.send", client_id="1", body="Hello")
            assert (await talk.next("error", client_id="1"))["code"] == "too_fast"
            desk.clock.advance(200)
            await talk.send("message.send", client_id="1", body="Hello")
            await talk.next("ack")


async def test_a_client_that_remembers_more_than_there_is_hears_what_is_new(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    async with visitor.socket(after=50) as talk:
        assert (await talk.next("welcome"))["last_seq"] == 1
        await visitor.say("Hello?")
        assert (await talk.next("message"))["message"]["seq"] == 2
