"""Tags, priority, snoozing, waits, and what is known of a visitor, through the API."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.server.calling import Caller, Visitor
from tests.server.desk import Desk


async def read(agent: Caller, visitor: Visitor) -> Any:
    return (await agent.get(f"conversations/{visitor.conversation}")).data


async def listed(agent: Caller, **query: Any) -> list[str]:
    return [one["id"] for one in (await agent.get("conversations", **query)).data["items"]]


def later(desk: Desk, **length: float) -> str:
    return (desk.clock.now() + timedelta(**length)).isoformat()


async def snooze(agent: Caller, visitor: Visitor, until: str) -> Any:
    return await agent.post(f"conversations/{visitor.conversation}/snooze", {"until": until})


# --- who waits -----------------------------------------------------------------------------------


async def test_the_wait_begins_with_the_handoff_and_ends_with_a_persons_reply(
    desk: Desk, lin: Caller
) -> None:
    visitor = await desk.waiting_visitor()
    handed_over = desk.clock.now()
    desk.clock.advance(60)
    await visitor.say("Hello?")
    since = (await read(lin, visitor))["waiting_since"]
    assert since == handed_over.isoformat().replace("+00:00", "Z")
    path = f"conversations/{visitor.conversation}/messages"
    await lin.post(path, {"client_id": "n", "body": "busy today", "kind": "note"})
    await lin.post(f"conversations/{visitor.conversation}/take")
    assert (await read(lin, visitor))["waiting_since"] == since
    await lin.post(path, {"client_id": "r", "body": "I am here", "kind": "reply"})
    assert (await read(lin, visitor))["waiting_since"] is None
    desk.clock.advance(60)
    await visitor.say("Thank you. And one more thing:")
    assert (await read(lin, visitor))["waiting_since"] > since


@pytest.mark.parametrize("end", ["resolve", "give-back"])
async def test_whoever_ends_the_need_for_people_ends_the_wait(
    desk: Desk, lin: Caller, end: str
) -> None:
    visitor = await desk.waiting_visitor()
    await lin.post(f"conversations/{visitor.conversation}/{end}")
    assert (await read(lin, visitor))["waiting_since"] is None


async def test_the_longest_wait_comes_first_page_by_page(desk: Desk, lin: Caller) -> None:
    visitors = []
    for _ in range(5):
        visitors.append(await desk.waiting_visitor())
        desk.clock.advance(10)
    await lin.post(f"conversations/{visitors[1].conversation}/resolve")
    expected = [visitors[at].conversation for at in (0, 2, 3, 4)]
    assert await listed(lin, sort="longest_wait") == expected
    assert await listed(lin, waiting="true", limit=50) == expected[::-1]
    first = (await lin.get("conversations", sort="longest_wait", limit=3)).data
    rest = (await lin.get("conversations", sort="longest_wait", cursor=first["next"])).data
    assert [one["id"] for one in (*first["items"], *rest["items"])] == expected


async def test_the_handoff_tells_what_was_promised(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    (line,) = await visitor.messages()
    assert (await read(lin, visitor))["handoff"]["promised"] == line["body"] != ""


# --- snoozing ------------------------------------------------------------------------------------


async def test_a_snoozed_conversation_wakes_by_itself_even_after_a_restart(
    desk: Desk, lin: Caller
) -> None:
    visitor = await desk.waiting_visitor()
    await lin.post(f"conversations/{visitor.conversation}/take")
    after = (await snooze(lin, visitor, later(desk, hours=2))).data
    assert (after["status"], after["handler"]["agent_name"]) == ("snoozed", "Lin")
    assert await listed(lin, status="snoozed") == [visitor.conversation]
    desk.clock.advance(2 * 3600 + 1)
    await desk.restart()
    lin = desk.agent("lin")
    async with asyncio.timeout(10):
        while (await read(lin, visitor))["status"] == "snoozed":
            await asyncio.sleep(0.01)
    awake = await read(lin, visitor)
    assert (awake["status"], awake["snoozed_until"]) == ("open", None)
    assert awake["handler"]["agent_name"] == "Lin"


async def test_the_visitors_word_wakes_it_for_the_same_person(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    await lin.post(f"conversations/{visitor.conversation}/take")
    await snooze(lin, visitor, later(desk, days=1))
    await visitor.say("I found the number")
    awake = await read(lin, visitor)
    assert (awake["status"], awake["handler"]["agent_name"]) == ("open", "Lin")


async def test_the_visitor_does_not_see_that_it_is_put_aside(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    before = await visitor.messages()
    await snooze(lin, visitor, later(desk, days=1))
    async with visitor.socket() as page:
        assert (await page.next("welcome"))["conversation"]["status"] == "open"
    assert await visitor.messages() == before


@pytest.mark.parametrize("until", ["2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"])
async def test_a_time_that_makes_no_sense_is_refused(desk: Desk, lin: Caller, until: str) -> None:
    visitor = await desk.waiting_visitor()
    assert (await snooze(lin, visitor, until)).refusal == (422, "bad_time")
    assert (await read(lin, visitor))["status"] == "open"


# --- tags and priority ---------------------------------------------------------------------------


async def test_tags_are_kept_once_counted_and_found(desk: Desk, lin: Caller) -> None:
    one, other = await desk.waiting_visitor(), await desk.waiting_visitor()
    path = f"conversations/{one.conversation}/tags"
    tagged = (await lin.put(path, {"tags": [" VIP ", "vip", "退货", "two  words"]})).data
    assert tagged["tags"] == ["VIP", "退货", "two words"]
    await lin.put(f"conversations/{other.conversation}/tags", {"tags": ["退货"]})
    counted = (await lin.get("tags")).data["items"]
    assert counted[0] == {"name": "退货", "count": 2}
    assert await listed(lin, tag="vip") == [one.conversation]
    assert (await lin.put(path, {"tags": []})).data["tags"] == []


@pytest.mark.parametrize("tag", ["", " ", "x" * 41, "a\u202eb", "a\x00b"])
async def test_what_is_no_tag_is_refused(desk: Desk, lin: Caller, tag: str) -> None:
    visitor = await desk.waiting_visitor()
    reply = await lin.put(f"conversations/{visitor.conversation}/tags", {"tags": [tag]})
    assert reply.refusal == (422, "bad_tag")


async def test_priority_is_told_to_everybody_and_found(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    async with desk.agent("mei").socket() as talk:
        await talk.next("welcome")
        path = f"conversations/{visitor.conversation}/priority"
        await lin.put(path, {"priority": "urgent"})
        told: Any = await talk.event("conversation.updated")
        assert told["conversation"]["priority"] == "urgent"
    assert await listed(lin, priority="urgent") == [visitor.conversation]
    assert (await lin.put(path, {"priority": "panic"})).status == 422


async def test_a_comment_goes_with_who_gets_it(desk: Desk, lin: Caller, mei: Caller) -> None:
    visitor = await desk.waiting_visitor()
    me = (await mei.get("me")).data["id"]
    body = {"agent_id": me, "comment": "She speaks Chinese"}
    await lin.post(f"conversations/{visitor.conversation}/assign", body)
    messages = (await mei.get(f"conversations/{visitor.conversation}/messages")).data["items"]
    assert [(one["kind"], one["author"]["name"]) for one in messages[-2:]] == [
        ("note", "Lin"),
        ("event", "Mei"),
    ]
    assert "She speaks Chinese" not in str(await visitor.messages())


# --- visitors ------------------------------------------------------------------------------------


async def test_what_is_known_of_a_visitor_shows_in_their_conversations_alone_to_the_team(
    desk: Desk, lin: Caller
) -> None:
    visitor = await desk.waiting_visitor()
    path = f"visitors/{(await read(lin, visitor))['visitor']['id']}"
    known = {
        "name": "陈思思",
        "email": "si@example.com",
        "phone": "+86 10 1234",
        "about": "Orders often",
        "fields": {"Order": "A-20391"},
    }
    async with visitor.socket() as page, desk.agent("mei").socket() as talk:
        await page.next("welcome")
        await talk.next("welcome")
        await lin.put(path, known)
        told: Any = await talk.event("conversation.updated")
        assert known.items() <= told["conversation"]["visitor"].items()
        await page.settle()
        assert "A-20391" not in str(page.of("conversation"))
    await lin.put(path, {"phone": ""})
    after = (await read(lin, visitor))["visitor"]
    assert (after["phone"], after["email"]) == ("", "si@example.com")
    earlier = (await lin.get(f"{path}/conversations")).data["items"]
    assert [one["id"] for one in earlier] == [visitor.conversation]


@pytest.mark.parametrize(
    ("put", "code"),
    [
        ({"name": " "}, "bad_name"),
        ({"name": "x\u202ey"}, "bad_name"),
        ({"email": "mia"}, "bad_email"),
        ({"phone": "call me"}, "bad_phone"),
        ({"about": "x" * 4_001}, "too_long"),
        ({"fields": {"": "x"}}, "bad_field"),
        ({"fields": {"a": "x" * 501}}, "bad_field"),
        ({"fields": {f"f{n}": "" for n in range(31)}}, "bad_field"),
    ],
)
async def test_what_cannot_be_noted_is_refused(
    desk: Desk, lin: Caller, put: dict[str, Any], code: str
) -> None:
    visitor = await desk.waiting_visitor()
    path = f"visitors/{(await read(lin, visitor))['visitor']['id']}"
    assert (await lin.put(path, put)).refusal == (422, code)
    assert (await lin.put("visitors/nobody", {"about": "x"})).refusal == (404, "no_such_visitor")
