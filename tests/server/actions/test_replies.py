"""The assistant from the visitor's message to its answer, or to a person."""

import asyncio
from typing import Any

import pytest

from server.actions.situations import Situation, Situations
from server.ai.prompts import rules
from server.domain.conversations import Conversation
from tests.server.calling import Caller, Talk, Visitor
from tests.server.desk import Desk, until
from tests.support.fake_openai import (
    Answer,
    Cut,
    FakeOpenAI,
    Hold,
    chunk,
    error,
    html,
    in_json,
    sse,
    text,
    whole,
)

MANY = 25  # fewer than the flood filter would hold
CANARY = "provider-internals-0x5f3759df"


async def answer_in(talk: Talk) -> Any:
    """Read on to the assistant's message."""
    while True:
        message = (await talk.next("message"))["message"]
        if message["author"]["kind"] == "assistant":
            return message


async def handoff_in(talk: Talk) -> Any:
    """Read on to the line that says that a person takes over."""
    while True:
        message = (await talk.next("message"))["message"]
        if message["notice"] == "handoff":
            return message


async def spoken(visitor: Visitor) -> list[tuple[str, str]]:
    return [(one["author"]["kind"], one["body"]) for one in await visitor.messages()]


# --- a good answer -------------------------------------------------------------------------------


async def test_an_answer_is_shown_while_it_is_written(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    provider.answer_with(text("It ", "costs ", "12 €.\n", delay=0.05))
    visitor = await desk.visitor()
    async with visitor.socket() as talk, lin.socket() as desktop:
        await desktop.next("welcome")
        await talk.send("message.send", client_id="1", body="How much is it?")
        message = await answer_in(talk)
        await desktop.event("message.created")
        created = await desktop.event("message.created")
        assert created["message"] == message
        shown = ((talk, None), (desktop, visitor.conversation))
        for deltas, where in [(screen.of("delta"), where) for screen, where in shown]:
            assert [one["index"] for one in deltas] == list(range(len(deltas)))
            assert {one["answer_id"] for one in deltas} == {message["client_id"]}
            assert {one["conversation_id"] for one in deltas} == {where}
            assert message["body"].startswith("".join(one["text"] for one in deltas))
    assert message["body"] == "It costs 12 €."
    assert message["author"] == {"kind": "assistant", "id": None, "name": "Assistant"}
    assert len(talk.of("delta")) > 1
    assert [one["on"] for one in talk.of("typing")] == [True]


async def test_all_of_an_answer_is_shown_before_its_message(
    desk: Desk, provider: FakeOpenAI
) -> None:
    """A piece after the message would start the same answer anew, and never end it."""
    provider.answer_with(text("It ", "costs ", "12 ", "euros ", "and ", "ships ", "today."))
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        await talk.send("message.send", client_id="1", body="How much is it?")
        message = await answer_in(talk)
        assert "".join(one["text"] for one in talk.of("delta")) == message["body"]
        shown = len(talk.of("delta"))
        await talk.settle()
        assert len(talk.of("delta")) == shown


async def test_what_the_provider_is_asked(desk: Desk, provider: FakeOpenAI, adam: Caller) -> None:
    await adam.put("settings/widget", {"name": "Acme"})
    prompt = {"system_prompt": "You are {assistant} of {team}. {json} 100%", "name": "Bell"}
    await adam.put("settings/assistant", prompt)
    await adam.put("settings/provider", {"temperature": 0.5, "max_output_tokens": 99})
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        for question in ("Hello", "And now?"):
            await talk.send("message.send", client_id=question, body=question)
            await answer_in(talk)
    body = provider.requests[1].body
    assert body["messages"] == [
        {"role": "system", "content": f"You are Bell of Acme. {{json}} 100%\n\n{rules()}"},
        {"role": "user", "content": "Hello"},
        {"role": "assistant", "content": "Hello from the fake provider."},
        {"role": "user", "content": "And now?"},
    ]
    assert (body["temperature"], body["max_tokens"], body["stream"]) == (0.5, 99, True)


async def test_whoever_joins_late_sees_the_beginning(desk: Desk, provider: FakeOpenAI) -> None:
    gate = asyncio.Event()
    provider.answer_with(text("One ", "two", hold=gate))
    visitor = await desk.visitor()
    await visitor.say("Count!")
    async with visitor.socket() as first:
        await first.next("delta")
        async with visitor.socket() as late, desk.agent("lin").socket() as desktop:
            assert (await late.next("delta"))["text"] == "One"
            assert (await desktop.next("delta"))["text"] == "One"
            gate.set()
            assert (await answer_in(late))["body"] == "One two"


async def test_without_a_provider_the_demo_answers(desk: Desk, cold_desk: Desk) -> None:
    await desk.stop()
    desk.provider = type(desk.provider)()
    await desk.start()
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        await talk.send("message.send", client_id="1", body="你好")
        assert "演示" in (await answer_in(talk))["body"]


async def test_what_was_left_unanswered_is_answered_after_a_restart(
    desk: Desk, provider: FakeOpenAI
) -> None:
    provider.answer_with(text("never ", "finished", hold=asyncio.Event()))
    visitor = await desk.visitor()
    await visitor.say("Hello?")
    await until(lambda: asked(provider, 1))
    await desk.restart()
    async with desk.anybody().open_socket("Visitor") as talk:
        await talk.send("hello", token=visitor.token)
        await talk.next("welcome")
        await until(lambda: asked(provider, 2))
        said = [one["author"]["kind"] for one in talk.of("welcome")[0]["messages"]]
        if "assistant" not in said:
            await answer_in(talk)
    assert provider.requests[0].left.is_set()


async def test_what_people_have_is_not_answered_after_a_restart(
    desk: Desk, provider: FakeOpenAI
) -> None:
    for step in ("take", "resolve"):
        visitor = await desk.waiting_visitor()
        await visitor.say("Hello?")
        await desk.agent("lin").post(f"conversations/{visitor.conversation}/{step}")
    await desk.restart()
    async with desk.agent("lin").socket() as talk:
        await talk.settle()
    assert provider.requests == []


async def asked(provider: FakeOpenAI, times: int) -> bool:
    return len(provider.requests) == times


# --- no answer -----------------------------------------------------------------------------------

FAILURES: dict[str, tuple[Answer, str]] = {
    "wrong key": (error(401, CANARY), "provider_error"),
    "refused": (error(400, CANARY), "provider_error"),
    "no such model": (error(404, CANARY, code="model_not_found"), "provider_error"),
    "no credit": (error(429, CANARY, code="insufficient_quota"), "provider_error"),
    "too often": (error(429, CANARY, headers={"Retry-After": "600"}), "provider_error"),
    "a web page": (html(200), "provider_error"),
    "cut off": (sse(chunk("Half an"), Cut()), "provider_error"),
    "no end": (sse(chunk("Half an"), done=False), "provider_error"),
    "filtered": (sse(chunk("Half an"), chunk(finish="content_filter")), "provider_error"),
    "not a word": (sse(chunk(""), chunk(finish="stop")), "empty_answer"),
    "nothing to see": (sse(chunk("\u200b \u2800"), chunk(finish="stop")), "empty_answer"),
}


@pytest.mark.parametrize(("answer", "reason"), FAILURES.values(), ids=FAILURES)
async def test_a_failure_is_never_silence(
    desk: Desk,
    provider: FakeOpenAI,
    lin: Caller,
    caplog: pytest.LogCaptureFixture,
    *,
    answer: Answer,
    reason: str,
) -> None:
    provider.answer_with(*[answer] * 4)  # a refusal is asked again in simpler words
    visitor = await desk.visitor(locale="zh-CN")
    async with visitor.socket() as talk:
        await talk.send("message.send", client_id="1", body="多少钱？")
        assert (await handoff_in(talk))["body"].startswith("抱歉")
        await talk.settle()
        assert CANARY not in str(talk.frames)
        shown = {one["answer_id"] for one in talk.of("delta")}
        assert {one["answer_id"] for one in talk.of("answer.cancelled")} == shown
    handoff = (await lin.get(f"conversations/{visitor.conversation}")).data["handoff"]
    assert handoff["reason"] == reason
    assert handoff["summary"].startswith("“多少钱？”\n(")
    assert (await spoken(visitor))[0] == ("visitor", "多少钱？")
    assert "assistant" not in dict(await spoken(visitor))
    assert "no answer in" in caplog.text
    caplog.clear()


async def test_the_line_at_a_handoff_is_honest(desk: Desk, lin: Caller) -> None:
    visitors = [await desk.visitor(), await desk.visitor()]
    await visitors[0].post("public/handoff")
    async with lin.socket() as talk:
        await talk.next("welcome")
        await visitors[1].post("public/handoff")
    alone, attended = [(await one.messages())[0]["body"] for one in visitors]
    assert "Nobody from the team is here" in alone
    assert attended == (
        "A person from the team will answer you here. You are number 2 in the queue."
    )


@pytest.mark.parametrize("wish", ["I want to talk to a human", "转人工", "找真人客服"])
async def test_who_asks_for_a_person_gets_one(
    desk: Desk, provider: FakeOpenAI, lin: Caller, wish: str
) -> None:
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        await talk.send("message.send", client_id="1", body=wish)
        await talk.next("conversation")
    conversation = (await lin.get(f"conversations/{visitor.conversation}")).data
    assert conversation["handler"]["kind"] == "queue"
    assert conversation["handoff"]["reason"] == "visitor_asked"
    assert wish in conversation["handoff"]["summary"]
    assert provider.requests == []


async def test_an_assistant_that_is_off_hands_over(
    desk: Desk, provider: FakeOpenAI, adam: Caller
) -> None:
    await adam.put("settings/assistant", {"mode": "off"})
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        await talk.send("message.send", client_id="1", body="Hello")
        await talk.next("conversation")
    conversation = (await adam.get(f"conversations/{visitor.conversation}")).data
    assert conversation["handoff"]["reason"] == "assistant_off"
    await visitor.say("Still there?")
    assert [one[0] for one in await spoken(visitor)] == ["visitor", "system", "visitor"]
    assert provider.requests == []


async def test_too_many_at_once_go_to_people(
    desk: Desk, provider: FakeOpenAI, caplog: pytest.LogCaptureFixture
) -> None:
    """8 are answered, 50 wait, and the others get a person instead of a place in the dark."""
    gate = asyncio.Event()
    provider.answer_with(*[sse(Hold(gate), chunk("OK"), chunk(finish="stop"))] * 58)
    visitors = await asyncio.gather(*(desk.visitor() for _ in range(60)))
    await asyncio.gather(*(visitor.say("Hello?") for visitor in visitors))
    overloaded = 'deskbell_handoffs_total{reason="overloaded"}'

    async def handed_over() -> bool:
        return await desk.metric(overloaded) == 2

    await until(handed_over)
    gate.set()

    async def answered() -> bool:
        return await desk.metric('deskbell_answers_total{outcome="sent"}') == 58

    await until(answered)
    assert len(provider.requests) == 58
    caplog.clear()


async def test_what_is_counted(desk: Desk, provider: FakeOpenAI, caplog: Any) -> None:
    provider.answer_with(text("OK"), error(401))
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        await talk.send("message.send", client_id="1", body="one")
        await answer_in(talk)
        await talk.send("message.send", client_id="2", body="two")
        await talk.next("conversation")
    counted = {
        'deskbell_answers_total{outcome="sent"}': 1,
        'deskbell_answers_total{outcome="failed"}': 1,
        'deskbell_messages_total{author="assistant"}': 1,
        'deskbell_handoffs_total{reason="provider_error"}': 1,
        'deskbell_provider_tokens_total{kind="input"}': 7,
        'deskbell_provider_tokens_total{kind="output"}': 3,
        'deskbell_provider_requests_total{provider="127.0.0.1/fake-1",status="ok"}': 1,
        'deskbell_provider_requests_total{provider="127.0.0.1/fake-1",status="auth"}': 1,
        "deskbell_answer_first_token_seconds_count": 1,
        "deskbell_answer_seconds_count": 2,
    }
    assert {name: await desk.metric(name) for name in counted} == counted
    caplog.clear()


async def test_an_answer_that_is_not_streamed_is_an_answer(
    desk: Desk, provider: FakeOpenAI
) -> None:
    provider.answer_with(in_json(whole("All at once.")))
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        await talk.send("message.send", client_id="1", body="Hello?")
        assert (await answer_in(talk))["body"] == "All at once."


# --- somebody who writes without a pause ---------------------------------------------------------


async def handed_off(visitor: Visitor) -> bool:
    return any(one["notice"] == "handoff" for one in await visitor.messages())


async def test_who_never_pauses_still_gets_a_person(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Messages come faster than it is decided what to do with them, as on a busy computer."""
    quick = Situations.of

    async def slow(situations: Situations, conversation: Conversation) -> Situation:
        await asyncio.sleep(0.2)
        return await quick(situations, conversation)

    monkeypatch.setattr(Situations, "of", slow)
    await desk.agent("adam").put("settings/assistant", {"mode": "off"})
    visitor = await desk.visitor()
    for number in range(MANY):
        await visitor.post(
            "public/messages", {"client_id": f"{number}", "body": f"Still here, {number}"}
        )
        await asyncio.sleep(0.02)
        if await handed_off(visitor):
            return
    pytest.fail("it was not handed to a person while the visitor wrote")


async def test_a_wish_for_a_person_is_not_lost_behind_the_next_message(
    desk: Desk, lin: Caller
) -> None:
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        await talk.send("message.send", client_id="1", body="I want to talk to a human")
        await talk.send("message.send", client_id="2", body="It is about my order")
        await until(lambda: handed_off(visitor))
    conversation = (await lin.get(f"conversations/{visitor.conversation}")).data
    assert conversation["handoff"]["reason"] == "visitor_asked"
