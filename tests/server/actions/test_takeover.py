"""Once a person has a conversation, the assistant says nothing more in it."""

import asyncio
import random
from pathlib import Path
from typing import Any, TypeGuard

import pytest

from server.domain.conversations import AuthorKind
from server.domain.events import AnswerCancelled, AnswerDelta, Event, MessageCreated
from server.domain.people import VisitorDetails
from tests.server.actions.test_replies import answer_in
from tests.server.calling import Caller, Talk, Visitor
from tests.server.desk import Desk, furnished, until
from tests.server.workshop import Workshop
from tests.support.fake_openai import FakeOpenAI, text, words

RACES = 50
LONG = text(*words("one two three four five six seven eight nine ten " * 2), delay=0.01)


def check_silent_after(messages: list[Any]) -> None:
    """Nothing of the assistant while a person has it."""
    persons = False
    for message in messages:
        assert not (persons and message["author"]["kind"] == "assistant")
        if message["notice"]:
            persons = message["notice"] != "given_back"


async def half_shown(desk: Desk, provider: FakeOpenAI) -> tuple[Visitor, Any]:
    """A visitor who has seen the beginning of an answer that will not end by itself."""
    gate = asyncio.Event()
    provider.answer_with(text("Half an ", "answer", hold=gate))
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        await talk.send("message.send", client_id="1", body="Hello?")
        delta = await talk.next("delta")
    return visitor, delta


CHANGES = ["take", "resolve", "assign", "reply"]


@pytest.mark.parametrize("change", CHANGES)
async def test_a_persons_step_cancels_the_answer(
    desk: Desk, provider: FakeOpenAI, lin: Caller, change: str
) -> None:
    visitor, delta = await half_shown(desk, provider)
    async with visitor.socket(after=1) as talk, lin.socket() as desktop:
        await desktop.next("welcome")
        await talk.next("delta", answer_id=delta["answer_id"])
        await step(lin, visitor, change)
        cancelled = await talk.next("answer.cancelled")
        assert cancelled["answer_id"] == delta["answer_id"]
        assert (await desktop.next("answer.cancelled"))["conversation_id"] == visitor.conversation
    async with asyncio.timeout(30):
        await provider.requests[0].left.wait()
    assert "assistant" not in [one["author"]["kind"] for one in await visitor.messages()]
    assert await desk.metric('deskbell_answers_total{outcome="cancelled"}') == 1


async def step(agent: Caller, visitor: Visitor, change: str) -> None:
    bodies = {
        "assign": {"agent_id": (await agent.get("me")).data["id"]},
        "reply": {"client_id": "r", "body": "I am here."},
    }
    path = "messages" if change == "reply" else change
    reply = await agent.post(f"conversations/{visitor.conversation}/{path}", bodies.get(change))
    assert reply.status == 200


async def test_a_note_cancels_nothing(desk: Desk, provider: FakeOpenAI, lin: Caller) -> None:
    gate = asyncio.Event()
    provider.answer_with(text("Half an ", "answer", hold=gate))
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        await talk.send("message.send", client_id="1", body="Hello?")
        await talk.next("delta")
        note = {"client_id": "n", "body": "Let us see", "kind": "note"}
        await lin.post(f"conversations/{visitor.conversation}/messages", note)
        gate.set()
        assert (await answer_in(talk))["body"] == "Half an answer"
    assert talk.of("answer.cancelled") == []


async def test_what_the_visitor_adds_starts_the_answer_anew(
    desk: Desk, provider: FakeOpenAI
) -> None:
    visitor, delta = await half_shown(desk, provider)
    async with visitor.socket(after=1) as talk:
        await talk.send("message.send", client_id="2", body="And the price?")
        assert (await talk.next("answer.cancelled"))["answer_id"] == delta["answer_id"]
        await answer_in(talk)
    asked = provider.requests[1].body["messages"]
    assert asked[1:] == [{"role": "user", "content": "Hello?\n\nAnd the price?"}]
    kinds = [one["author"]["kind"] for one in await visitor.messages()]
    assert kinds == ["visitor", "visitor", "assistant"]


async def test_giving_back_lets_the_assistant_answer_what_is_open(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    visitor = await desk.waiting_visitor()
    await lin.post(f"conversations/{visitor.conversation}/take")
    await visitor.say("Are you open on Sunday?")
    async with visitor.socket() as talk:
        await talk.next("welcome")
        await lin.post(f"conversations/{visitor.conversation}/give-back")
        await talk.next("delta")
    assert provider.requests[0].body["messages"][-1]["content"] == "Are you open on Sunday?"


# --- races ---------------------------------------------------------------------------------------


async def test_no_race_lets_an_answer_through(desk: Desk, provider: FakeOpenAI) -> None:
    """The take comes at a random moment: before, among or after the deltas, or with the commit."""
    provider.answer_with(*[LONG] * RACES)
    chance = random.Random(7)
    async with asyncio.TaskGroup() as group:
        for number in range(RACES):
            group.create_task(race(desk, f"{number}", chance.uniform(0, 0.9)))
    assert await desk.metric('deskbell_messages_total{author="visitor"}') == RACES


async def race(desk: Desk, name: str, moment: float) -> None:
    visitor, lin = await desk.visitor(), desk.agent("lin")
    async with visitor.socket() as talk:
        await talk.send("message.send", client_id=name, body=f"Question {name}")
        await talk.next("ack")
        await asyncio.sleep(moment)
        await lin.post(f"conversations/{visitor.conversation}/take")
        await asyncio.sleep(0.3)
        await talk.settle()
    check_silent_after(await visitor.messages())
    check_each_answer_ends_once(talk)


def check_each_answer_ends_once(talk: Talk) -> None:
    """Each answer that was begun ends in its message or is taken back, never both."""
    begun = {one["answer_id"] for one in talk.of("delta")}
    sent = {one["message"]["client_id"] for one in talk.of("message")} & begun
    cancelled = {one["answer_id"] for one in talk.of("answer.cancelled")}
    assert sent | cancelled == begun
    assert sent & cancelled == set()


@pytest.mark.parametrize("change", ["take", "visitor writes"])
async def test_an_answer_committed_together_with_what_would_cancel_it(
    tmp_path: Path, template: Path, change: str
) -> None:
    """One batch holds the demo's answer and the step: who is first counts, and it is told once."""
    shop = Workshop(furnished(template, tmp_path / "data"))
    async with shop.open() as parts:
        session = await parts.actions.sessions.start(VisitorDetails())
        where, visitor = session.conversation_id, session.visitor_id
        say = parts.actions.messages.post_from_visitor
        await say(where, visitor, client_id="1", body="Hello?")
        await until(lambda: published(shop, AnswerDelta))
        (lin,) = [one for one in await parts.actions.people.agents() if one.username == "lin"]
        step = (
            parts.actions.conversations.take(where, lin)
            if change == "take"
            else say(where, visitor, client_id="2", body="Wait")
        )
        await shop.one_batch(end_of_the_demo(), step)
        await asyncio.sleep(0.1)
    answer = next(one.message for one in shop.events if is_answer(one))
    assert answer.seq == 2
    taken_back = [one.answer_id for one in shop.events if isinstance(one, AnswerCancelled)]
    assert answer.client_id not in taken_back


async def end_of_the_demo() -> None:
    """It ends by itself, and waits for the writer then."""


def is_answer(event: Event) -> TypeGuard[MessageCreated]:
    return isinstance(event, MessageCreated) and event.message.author.kind is AuthorKind.ASSISTANT


async def published(shop: Workshop, kind: type[AnswerDelta]) -> bool:
    return any(isinstance(event, kind) for event in shop.events)
