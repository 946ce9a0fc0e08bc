"""Decisions on real conversations: they are stored, shown, counted, and can be tried."""

from typing import Any

import pytest

from server.domain.wording import wording
from tests.server.calling import Caller, Talk, Visitor
from tests.server.desk import Desk
from tests.support.fake_openai import FakeOpenAI, error

RETURNS = {"title": "How do I return my order?", "body": "Within 30 days, free of charge."}
UNKNOWN = ("Do you sell elephants?", "Which planet is the largest?", "Who painted the ceiling?")
NOT_KNOWN = wording("en").do_not_know
WEEK = [[{"start": "09:00", "end": "12:00"}, {"start": "13:00", "end": "18:00"}]] * 5 + [[], []]


async def said(talk: Talk, number: int, text: str) -> Any:
    """What the team answers to it: the assistant's message, or the line of a handoff."""
    await talk.send("message.send", client_id=str(number), body=text)
    while True:
        message = (await talk.next("message"))["message"]
        if message["author"]["kind"] != "visitor":
            return message


async def seen(lin: Caller, visitor: Visitor) -> Any:
    return (await lin.get(f"conversations/{visitor.conversation}")).data


async def preview(lin: Caller, **what: str) -> Any:
    return (await lin.post("routing/preview", what)).data


async def test_the_reason_is_stored_shown_and_counted(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    await lin.post("knowledge/articles", RETURNS)
    visitor = await desk.visitor()
    async with visitor.socket() as talk, lin.socket() as desktop:
        await desktop.next("welcome")
        await said(talk, 1, "How can I return an order?")
        await desktop.event("message.created")
        told = (await desktop.event("message.created"))["conversation"]["route"]
        assert (told["action"], told["reason"]) == ("answer", "assistant_answers")
        await said(talk, 2, "Let me talk to a human")
    route = (await seen(lin, visitor))["route"]
    assert (route["action"], route["reason"]) == ("handoff", "visitor_asked")
    for action, reason in (("answer", "assistant_answers"), ("handoff", "visitor_asked")):
        series = f'deskbell_route_decisions_total{{action="{action}",reason="{reason}"}}'
        assert await desk.metric(series) == 1


async def test_what_it_does_not_know_it_says_and_then_hands_over(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    await lin.post("knowledge/articles", RETURNS)
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        for number, text in enumerate(UNKNOWN[:2]):
            message = await said(talk, number, text)
            assert (message["body"], message["sources"]) == (NOT_KNOWN, [])
    await desk.restart()  # how often it did not know is no memory of one process
    async with desk.anybody().open_socket("Visitor") as talk:
        await talk.send("hello", token=visitor.token)
        assert (await said(talk, 3, UNKNOWN[2]))["notice"] == "handoff"
    handoff = (await seen(desk.agent("lin"), visitor))["handoff"]
    assert handoff["reason"] == "repeated_misses"
    assert handoff["summary"].splitlines() == [
        *(f"“{text}”" for text in UNKNOWN),
        f"The assistant answered 2×, last: “{NOT_KNOWN}”",
    ]
    assert provider.requests == []


async def test_a_greeting_is_no_question_that_no_article_answers(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    await lin.post("knowledge/articles", RETURNS)
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        assert (await said(talk, 1, "Hello!"))["body"] == "Hello from the fake provider."


async def test_a_follow_up_is_read_with_the_question_before_it(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    await lin.post("knowledge/articles", RETURNS)
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        await said(talk, 1, "How do I return my order?")
        message = await said(talk, 2, "And from Spain?")
    assert [source["title"] for source in message["sources"]] == [RETURNS["title"]]


async def test_after_so_many_answers_a_person_gets_it(
    desk: Desk, provider: FakeOpenAI, adam: Caller
) -> None:
    await adam.put("settings/routing", {"max_turns": 1})
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        await said(talk, 1, "How much is it?")
        assert (await said(talk, 2, "And in blue?"))["notice"] == "handoff"
    assert (await seen(adam, visitor))["handoff"]["reason"] == "turn_cap"


async def test_at_the_cap_articles_answer_or_people_as_the_owner_chose(
    desk: Desk, provider: FakeOpenAI, adam: Caller
) -> None:
    await adam.post("knowledge/articles", RETURNS)
    reasons = []
    for at_cap in ("knowledge", "people"):
        await adam.put("settings/budget", {"per_day": {"tokens": 0}, "at_cap": at_cap})
        visitor = await desk.visitor()
        async with visitor.socket() as talk:
            reasons.append((await said(talk, 1, "How do I return my order?"))["body"])
    assert reasons[0] == RETURNS["body"]
    assert "Sorry" in reasons[1]
    assert provider.requests == []


async def test_a_budget_that_is_nearly_used_up_leaves_the_article(
    desk: Desk, provider: FakeOpenAI, adam: Caller
) -> None:
    """There is a little left, and less than this answer may cost."""
    await adam.post("knowledge/articles", RETURNS)
    await adam.put("settings/budget", {"per_day": {"tokens": 5}})
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        message = await said(talk, 1, "How do I return my order?")
    assert message["body"] == RETURNS["body"]
    assert message["sources"]


async def test_while_the_provider_is_left_alone_articles_answer(
    desk: Desk, provider: FakeOpenAI, adam: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    provider.answer_with(error(401))  # a wrong key opens the breaker at once
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        assert (await said(talk, 1, "How do I return my order?"))["notice"] == "handoff"
    await adam.post("knowledge/articles", RETURNS)
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        message = await said(talk, 1, "How do I return my order?")
    assert message["body"] == RETURNS["body"]
    assert len(provider.requests) == 1
    caplog.clear()


async def test_the_mode_follows_the_week(desk: Desk, provider: FakeOpenAI, adam: Caller) -> None:
    desk.clock.advance(13 * 3_600)  # Monday, 22:00
    await adam.put("settings/hours", {"time_zone": "UTC", "weekly": WEEK})
    await adam.put("settings/assistant", {"mode": "answer", "outside_hours": "off"})
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        line = await said(talk, 1, "How much is it?")
    assert "The team is back tomorrow at 09:00 (UTC)." in line["body"]
    assert (await desk.anybody().get("public/config")).data["hours"] == {
        "open_now": False,
        "next_opening": "2026-03-03T09:00:00Z",
        "time_zone": "UTC",
    }
    window = {"days": [0], "start": "22:00", "end": "02:00", "mode": "answer"}
    await adam.put("settings/assistant", {"windows": [window]})
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        assert (await said(talk, 1, "How much is it?"))["author"]["kind"] == "assistant"


async def test_suggest_only_gives_it_to_people(
    desk: Desk, provider: FakeOpenAI, adam: Caller
) -> None:
    await adam.put("settings/assistant", {"mode": "suggest"})
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        assert (await said(talk, 1, "How much is it?"))["notice"] == "handoff"
    conversation = await seen(adam, visitor)
    assert conversation["handler"]["kind"] == "queue"
    assert conversation["route"]["action"] == "suggest"


async def test_what_was_given_back_is_not_handed_over_again(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    visitor = await desk.visitor()
    async with visitor.socket() as talk:
        assert (await said(talk, 1, "Can I talk to a human?"))["notice"] == "handoff"
        await lin.post(f"conversations/{visitor.conversation}/take")
        await lin.post(f"conversations/{visitor.conversation}/give-back")
        while (message := (await talk.next("message"))["message"])["kind"] == "event":
            pass
        assert message["author"]["kind"] == "assistant"
        assert (await said(talk, 2, "No, a human please, I want a person"))["notice"] == "handoff"


# --- the preview ---------------------------------------------------------------------------------


async def test_a_preview_says_what_would_happen_and_does_nothing(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    await lin.post("knowledge/articles", RETURNS)
    wish = await preview(lin, text="我要转人工")
    assert (wish["decision"], wish["reason"]) == ("handoff", "visitor_asked")
    assert wish["signals"]["wants_person"] == 1
    known = await preview(lin, text="How do I return my order?")
    assert (known["decision"], known["reason"]) == ("answer", "assistant_answers")
    assert known["signals"]["confidence"] > 0.5
    unknown = await preview(lin, text=UNKNOWN[0])
    assert (unknown["decision"], unknown["reason"]) == ("answer", "does_not_know")
    angry = await preview(lin, text="This is a fucking disgrace, you idiots!!!")
    assert (angry["decision"], angry["reason"]) == ("handoff", "anger")
    assert provider.requests == []
    assert (await lin.get("conversations")).data["items"] == []


async def test_a_conversation_is_previewed_as_it_stands(
    desk: Desk, provider: FakeOpenAI, lin: Caller
) -> None:
    visitor = await desk.waiting_visitor()
    await visitor.say("Anybody?")
    before = await seen(lin, visitor)
    found = await preview(lin, conversation_id=visitor.conversation)
    assert (found["decision"], found["reason"]) == ("nothing", "waits_for_person")
    assert await seen(lin, visitor) == before


@pytest.mark.parametrize("what", [{}, {"text": "Hi", "conversation_id": "c"}, {"text": " "}])
async def test_a_preview_needs_one_thing_to_look_at(lin: Caller, what: dict[str, str]) -> None:
    assert (await lin.post("routing/preview", what)).status == 422


async def test_a_preview_of_nothing_is_not_found(lin: Caller) -> None:
    assert (await lin.post("routing/preview", {"conversation_id": "no"})).status == 404
