"""Lists of conversations and pages of messages: filters, cursors, and their misuse."""

import base64
from typing import Any

from tests.server.calling import Caller, Visitor
from tests.server.desk import Desk


async def ids(agent: Caller, **query: Any) -> list[str]:
    return [one["id"] for one in (await agent.get("conversations", **query)).data["items"]]


async def pages(agent: Caller, path: str, **query: Any) -> list[list[Any]]:
    """Every page, by following the cursor."""
    found, cursor = [], None
    while True:
        page = (await agent.get(path, **query, **({"cursor": cursor} if cursor else {}))).data
        found.append(page["items"])
        if (cursor := page["next"]) is None:
            return found


async def crowd(desk: Desk, count: int) -> list[Visitor]:
    """Visitors who wait, the latest first."""
    visitors = []
    for _ in range(count):
        desk.clock.advance(1)
        visitors.append(await desk.waiting_visitor())
    return visitors[::-1]


async def test_only_conversations_in_which_something_was_said(desk: Desk, lin: Caller) -> None:
    await desk.visitor()
    waiting = await desk.waiting_visitor()
    assert await ids(lin) == [waiting.conversation]


async def test_filters(desk: Desk, lin: Caller, mei: Caller) -> None:
    taken, resolved, waiting = [one.conversation for one in await crowd(desk, 3)]
    me = (await lin.get("me")).data["id"]
    await lin.post(f"conversations/{taken}/take")
    await mei.post(f"conversations/{resolved}/take")
    await mei.post(f"conversations/{resolved}/resolve")
    assert await ids(lin, status="resolved") == [resolved]
    assert set(await ids(lin, status="open")) == {taken, waiting}
    assert await ids(lin, status="snoozed") == []
    assert await ids(lin, handler="queue") == [waiting]
    assert await ids(lin, handler="agent", status="open") == [taken]
    assert await ids(lin, assignee="me") == await ids(mei, assignee=me) == [taken]


async def test_q_looks_into_every_message(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    await visitor.say("Where is my parcel? 我的包裹在哪里？ 100% sure")
    await visitor.say("Hello?")
    for wanted in ("parcel", "PARCEL", "包裹", "包", "100%", "Hello"):
        assert await ids(lin, q=wanted) == [visitor.conversation]
    for wanted in ("1%0", "_", "nothing", "'", "\\"):
        assert await ids(lin, q=wanted) == []


async def test_the_latest_comes_first_and_reading_moves_nothing(desk: Desk, lin: Caller) -> None:
    second, first = await crowd(desk, 2)
    desk.clock.advance(1)
    await first.say("Still there?")
    assert await ids(lin) == [first.conversation, second.conversation]
    async with lin.socket() as talk:
        await talk.send("read", conversation_id=second.conversation, seq=1)
        await talk.settle()
    assert await ids(lin) == [first.conversation, second.conversation]


async def test_pages_hold_every_conversation_once(desk: Desk, lin: Caller) -> None:
    expected = [one.conversation for one in await crowd(desk, 7)]
    for limit in (1, 3, 7, 8):
        found = await pages(lin, "conversations", limit=limit)
        assert [one["id"] for page in found for one in page] == expected
        assert all(len(page) == limit for page in found[:-1])


async def test_pages_among_conversations_of_one_moment(desk: Desk, lin: Caller) -> None:
    expected = {(await desk.waiting_visitor()).conversation for _ in range(5)}
    found = [one["id"] for page in await pages(lin, "conversations", limit=2) for one in page]
    assert len(found) == 5
    assert set(found) == expected


async def test_a_cursor_from_elsewhere_is_refused(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    messages = f"conversations/{visitor.conversation}/messages"
    huge = base64.urlsafe_b64encode(b"99999999999999999999 x").decode()
    for path in ("conversations", messages, "agents"):
        for cursor in ("x", "后", "eA==", huge, "NTAw", "x" * 3_000):
            assert (await lin.get(path, cursor=cursor)).refusal == (422, "bad_cursor")
    for wrong in ("after:", "after:-1", "sideways:1", f"after:{10**20}"):
        assert (await lin.get(messages, cursor=wrong)).refusal == (422, "bad_cursor")


async def test_limits_have_limits(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    messages = f"conversations/{visitor.conversation}/messages"
    for limit in (0, -1, 201):
        for path in ("conversations", messages, "agents"):
            assert (await lin.get(path, limit=limit)).refusal == (422, "out_of_range")
        assert (await visitor.get("public/messages", limit=limit)).refusal == (422, "out_of_range")


# --- messages ------------------------------------------------------------------------------------


WINDOWS: list[tuple[dict[str, int], range]] = [
    ({}, range(1, 11)),
    ({"limit": 3}, range(8, 11)),
    ({"after": 0, "limit": 3}, range(1, 4)),
    ({"after": 4}, range(5, 11)),
    ({"after": 10}, range(0)),
    ({"after": 99}, range(0)),
    ({"before": 4}, range(1, 4)),
    ({"before": 9, "limit": 2}, range(7, 9)),
    ({"before": 1}, range(0)),
    ({"after": 2, "before": 6}, range(3, 6)),
    ({"after": 0, "before": 9, "limit": 2}, range(1, 3)),
]
PAGES: list[tuple[dict[str, int], list[list[int]]]] = [
    ({"after": 0}, [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10]]),
    ({}, [[7, 8, 9, 10], [3, 4, 5, 6], [1, 2]]),
    ({"before": 7}, [[3, 4, 5, 6], [1, 2]]),
    ({"after": 1, "before": 7}, [[2, 3, 4, 5], [6]]),
]


async def test_windows_and_pages_of_messages(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    for number in range(2, 11):
        await visitor.say(str(number))
    path = f"conversations/{visitor.conversation}/messages"
    for query, expected in WINDOWS:
        page = (await lin.get(path, **query)).data
        assert [one["seq"] for one in page["items"]] == list(expected), query
    for query, expected_pages in PAGES:
        found = await pages(lin, path, limit=4, **query)
        assert [[one["seq"] for one in page] for page in found] == expected_pages, query


async def test_a_visitors_pages_skip_notes(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    for number in range(4):
        note = {"client_id": f"n{number}", "body": "between us", "kind": "note"}
        await lin.post(f"conversations/{visitor.conversation}/messages", note)
        await visitor.say(str(number))
    seqs, after = [], 0
    while True:
        page = (await visitor.get("public/messages", after=after, limit=2)).data
        seqs += [one["seq"] for one in page["items"]]
        if (after := page["next"]) is None:
            break
    assert seqs == [1, 3, 5, 7, 9]
