"""Drafts for agents: when they are made, what they rest on, and who never sees them."""

import asyncio
from typing import Any

import pytest

from server.actions.suggestion_watch import AT_ONCE
from tests.server.calling import Caller, Talk, Visitor
from tests.server.desk import Desk, until
from tests.support.fake_openai import FakeOpenAI, error, text

DRAFT = "You can return it within 30 days."
SECRET = "mia@example.com"
ARTICLE = {"title": "Returns", "body": "Within 30 days.", "questions": ["Can I return it?"]}
COUNTED = 'deskbell_suggestions_total{{outcome="{}"}}'


async def quiet(desk: Desk, waiting: int = 1) -> None:
    """The visitors have finished writing."""

    async def waits() -> bool:
        return desk.pause.waiting == waiting

    await until(waits)
    desk.pause.end()


async def drafted(desk: Desk, visitor: Visitor, talk: Talk, said: str = "Can I return it?") -> Any:
    """The draft for a message of the visitor."""
    await visitor.say(said)
    await quiet(desk)
    return (await talk.event("suggestion.ready"))["suggestion"]


async def suggestions(agent: Caller, visitor: Visitor) -> list[Any]:
    path = f"conversations/{visitor.conversation}/suggestions"
    items: list[Any] = (await agent.get(path)).data["items"]
    return items


async def ask(agent: Caller, visitor: Visitor, **wanted: Any) -> Any:
    return await agent.post(f"conversations/{visitor.conversation}/suggestions", wanted)


async def reply(agent: Caller, visitor: Visitor, body: str, suggestion_id: str) -> Any:
    said = {"client_id": f"r {body}", "body": body, "suggestion_id": suggestion_id}
    return await agent.post(f"conversations/{visitor.conversation}/messages", said)


def system(provider: FakeOpenAI) -> str:
    content: str = provider.requests[-1].body["messages"][0]["content"]
    return content


def asked_to(provider: FakeOpenAI) -> list[str]:
    """What was said by others than us in the newest request."""
    turns = provider.requests[-1].body["messages"]
    return [turn["content"] for turn in turns if turn["role"] != "system"]


# --- for every message ---------------------------------------------------------------------------


async def test_a_message_that_people_answer_gets_a_draft_with_sources(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    article = (await lin.post("knowledge/articles", ARTICLE)).data
    provider.answer_with(text(DRAFT))
    visitor = await desk.waiting_visitor()
    async with lin.socket() as talk:
        await talk.next("welcome")
        draft = await drafted(desk, visitor, talk)
    assert (draft["body"], draft["state"], draft["instruction"]) == (DRAFT, "ready", "draft")
    assert draft["sources"] == [{"article_id": article["id"], "title": "Returns"}]
    assert (draft["to_seq"], draft["model"]) == (2, "127.0.0.1/fake-1")
    assert await suggestions(lin, visitor) == [draft]
    assert "own name" in system(provider)
    assert asked_to(provider) == ["Can I return it?"]


async def test_several_lines_in_a_row_get_one_draft(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    visitor = await desk.waiting_visitor()
    async with lin.socket() as talk:
        await talk.next("welcome")
        await visitor.say("Hello")
        draft = await drafted(desk, visitor, talk)
        await talk.settle()
        assert len([one for one in talk.of("event") if one["name"] == "suggestion.ready"]) == 1
    assert len(provider.requests) == 1
    assert asked_to(provider) == ["Hello\n\nCan I return it?"]
    assert draft["to_seq"] == 3


@pytest.mark.parametrize("step", ["messages", "resolve", "give-back"])
async def test_a_persons_step_cancels_the_draft(
    desk: Desk, provider: FakeOpenAI, lin: Caller, step: str
) -> None:
    provider.answer_with(text("Half ", "a draft", hold=asyncio.Event()))
    visitor = await desk.waiting_visitor()
    await visitor.say("Hello")
    await quiet(desk)
    await until(lambda: was_asked(provider))
    body = {"client_id": "1", "body": "Hi, I am Lin"} if step == "messages" else None
    await lin.post(f"conversations/{visitor.conversation}/{step}", body)
    async with asyncio.timeout(30):
        await provider.requests[0].left.wait()
    assert await suggestions(lin, visitor) == []


async def was_asked(provider: FakeOpenAI) -> bool:
    return bool(provider.requests)


async def test_while_one_waits_nothing_is_asked(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    visitor = await desk.waiting_visitor()
    await visitor.say("Hello")
    await lin.post(f"conversations/{visitor.conversation}/resolve")

    async def nobody_waits() -> bool:
        return desk.pause.waiting == 0

    await until(nobody_waits)
    assert provider.requests == []


async def test_a_note_or_a_colleague_who_takes_over_does_not_cancel_it(
    desk: Desk, lin: Caller
) -> None:
    visitor = await desk.waiting_visitor()
    async with lin.socket() as talk:
        await talk.next("welcome")
        await visitor.say("Hello")
        note = {"client_id": "n", "body": "Regular customer", "kind": "note"}
        await lin.post(f"conversations/{visitor.conversation}/messages", note)
        await lin.post(f"conversations/{visitor.conversation}/take")
        await quiet(desk)
        await talk.event("suggestion.ready")


async def test_where_the_assistant_is_off_the_first_message_gets_one(
    desk: Desk, lin: Caller, adam: Caller
) -> None:
    await adam.put("settings/assistant", {"mode": "off"})
    visitor = await desk.visitor()
    async with lin.socket() as talk:
        await talk.next("welcome")
        await drafted(desk, visitor, talk)


async def test_visitors_who_wait_for_an_answer_come_first(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    gate = asyncio.Event()
    provider.answer_with(*[text("A ", "draft", hold=gate)] * AT_ONCE)
    visitors = [await desk.waiting_visitor() for _ in range(AT_ONCE + 2)]
    for visitor in visitors:
        await visitor.say("Hello")
    await quiet(desk, len(visitors))

    async def all_places_taken() -> bool:
        return len(provider.requests) == AT_ONCE

    await until(all_places_taken)
    await ask(lin, visitors[-1])  # an agent who asks does not stand in that line
    assert len(provider.requests) == AT_ONCE + 1
    gate.set()

    async def all_drafted() -> bool:
        return await desk.metric(COUNTED.format("ready")) == len(visitors)

    await until(all_drafted)


async def test_switched_off_there_is_one_on_request_only(
    desk: Desk, provider: FakeOpenAI, lin: Caller, adam: Caller
) -> None:
    await adam.put("settings/assistant", {"suggestions": False})
    visitor = await desk.waiting_visitor()
    await visitor.say("Hello")
    await quiet(desk)
    (made,) = (await ask(lin, visitor)).data["items"]
    assert len(provider.requests) == 1
    assert await suggestions(lin, visitor) == [made]


# --- the visitor ---------------------------------------------------------------------------------


async def test_the_visitor_sees_nothing_of_it(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    provider.answer_with(text("You can ", "return it", delay=0.05), error(401))
    visitor = await desk.waiting_visitor()
    async with visitor.socket() as page, lin.socket() as talk:
        await talk.next("welcome")
        draft = await drafted(desk, visitor, talk)
        refused = await ask(lin, visitor)
        await page.settle()
        assert draft["id"] not in str(page.frames)
        assert {one["type"] for one in page.frames} == {"welcome", "presence", "message", "pong"}
        assert len(page.of("message")) == 1
    assert refused.refusal == (503, "auth")
    assert [one["author"]["kind"] for one in await visitor.messages()] == ["system", "visitor"]
    path = f"conversations/{visitor.conversation}/suggestions"
    assert (await visitor.get(path)).refusal == (401, "not_signed_in")


async def test_a_failure_is_logged_once_and_changes_nothing(
    desk: Desk, provider: FakeOpenAI, lin: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    provider.answer_with(error(401))
    visitor = await desk.waiting_visitor()
    before = (await lin.get(f"conversations/{visitor.conversation}")).data["handoff"]
    await visitor.say("Hello")
    await quiet(desk)

    async def logged() -> bool:
        return "no suggestion in" in caplog.text

    await until(logged)
    assert len([one for one in caplog.records if one.levelname == "WARNING"]) == 1
    caplog.clear()
    assert (await lin.get(f"conversations/{visitor.conversation}")).data["handoff"] == before
    assert await suggestions(lin, visitor) == []
    assert await desk.metric('deskbell_answers_total{outcome="failed"}') == 0


async def test_personal_data_stays_here_and_comes_back(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    provider.answer_with(text("We write to [ema", "il-1]."), text("To [email-1]."))
    visitor = await desk.waiting_visitor()
    async with lin.socket() as talk:
        await talk.next("welcome")
        draft = await drafted(desk, visitor, talk, f"I am {SECRET}")
    await ask(lin, visitor, instruction="shorter")
    assert draft["body"] == f"We write to {SECRET}."
    assert (await suggestions(lin, visitor))[0]["body"] == f"To {SECRET}."
    assert SECRET not in str([one.body for one in provider.requests])


async def test_what_is_hidden_in_a_draft_is_taken_out(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    provider.answer_with(text("Hel\u202elo \u200b", "there\u0007\n"))
    visitor = await desk.waiting_visitor()
    async with lin.socket() as talk:
        await talk.next("welcome")
        assert (await drafted(desk, visitor, talk))["body"] == "Hello there"


# --- what becomes of it --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "state", "distance"), [(DRAFT, "accepted", 0), (DRAFT + " Bye!", "edited", 5)]
)
async def test_the_reply_tells_what_became_of_it(
    desk: Desk, provider: FakeOpenAI, lin: Caller, *, sent: str, state: str, distance: int
) -> None:
    provider.answer_with(text(DRAFT))
    visitor = await desk.waiting_visitor()
    async with lin.socket() as talk:
        await talk.next("welcome")
        draft = await drafted(desk, visitor, talk)
        await talk.send(
            "message.send",
            conversation_id=visitor.conversation,
            client_id="1",
            body=sent,
            suggestion_id=draft["id"],
        )
        ended = (await talk.event("suggestion.ended"))["suggestion"]
    assert (ended["id"], ended["state"], ended["edit_distance"]) == (draft["id"], state, distance)
    await desk.restart()
    assert await suggestions(desk.agent("lin"), visitor) == [ended]


async def test_the_same_reply_again_settles_nothing_anew(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    visitor = await desk.waiting_visitor()
    await visitor.say("Hello")
    (draft,) = (await ask(lin, visitor)).data["items"]
    sent = [(await reply(lin, visitor, "Hi", draft["id"])).data for _ in range(2)]
    assert sent[0] == sent[1]
    assert await desk.metric(COUNTED.format("edited")) == 1


async def test_a_reply_is_never_lost_for_its_suggestion(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    visitor, other = await desk.waiting_visitor(), await desk.waiting_visitor()
    for one in (visitor, other):
        await one.say("Hello")
    (draft,) = (await ask(lin, visitor)).data["items"]
    await visitor.say("Still there?")  # while the agent edited it
    assert (await suggestions(lin, visitor))[0]["state"] == "stale"
    assert (await reply(lin, other, "Hi", draft["id"])).refusal == (422, "no_such_suggestion")
    for body, suggestion_id in (("Yes", draft["id"]), ("One", draft["id"]), ("Two", "gone")):
        assert (await reply(lin, visitor, body, suggestion_id)).data["body"] == body
    assert (await suggestions(lin, visitor))[0]["state"] == "edited"
    assert "Hi" not in [one["body"] for one in await other.messages()]


@pytest.mark.parametrize("step", ["visitor", "agent", "resolve", "give-back"])
async def test_what_was_overtaken_is_stale(
    desk: Desk, provider: FakeOpenAI, lin: Caller, step: str
) -> None:
    visitor = await desk.waiting_visitor()
    await visitor.say("Hello")
    (draft,) = (await ask(lin, visitor)).data["items"]
    async with lin.socket() as talk:
        await talk.next("welcome")
        if step == "visitor":
            await visitor.say("Anybody?")
        elif step == "agent":
            await reply(lin, visitor, "Something else", "")
        else:
            await lin.post(f"conversations/{visitor.conversation}/{step}")
        ended = (await talk.event("suggestion.ended"))["suggestion"]
    assert (ended["id"], ended["state"]) == (draft["id"], "stale")


async def test_one_that_comes_too_late_is_not_offered(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    gate = asyncio.Event()
    provider.answer_with(text("Too ", "late", hold=gate))
    visitor = await desk.waiting_visitor()
    await visitor.say("Hello")
    async with asyncio.TaskGroup() as group:
        asking = group.create_task(ask(lin, visitor))
        await until(lambda: was_asked(provider))
        await visitor.say("Never mind")
        gate.set()
    assert asking.result().data["items"] == []
    assert await suggestions(lin, visitor) == []


async def test_discarding(desk: Desk, provider: FakeOpenAI, lin: Caller) -> None:
    visitor, other = await desk.waiting_visitor(), await desk.waiting_visitor()
    await visitor.say("Hello")
    (draft,) = (await ask(lin, visitor)).data["items"]
    path = "conversations/{}/suggestions/{}"
    discarded = {"outcome": "discarded"}
    here, there = (path.format(one.conversation, draft["id"]) for one in (visitor, other))
    assert (await lin.put(there, discarded)).refusal == (404, "no_such_suggestion")
    assert (await lin.put(here, {"outcome": "accepted"})).refusal == (422, "bad_fields")
    for _ in range(2):
        assert (await lin.put(here, discarded)).data["state"] == "discarded"
    assert await desk.metric(COUNTED.format("discarded")) == 1
