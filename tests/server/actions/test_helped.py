"""The visitor says that the assistant's answer was enough."""

from tests.server.calling import Caller
from tests.server.desk import Desk, until


async def test_an_answer_that_helped_closes_the_conversation_once(desk: Desk, lin: Caller) -> None:
    visitor = await desk.visitor()
    await visitor.say("Hello")
    await until(lambda: visitor.messages(after=1))
    for _ in range(2):
        assert (await visitor.post("public/helped")).data["status"] == "resolved"
    notices = [one["notice"] for one in await visitor.messages()]
    assert notices == [None, None, "helped"]
    assert (await lin.get("conversations", status="resolved")).data["items"]
    assert await desk.metric("deskbell_helped_total") == 1


async def test_only_the_assistants_last_word_can_have_helped(desk: Desk, lin: Caller) -> None:
    silent, waiting = await desk.visitor(), await desk.waiting_visitor()
    await waiting.say("Hello")
    helped = await desk.waiting_visitor()
    await lin.post(f"conversations/{helped.conversation}/take")
    async with helped.socket() as talk:
        await talk.send("helped")
        await talk.settle()
    for visitor in (silent, waiting, helped):
        assert (await visitor.post("public/helped")).data["status"] == "open"
