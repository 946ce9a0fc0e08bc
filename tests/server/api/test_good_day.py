"""Every route once, as it is meant to be used; the witness holds each answer to its document."""

import json
from collections.abc import AsyncIterator, Mapping

import pytest

from server.parts import Storage
from tests.server.calling import Caller
from tests.server.desk import OWNER_TOKEN, PASSWORD, TEAM, Desk
from tests.server.witness import ApiDocument
from tests.support.fake_openai import FakeOpenAI
from tests.support.uploads import Upload, upload

V1 = "/api/v1"
ONE = f"{V1}/conversations/{{id}}"
SECRET = f"{V1}/secrets/{{name}}"
UNANSWERED = f"{V1}/knowledge/unanswered"
PROMPT = f"{V1}/prompts/{{id}}"
GUEST = f"{V1}/visitors/{{id}}"
CANNED = f"{V1}/canned-replies"
ARTICLE = f"{V1}/knowledge/articles/{{id}}"
SECTIONS = (
    "assistant",
    "provider",
    "fallback_provider",
    "budget",
    "widget",
    "network",
    "filters",
    "plugins",
    "hours",
    "routing",
)

RETURNS = {"title": "Returns", "body": "60 days.", "questions": ["How do I return it?"]}

UPLOAD = upload({"pay.md": b"# Payment\n\nBy card."})

# Who, method, path, body; `@` stands for what only the running test knows.
STEPS: list[tuple[str, str, str, object]] = [
    ("nobody", "GET", f"{V1}/public/config", None),
    ("nobody", "POST", f"{V1}/public/sessions", {"locale": "zh-CN"}),
    ("visitor", "POST", f"{V1}/public/handoff", None),
    ("visitor", "POST", f"{V1}/public/messages", {"client_id": "m1", "body": "Hi"}),
    ("visitor", "GET", f"{V1}/public/messages", None),
    ("visitor", "POST", f"{V1}/public/helped", None),
    ("nobody", "GET", f"{V1}/setup", None),
    ("nobody", "POST", f"{V1}/auth/login", {"username": "lin", "password": PASSWORD}),
    ("desktop", "POST", f"{V1}/auth/owner", None),
    ("lin", "GET", f"{V1}/me", None),
    ("lin", "GET", f"{V1}/agents", None),
    ("adam", "POST", f"{V1}/agents", {"username": "nia", "password": PASSWORD}),
    ("lin", "GET", f"{V1}/conversations", None),
    ("lin", "GET", ONE, None),
    ("lin", "GET", f"{ONE}/messages", None),
    ("lin", "POST", f"{ONE}/messages", {"client_id": "r1", "body": "Hello"}),
    ("lin", "POST", f"{ONE}/take", None),
    ("lin", "POST", f"{ONE}/assign", {"agent_id": "@mei"}),
    ("lin", "POST", f"{ONE}/resolve", None),
    ("lin", "POST", f"{ONE}/snooze", {"until": "2026-06-01T09:00:00Z"}),
    ("lin", "POST", f"{ONE}/reopen", None),
    ("lin", "PUT", f"{ONE}/tags", {"tags": ["VIP"]}),
    ("lin", "PUT", f"{ONE}/priority", {"priority": "high"}),
    ("lin", "GET", f"{V1}/tags", None),
    ("lin", "POST", CANNED, {"shortcut": "hi", "body": "Hi {{visitor.name}}!"}),
    ("lin", "GET", CANNED, None),
    ("lin", "PUT", f"{CANNED}/{{id}}", {"shortcut": "hi", "body": "Hello!"}),
    ("lin", "DELETE", f"{CANNED}/{{id}}", None),
    ("lin", "PUT", GUEST, {"email": "mia@example.com"}),
    ("lin", "GET", f"{GUEST}/conversations", None),
    *[("adam", "GET", f"{V1}/settings/{section}", None) for section in SECTIONS],
    *[("adam", "PUT", f"{V1}/settings/{section}", {}) for section in SECTIONS],
    ("adam", "PUT", SECRET, {"value": "sk-1234567890", "keep": "session"}),
    ("adam", "GET", SECRET, None),
    ("adam", "DELETE", SECRET, None),
    ("adam", "POST", f"{V1}/provider/try", {"base_url": "http://127.0.0.1:9", "model": "m"}),
    ("adam", "POST", f"{V1}/provider/models", {"base_url": "@provider"}),
    ("adam", "PUT", f"{V1}/agents/{{id}}", {"display_name": "Mei"}),
    ("lin", "GET", f"{V1}/network", None),
    ("lin", "POST", f"{V1}/knowledge/articles", {"title": "Returns", "body": "30 days."}),
    ("lin", "POST", f"{V1}/knowledge/articles/bulk", {"title": "Hours", "body": "9 to 18."}),
    ("lin", "GET", f"{V1}/knowledge/articles", None),
    ("lin", "GET", ARTICLE, None),
    ("lin", "PUT", ARTICLE, RETURNS),
    ("lin", "POST", f"{V1}/knowledge/imports", UPLOAD),
    ("lin", "GET", f"{V1}/knowledge/imports", None),
    ("lin", "GET", f"{V1}/knowledge/imports/{{id}}", None),
    ("lin", "GET", UNANSWERED, None),
    ("lin", "POST", f"{UNANSWERED}/{{id}}/dismiss", None),
    ("lin", "POST", f"{V1}/knowledge/search", {"query": "How do I return it?"}),
    (
        "visitor",
        "POST",
        f"{V1}/public/messages",
        {"client_id": "m2", "body": "How do I return it?"},
    ),
    ("lin", "POST", f"{ONE}/suggestions", {"instruction": "draft"}),
    ("lin", "GET", f"{ONE}/suggestions", None),
    ("lin", "PUT", f"{ONE}/suggestions/{{suggestion_id}}", {"outcome": "discarded"}),
    ("lin", "POST", f"{ONE}/give-back", None),
    ("lin", "DELETE", ARTICLE, None),
    ("adam", "GET", f"{V1}/prompts", None),
    ("adam", "POST", f"{PROMPT}/preview", {"template": "We are {{ team }}."}),
    ("adam", "POST", f"{PROMPT}/versions", {"template": "We are {{ team }}.", "note": "New"}),
    ("adam", "GET", f"{PROMPT}/versions", None),
    ("adam", "GET", f"{PROMPT}/versions/{{number}}/diff", None),
    ("adam", "POST", f"{PROMPT}/versions/{{number}}/publish", None),
    ("adam", "GET", f"{PROMPT}/publications", None),
    ("adam", "GET", f"{V1}/plugins", None),
    ("adam", "PUT", f"{V1}/plugins/{{name}}", {"enabled": False}),
    ("lin", "POST", f"{V1}/routing/preview", {"text": "I want a person"}),
    ("lin", "POST", f"{V1}/filters/check", {"text": "Mail me: mia@example.com"}),
    ("adam", "GET", f"{V1}/reports/answers", None),
    ("adam", "GET", f"{V1}/reports/days", None),
    ("adam", "GET", f"{V1}/reports/spending", None),
    ("adam", "GET", f"{V1}/reports/overview", None),
    ("adam", "GET", f"{V1}/reports/present", None),
    ("adam", "GET", f"{V1}/reports/suggestions", None),
    ("nobody", "GET", "/healthz", None),
    ("nobody", "GET", "/readyz", None),
    ("nobody", "GET", "/metrics", None),
    ("nobody", "GET", f"{V1}/openapi.json", None),
    ("lin", "POST", f"{V1}/auth/logout", None),
]
BEFORE = ("POST", f"{V1}/setup")  # needs a desk at which nobody works yet; see test_people.py


def test_the_day_leaves_out_no_route(api_document: ApiDocument) -> None:
    walked = [(method, path) for _, method, path, _ in STEPS]
    assert {*walked, BEFORE} == set(api_document.operations)


@pytest.fixture
async def provider() -> AsyncIterator[FakeOpenAI]:
    async with FakeOpenAI() as provider:
        yield provider


async def test_every_route_has_a_good_day(
    desk: Desk, api_document: ApiDocument, provider: FakeOpenAI
) -> None:
    visitor = await desk.visitor()
    callers: dict[str, Caller] = {name: desk.agent(name) for name in TEAM}
    callers |= {"nobody": desk.anybody(), "visitor": visitor}
    callers |= {"desktop": desk.anybody(OWNER_TOKEN)}
    mei = (await desk.agent("mei").get("me")).data["id"]
    plugins = desk.data_dir / "plugins"
    plugins.mkdir()
    (plugins / "greeter.py").write_text('"""Greets."""\n')
    article = suggestion = imported = canned = ""
    asked = await unknown_question(desk)
    names = {f"{V1}/plugins/{{name}}": "greeter"}
    for who, method, path, body in STEPS:
        sent, headers = written(body, {"@mei": mei, "@provider": provider.base_url})
        ids = {ARTICLE: article, f"{V1}/knowledge/imports/{{id}}": imported}
        ids[f"{UNANSWERED}/{{id}}/dismiss"] = asked
        ids |= {f"{V1}/agents/{{id}}": mei, f"{CANNED}/{{id}}": canned}
        ids |= dict.fromkeys((GUEST, f"{GUEST}/conversations"), visitor.id)
        url = path.replace(PROMPT, PROMPT.replace("{id}", "assistant"))
        url = url.replace("{id}", ids.get(path, visitor.conversation))
        url = url.replace("{suggestion_id}", suggestion).replace("{number}", "1")
        url = url.replace("{name}", names.get(path, "provider_api_key"))
        reply = await callers[who].send(method, url, sent, headers=headers)
        if path == f"{V1}/knowledge/articles" and method == "POST":
            article = reply.data["id"]
        if path == CANNED and method == "POST":
            canned = reply.data["id"]
        if path == f"{ONE}/suggestions" and method == "POST":
            (made,) = reply.data["items"]
            suggestion = made["id"]
        if path == f"{V1}/knowledge/imports" and method == "POST":
            imported = reply.data["id"]
        documented = api_document.operations[method, path]["responses"]
        assert str(reply.status) in documented, (path, reply.body)


def written(body: object, meant: Mapping[str, str]) -> tuple[bytes | None, dict[str, str]]:
    """The body as it is sent, and what is said of it."""
    if isinstance(body, Upload):
        return body.body, {"Content-Type": body.content_type}
    if body is None:
        return None, {}
    text = json.dumps(body)
    for sign, value in meant.items():
        text = text.replace(sign, value)
    return text.encode(), {}


async def unknown_question(desk: Desk) -> str:
    """The id of a question that was asked and that no article answers."""
    storage = Storage(desk.base)
    await storage.database.open()
    try:
        await storage.unanswered.count("Why?", normalised="why", language="en", conversation_id="c")
        (one,), _ = await storage.unanswered.page(limit=1, cursor=None)
    finally:
        await storage.database.close()
    return one.id
