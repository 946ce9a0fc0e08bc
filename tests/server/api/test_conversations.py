"""What agents read and change: lists, pages, and who has a conversation, through the API."""

import asyncio
from itertools import product
from typing import Any

from tests.server.calling import Caller
from tests.server.desk import Desk

CHANGES = ["take", "give-back", "assign", "resolve", "reopen"]


async def change(agent: Caller, conversation: str, action: str) -> Any:
    body = {"agent_id": (await agent.get("me")).data["id"]} if action == "assign" else None
    return (await agent.post(f"conversations/{conversation}/{action}", body)).data


async def notices(agent: Caller, conversation: str) -> list[str]:
    """What the conversation's event lines tell, after the first (the handoff)."""
    page = (await agent.get(f"conversations/{conversation}/messages")).data
    return [one["notice"] for one in page["items"][1:] if one["kind"] == "event"]


# --- who has it ----------------------------------------------------------------------------------


async def test_a_repeated_change_changes_nothing(desk: Desk, lin: Caller) -> None:
    for action in CHANGES:
        visitor = await desk.waiting_visitor()
        first = await change(lin, visitor.conversation, action)
        lines = await notices(lin, visitor.conversation)
        desk.clock.advance(60)
        assert await change(lin, visitor.conversation, action) == first
        assert await notices(lin, visitor.conversation) == lines


async def test_changes_in_every_order(desk: Desk, lin: Caller) -> None:
    for actions in product(CHANGES, CHANGES):
        visitor = await desk.waiting_visitor()
        status, handler = "open", "queue"
        for action in actions:
            after = await change(lin, visitor.conversation, action)
            status = {"resolve": "resolved", "give-back": status}.get(action, "open")
            handler = {"resolve": handler, "reopen": handler, "give-back": "assistant"}.get(
                action, "agent"
            )
            assert (after["status"], after["handler"]["kind"]) == (status, handler), actions


async def test_the_visitor_reads_what_happened_in_their_own_language(
    desk: Desk, lin: Caller
) -> None:
    lines = {}
    for locale in ("en", "zh-CN"):
        visitor = await desk.waiting_visitor(locale=locale)
        for action in ("take", "resolve", "reopen", "give-back"):
            await change(lin, visitor.conversation, action)
        said = [(one["notice"], one["body"]) for one in await visitor.messages()]
        lines[locale] = dict(said)
    assert list(lines["en"]) == ["handoff", "taken", "resolved", "reopened", "given_back"]
    assert lines["en"]["taken"] == "Lin is here for you now."
    assert lines["zh-CN"]["taken"] == "Lin 正在为您服务。"
    assert not set(lines["en"].values()) & set(lines["zh-CN"].values())


async def test_a_colleagues_conversation_is_not_taken(desk: Desk, lin: Caller, mei: Caller) -> None:
    visitor = await desk.waiting_visitor()
    await change(lin, visitor.conversation, "take")
    reply = await mei.post(f"conversations/{visitor.conversation}/take")
    assert reply.refusal == (409, "taken_by_other")
    assert "Lin" in reply.body.decode()
    taken = (await mei.get(f"conversations/{visitor.conversation}")).data
    assert taken["handler"]["agent_name"] == "Lin"


async def test_of_many_who_take_at_once_one_gets_it(desk: Desk) -> None:
    agents = [desk.agent(name) for name in ("olga", "adam", "lin", "mei")]
    for _ in range(5):
        visitor = await desk.waiting_visitor()
        path = f"conversations/{visitor.conversation}/take"
        replies = await asyncio.gather(*(agent.post(path) for agent in agents))
        assert sorted(reply.status for reply in replies) == [200, 409, 409, 409]
        assert await notices(agents[0], visitor.conversation) == ["taken"]


async def test_assigning_gives_it_away_whoever_has_it(desk: Desk, lin: Caller, mei: Caller) -> None:
    visitor = await desk.waiting_visitor()
    await change(lin, visitor.conversation, "take")
    assert (await change(mei, visitor.conversation, "assign"))["handler"]["agent_name"] == "Mei"
    path = f"conversations/{visitor.conversation}/assign"
    assert (await lin.post(path, {"agent_id": "nobody"})).refusal == (404, "no_such_agent")


async def test_giving_back_goes_to_the_queue_when_the_assistant_is_off(
    desk: Desk, lin: Caller, adam: Caller
) -> None:
    await adam.put("settings/assistant", {"mode": "off"})
    visitor = await desk.waiting_visitor()
    await change(lin, visitor.conversation, "take")
    assert (await change(lin, visitor.conversation, "give-back"))["handler"]["kind"] == "queue"


async def test_there_is_no_such_conversation(lin: Caller) -> None:
    me = (await lin.get("me")).data["id"]
    bodies = {"assign": {"agent_id": me}, "messages": {"client_id": "1", "body": "Hello"}}
    for foreign in ("none", "'; DROP TABLE message; --", "%00", "x" * 3_000):
        for action in (*CHANGES, "messages"):
            reply = await lin.post(f"conversations/{foreign}/{action}", bodies.get(action))
            assert reply.refusal == (404, "no_such_conversation")
        for path in (f"conversations/{foreign}", f"conversations/{foreign}/messages"):
            assert (await lin.get(path)).refusal == (404, "no_such_conversation")


# --- replies and notes ---------------------------------------------------------------------------


async def test_a_reply_takes_the_conversation(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    said = {"client_id": "1", "body": "Hello"}
    message = (await lin.post(f"conversations/{visitor.conversation}/messages", said)).data
    assert (message["seq"], message["author"]["name"]) == (3, "Lin")
    assert [one["notice"] for one in await visitor.messages()] == ["handoff", "taken", None]


async def test_a_reply_into_a_colleagues_conversation_leaves_it_theirs(
    desk: Desk, lin: Caller, mei: Caller
) -> None:
    visitor = await desk.waiting_visitor()
    await change(lin, visitor.conversation, "take")
    said = {"client_id": "1", "body": "May I?"}
    await mei.post(f"conversations/{visitor.conversation}/messages", said)
    after = (await mei.get(f"conversations/{visitor.conversation}")).data
    assert after["handler"]["agent_name"] == "Lin"


async def test_a_note_changes_nothing_but_the_agents_view(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    await visitor.say("Hello?")
    before = (await lin.get(f"conversations/{visitor.conversation}")).data
    note = {"client_id": "1", "body": "He sounds angry", "kind": "note"}
    await lin.post(f"conversations/{visitor.conversation}/messages", note)
    after = (await lin.get(f"conversations/{visitor.conversation}")).data
    assert after == before | {"last_seq": before["last_seq"] + 1}
    assert [one["seq"] for one in await visitor.messages()] == [1, 2]


async def test_a_repeated_client_id_stores_nothing_new(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    path = f"conversations/{visitor.conversation}/messages"
    said = {"client_id": "1", "body": "Hello"}
    first = (await lin.post(path, said)).data
    assert (await lin.post(path, said)).data == first
    for other in ({"body": "Bye"}, {"kind": "note"}):
        assert (await lin.post(path, said | other)).refusal == (409, "client_id_reused")
    assert (await desk.agent("mei").post(path, said)).refusal == (409, "client_id_reused")
    assert (await lin.get(path)).data["items"][-1] == first


async def test_unread_counts_what_no_agent_has_seen(desk: Desk, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()

    async def unread() -> int:
        count: int = (await lin.get(f"conversations/{visitor.conversation}")).data["unread"]
        return count

    for text in ("one", "two"):
        await visitor.say(text)
    assert await unread() == 2
    said = {"client_id": "1", "body": "Hello"}
    await lin.post(f"conversations/{visitor.conversation}/messages", said | {"kind": "note"})
    assert await unread() == 2
    await lin.post(f"conversations/{visitor.conversation}/messages", said | {"client_id": "2"})
    assert await unread() == 0
    await visitor.say("three")
    await change(lin, visitor.conversation, "resolve")
    assert await unread() == 0


async def test_writing_into_a_resolved_conversation_is_a_fresh_question(
    desk: Desk, lin: Caller, adam: Caller
) -> None:
    visitor = await desk.waiting_visitor()
    await change(lin, visitor.conversation, "take")
    await change(lin, visitor.conversation, "resolve")
    async with visitor.socket() as talk:
        await talk.send("message.send", client_id="1", body="One more thing")
        changed = await talk.next("conversation")
        assert changed["conversation"]["status"] == "open"
        assert changed["conversation"]["handler"]["kind"] == "assistant"
        await talk.next("delta")
    reopened = (await lin.get(f"conversations/{visitor.conversation}")).data
    assert (reopened["handoff"], reopened["rating"]) == (None, None)
