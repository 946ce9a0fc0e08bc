"""The agents' socket: the event stream without gaps, resumed by rev, or begun anew."""

import asyncio
from typing import Any

import pytest

from server.api.agent_socket import REPLAY_EVENTS
from server.config import Limits
from tests.server.calling import Caller, Talk
from tests.server.desk import Desk, running, token_of


def revs(talk: Talk) -> list[int]:
    """Of durable events: passing ones carry the rev of the last durable one."""
    durable = ("message.created", "conversation.updated")
    return [one["rev"] for one in talk.of("event") if one["name"] in durable]


async def test_without_a_place_the_stream_begins_now(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    place = (await lin.get("conversations")).data["rev"]
    async with lin.socket() as talk:
        welcome = await talk.next("welcome")
        assert (welcome["rev"], welcome["agent"]["username"]) == (place, "lin")
        await visitor.say("Hello?")
        created = await talk.next("event", name="message.created")
        assert created["rev"] == place + 1
        assert created["data"]["conversation"]["unread"] == 1
        assert revs(talk) == [place + 1]


async def test_a_snapshot_and_the_events_after_it_are_the_whole_truth(
    desk: Desk, lin: Caller
) -> None:
    visitor = await desk.waiting_visitor()
    place = (await lin.get("conversations")).data["rev"]
    await visitor.say("one")
    await lin.post(f"conversations/{visitor.conversation}/take")
    async with lin.socket(after=place) as talk:
        assert (await talk.next("welcome"))["rev"] == place
        await visitor.say("two")
        await talk.event("message.created")
        await visitor.say("three")
        while (await talk.event("message.created"))["message"]["body"] != "three":
            pass
        last = (await lin.get("conversations")).data["rev"]
        assert revs(talk) == list(range(place + 1, last + 1))


async def test_every_place_can_be_resumed(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    for action in ("take", "resolve", "reopen", "give-back"):
        await lin.post(f"conversations/{visitor.conversation}/{action}")
    last = (await lin.get("conversations")).data["rev"]
    for after in range(last + 1):
        async with lin.socket(after=after) as talk:
            await talk.settle()
            assert revs(talk) == list(range(after + 1, last + 1))
            assert talk.of("reset") == []


async def test_desktops_that_join_under_load_miss_and_double_nothing(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()

    async def listen(username: str, delay: float) -> list[int]:
        await asyncio.sleep(delay)
        async with desk.agent(username).socket(after=0) as talk:
            last = ""
            while last != "49":
                last = (await talk.event("message.created"))["message"]["body"]
            return revs(talk)

    async with asyncio.TaskGroup() as group:
        names = ["lin", "mei", "adam", "olga"] * 2
        listening = [group.create_task(listen(one, n * 0.03)) for n, one in enumerate(names)]
        for number in range(50):
            await visitor.say(str(number))
    assert [task.result() for task in listening] == [list(range(1, 53))] * len(names)


@pytest.mark.parametrize("after", [-1, 10_000, 10**30])
async def test_a_place_that_nobody_knows_is_reset(desk: Desk, lin: Caller, after: int) -> None:
    visitor = await desk.waiting_visitor()
    async with lin.socket(after=after) as talk:
        welcome, reset = await talk.next("welcome"), await talk.next("reset")
        assert welcome["rev"] == reset["rev"] == 2
        await visitor.say("Hello?")
        assert (await talk.next("event", name="message.created"))["rev"] == 3


async def test_too_much_missed_is_reset(cold_desk: Desk) -> None:
    """Exactly what is still replayed, and one more; neither is bound by the outbox."""
    cold_desk.limits = Limits(queue_frames=8, frame_burst=1_000)
    async with running(cold_desk) as desk:
        visitor, lin = await desk.waiting_visitor(), desk.agent("lin")
        async with asyncio.TaskGroup() as group:
            for number in range(REPLAY_EVENTS - 2):
                group.create_task(visitor.say(str(number)))
        async with lin.socket(after=0) as talk:
            await talk.settle()
            assert revs(talk) == list(range(1, REPLAY_EVENTS + 1))
        await visitor.say("one more")
        async with lin.socket(after=0) as talk:
            await talk.settle()
            assert (len(talk.of("reset")), revs(talk)) == (1, [])


async def test_replies_and_notes_by_socket(desk: Desk, lin: Caller, mei: Caller) -> None:
    visitor = await desk.waiting_visitor()
    async with lin.socket() as talk, mei.socket() as other:
        await other.next("welcome")
        for kind in ("note", "reply"):
            said = {"client_id": kind, "body": f"a {kind}", "kind": kind}
            await talk.send("message.send", conversation_id=visitor.conversation, **said)
            ack = await talk.next("ack", client_id=kind)
            created = await other.event("message.created")
            while created["message"]["kind"] == "event":
                created = await other.event("message.created")
            assert created["message"]["seq"] == ack["seq"]
            assert created["message"]["kind"] == ("note" if kind == "note" else "text")
    assert [one["body"] for one in await visitor.messages()][-1] == "a reply"


async def test_colleagues_see_who_writes(desk: Desk, lin: Caller, mei: Caller) -> None:
    visitor = await desk.waiting_visitor()
    async with lin.socket() as talk, mei.socket() as other:
        await other.next("welcome")
        await talk.send("typing", conversation_id=visitor.conversation, on=True)
        typing = await other.event("visitor.typing")
        assert (typing["author"]["kind"], typing["author"]["name"]) == ("agent", "Lin")


async def test_saved_settings_are_told(desk: Desk, lin: Caller, adam: Caller) -> None:
    async with lin.socket() as talk:
        await talk.next("welcome")
        await adam.put("settings/widget", {"name": "Acme"})
        assert await talk.event("settings.changed") == {"section": "widget"}
        secret = {"value": "sk-1234567890", "keep": "session"}
        desk.witness.guard_secret(secret["value"])
        await adam.put("secrets/provider_api_key", secret)
        assert await talk.event("settings.changed") == {"section": "secrets"}


async def test_passing_events_after_a_restart_carry_the_last_rev(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    await desk.restart()
    async with desk.agent("lin").socket() as talk:
        rev = (await talk.next("welcome"))["rev"]
        async with desk.anybody(visitor.token).open_socket("Visitor") as tab:
            await tab.send("hello", token=visitor.token)
            await tab.next("welcome")
            assert (await talk.next("event", name="presence.changed"))["rev"] == rev == 2


async def test_signing_out_ends_the_open_socket(cold_desk: Desk) -> None:
    cold_desk.limits = Limits(recheck_seconds=0.05)
    async with running(cold_desk) as desk:
        lin, mei = desk.agent("lin"), desk.agent("mei")
        async with lin.socket() as talk, mei.socket() as other:
            await talk.next("welcome")
            assert (await lin.post("auth/logout")).status == 204
            assert await talk.ended() == 4401
            await other.settle()
        async with desk.anybody().open_socket("Agent") as again:
            await again.send("hello", token=token_of("lin"))
            assert await again.ended() == 4401


async def test_what_agents_get_is_what_agents_may_see(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    async with lin.socket() as talk:
        await talk.next("welcome")
        await visitor.say("Hello?")
        data: Any = await talk.event("message.created")
    assert set(data["conversation"]["visitor"]) == {
        *("id", "name", "locale", "page_url", "referrer", "user_agent", "online"),
        *("email", "phone", "about", "fields"),
    }
