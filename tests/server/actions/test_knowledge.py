"""The knowledge base from the article to the visitor's answer."""

import json

from server.config import ProviderOverride
from tests.server.calling import Visitor
from tests.server.desk import Desk, until
from tests.support.fake_openai import FakeOpenAI, text

RETURNS = {
    "title": "Returning a jacket",
    "body": "You can return a jacket within 30 days. Bring the receipt.",
    "questions": ["How do I return my jacket?", "Can I send the jacket back?", "我想退货"],
}
HOURS = {
    "title": "Opening hours",
    "body": "We are open from 9 to 18 on weekdays.",
    "questions": ["When are you open?", "What are your opening hours?", "你们几点开门？"],
}


async def fill(desk: Desk) -> None:
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in (RETURNS, HOURS))
    await desk.agent("lin").send("POST", "knowledge/articles/bulk", lines.encode())


async def answer_to(desk: Desk, words: str) -> Visitor:
    visitor = await desk.visitor()
    await visitor.say(words)

    async def answered() -> bool:
        return len(await visitor.messages()) == 2

    await until(answered)
    return visitor


async def test_the_preview_shows_what_the_assistant_would_see(desk: Desk) -> None:
    await fill(desk)
    lin = desk.agent("lin")
    for query, title in (
        ("How can I return my jacket?", "Returning a jacket"),
        ("几点开门", "Opening hours"),
    ):
        found = (await lin.post("knowledge/search", {"query": query})).data
        assert (found["items"][0]["title"], found["answerable"]) == (title, True)
    nothing = (await lin.post("knowledge/search", {"query": "Who won the football match?"})).data
    assert nothing["answerable"] is False


async def test_a_bad_line_harms_only_itself(desk: Desk) -> None:
    lines = b'{"title": "A", "body": "a"}\nnonsense\n{"title": "", "body": "b"}\n'
    report = (await desk.agent("lin").send("POST", "knowledge/articles/bulk", lines)).data
    assert [one["outcome"] for one in report["items"]] == ["added", "refused", "refused"]
    again = (await desk.agent("lin").send("POST", "knowledge/articles/bulk", lines)).data
    assert [one["outcome"] for one in again["items"]] == ["unchanged", "refused", "refused"]


async def test_the_provider_gets_the_articles_and_the_answer_names_them(
    desk: Desk, provider: FakeOpenAI
) -> None:
    await fill(desk)
    provider.answer_with(text("Within 30 days."))
    visitor = await answer_to(desk, "How can I return my jacket?")
    (_, answer) = await visitor.messages()
    assert answer["sources"][0]["title"] == "Returning a jacket"
    assert "within 30 days. Bring the receipt." in str(provider.requests[0].body)


async def test_without_a_provider_the_article_answers_in_its_own_words(desk: Desk) -> None:
    desk.provider = ProviderOverride()
    await desk.restart()
    assert (await desk.anybody().get("public/config")).data["assistant"] == "demo"
    await fill(desk)
    assert (await desk.anybody().get("public/config")).data["assistant"] == "answer"
    (_, answer) = await (await answer_to(desk, "How can I return my jacket?")).messages()
    assert "30 days" in answer["body"]
    assert answer["sources"][0]["title"] == "Returning a jacket"
    (_, unknown) = await (await answer_to(desk, "Who won the football match?")).messages()
    assert unknown["body"].startswith("I do not know")
    assert unknown["sources"] == []
