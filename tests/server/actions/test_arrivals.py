"""What plugins and filters do to a conversation, from the visitor's message to the ledger."""

import json
from typing import Any

import pytest

from tests.server.calling import Caller
from tests.server.desk import Desk, until
from tests.support.fake_openai import FakeOpenAI, text

PLUGIN = '''"""Does what the message tells it to."""

from server.pipeline import Changed, Hold, Reply, Veto


def on_message(hook):
    match hook.text.split()[0]:
        case "change":
            return Changed(text="changed")
        case "reply":
            return Reply(text="From the plugin")
        case "hold":
            return Hold(reason="looks odd")
        case "veto":
            return Veto(reason="Not here, please.")


def after_answer(hook):
    if "secret" in hook.text:
        return Veto(reason="says too much")
'''


@pytest.fixture
async def guarded(desk: Desk) -> Desk:
    """With a plugin that the owner has switched on."""
    folder = desk.data_dir / "plugins"
    folder.mkdir()
    (folder / "guard.py").write_text(PLUGIN)
    adam = desk.agent("adam")
    await adam.put("plugins/guard", {"enabled": True})

    async def is_on() -> bool:
        states = (await adam.get("plugins")).data["items"]
        return any((one["name"], one["status"]) == ("guard", "on") for one in states)

    await until(is_on)
    return desk


async def last(lin: Caller, conversation: str) -> Any:
    return (await lin.get(f"conversations/{conversation}")).data


async def test_a_plugin_changes_what_is_stored_and_a_retry_is_still_one(guarded: Desk) -> None:
    visitor = await guarded.visitor()
    said = {"client_id": "1", "body": "change this"}
    first = (await visitor.post("public/messages", said)).data
    again = (await visitor.post("public/messages", said)).data
    changed = json.dumps(said | {"body": "changed"}).encode()
    other = await visitor.send("POST", "public/messages", changed)
    assert first["body"] == "changed"
    assert again == first
    assert other.refusal == (409, "client_id_reused")


async def test_a_plugin_answers_in_the_assistants_place(
    guarded: Desk, provider: FakeOpenAI
) -> None:
    visitor = await guarded.visitor()
    await visitor.say("reply to me")
    bodies = [(one["author"]["kind"], one["body"]) for one in await visitor.messages()]
    assert bodies == [("visitor", "reply to me"), ("assistant", "From the plugin")]
    assert not provider.requests


async def test_a_plugin_refuses_a_message_with_its_reason(guarded: Desk) -> None:
    visitor = await guarded.visitor()
    said = json.dumps({"client_id": "1", "body": "veto it"}).encode()
    refused = await visitor.send("POST", "public/messages", said)
    assert refused.refusal == (422, "message_refused")
    assert "Not here, please." in refused.body.decode()
    assert await visitor.messages() == []


async def test_a_held_message_waits_for_a_person(guarded: Desk, provider: FakeOpenAI) -> None:
    visitor = await guarded.visitor()
    await visitor.say("hold this")
    conversation = await last(guarded.agent("lin"), visitor.conversation)
    assert conversation["handler"]["kind"] == "queue"
    assert conversation["handoff"]["reason"] == "held"
    assert "looks odd" in conversation["handoff"]["summary"]
    assert not provider.requests


async def test_a_plugin_takes_an_answer_back(guarded: Desk, provider: FakeOpenAI) -> None:
    provider.answer_with(text("the secret is 42"))
    visitor = await guarded.visitor()
    await visitor.say("What is it?")
    lin = guarded.agent("lin")

    async def handed_off() -> bool:
        return bool((await last(lin, visitor.conversation))["handoff"])

    await until(handed_off)
    assert (await last(lin, visitor.conversation))["handoff"]["reason"] == "plugin"
    assert all("secret" not in one["body"] for one in await visitor.messages())


async def test_a_plugin_never_talks_over_a_person(guarded: Desk) -> None:
    visitor = await guarded.waiting_visitor()
    await visitor.say("reply to me")
    assert {one["author"]["kind"] for one in await visitor.messages()} == {"system", "visitor"}


async def test_personal_data_stays_here(desk: Desk, provider: FakeOpenAI) -> None:
    provider.answer_with(text("I will write to [ema", "il-1] today."))
    visitor = await desk.visitor()
    await visitor.say("Mail me at mia@example.com")

    async def answered() -> bool:
        return len(await visitor.messages()) == 2

    await until(answered)
    assert "mia@example.com" not in str(provider.requests[0].body)
    assert (await visitor.messages())[1]["body"] == "I will write to mia@example.com today."


async def test_an_upset_visitor_gets_a_person(desk: Desk, provider: FakeOpenAI) -> None:
    visitor = await desk.visitor()
    await visitor.say("This is ridiculous!!! You are useless idiots, I am furious!!!")
    lin = desk.agent("lin")

    async def handed_off() -> bool:
        return bool((await last(lin, visitor.conversation))["handoff"])

    await until(handed_off)
    assert (await last(lin, visitor.conversation))["handoff"]["reason"] == "anger"
    assert not provider.requests


async def test_the_ledger_knows_every_answer(desk: Desk, provider: FakeOpenAI) -> None:
    visitor = await desk.visitor()
    await visitor.say("How are you?")
    adam = desk.agent("adam")

    async def recorded() -> bool:
        return bool((await adam.get("reports/answers")).data["items"])

    await until(recorded)
    (entry,) = (await adam.get("reports/answers")).data["items"]
    assert entry["answer"]["conversation_id"] == visitor.conversation
    assert entry["answer"]["outcome"] == "sent"
    assert entry["spent"]["output_tokens"] > 0
    (day,) = (await adam.get("reports/days")).data["items"]
    assert (day["sent"], day["spent"]) == (1, entry["spent"])
    spending = (await adam.get("reports/spending")).data
    assert spending["day"]["tokens"] == sum(
        entry["spent"][kind] for kind in ("input_tokens", "output_tokens")
    )


async def test_a_known_question_costs_nothing(desk: Desk, provider: FakeOpenAI) -> None:
    for asked in ("When are you open?", "when are you OPEN"):
        visitor = await desk.visitor()
        await visitor.say(asked)

        async def answered(visitor: Any = visitor) -> bool:
            return len(await visitor.messages()) == 2

        await until(answered)
    assert len(provider.requests) == 1


async def test_the_budget_ends_in_a_person_not_in_silence(
    desk: Desk, provider: FakeOpenAI, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.agent("adam").put("settings/budget", {"per_day": {"tokens": 1, "money": None}})
    visitor = await desk.visitor()
    await visitor.say("What does it cost?")
    lin = desk.agent("lin")

    async def handed_off() -> bool:
        return bool((await last(lin, visitor.conversation))["handoff"])

    await until(handed_off)
    assert (await last(lin, visitor.conversation))["handoff"]["reason"] == "budget"
    assert not provider.requests
    assert "budget" in caplog.text
    caplog.clear()


async def test_the_second_provider_stands_in(
    desk: Desk, provider: FakeOpenAI, caplog: pytest.LogCaptureFixture
) -> None:
    provider.answer_with(text("I stand in"))
    async with FakeOpenAI() as dead:
        gone = dead.base_url
    desk.provider = type(desk.provider)(base_url=gone, model="gone")
    await desk.restart()
    stand_in = {"base_url": provider.base_url, "model": "model-2"}
    await desk.agent("adam").put("settings/fallback_provider", stand_in)
    visitor = await desk.visitor()
    await visitor.say("Is anybody there?")

    async def answered() -> bool:
        return len(await visitor.messages()) == 2

    await until(answered)
    assert (await visitor.messages())[1]["body"] == "I stand in"
    caplog.clear()
