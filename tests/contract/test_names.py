"""The names that scripts and other clients rely on: they may be added to, and never renamed."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.credentials import Credentials
from server import offline
from server.domain import frames
from server.metrics.counters import Counters

V1 = "/api/v1"
ROUTES = {
    *("GET /healthz", "GET /readyz", "GET /metrics", f"GET {V1}/openapi.json"),
    *(f"GET {V1}/public/config", f"POST {V1}/public/sessions"),
    *(f"GET {V1}/public/messages", f"POST {V1}/public/messages"),
    *(f"POST {V1}/auth/login", f"POST {V1}/auth/logout", f"GET {V1}/me"),
    *(f"GET {V1}/conversations", f"GET {V1}/conversations/{{id}}"),
    *(f"{method} {V1}/conversations/{{id}}/messages" for method in ("GET", "POST")),
    *(
        f"POST {V1}/conversations/{{id}}/{action}"
        for action in ("take", "give-back", "assign", "resolve", "reopen", "suggestions")
    ),
    *(
        f"{method} {V1}/settings/{section}"
        for method in ("GET", "PUT")
        for section in ("assistant", "provider", "widget", "network")
    ),
    *(f"{method} {V1}/secrets/{{name}}" for method in ("PUT", "DELETE")),
}
ENTITIES = {
    "Message": "id conversation_id seq client_id author kind body attachments sources created_at",
    "Author": "kind id name",
    "Conversation": "id status handler visitor last_seq unread tags handoff created_at updated_at",
    "Handler": "kind agent_id",
    "Handoff": "reason summary at",
    "StartedSession": "token visitor_id conversation_id",
    "SignedIn": "token agent",
    "StartSession": "locale page_url referrer identity",
    "PostReply": "client_id body kind",
    "Problem": "type title status detail code",
}
ENUMS = {
    "AuthorKind": {"visitor", "agent", "assistant", "system"},
    "MessageKind": {"text", "note", "file", "event"},
    "Status": {"open", "snoozed", "resolved"},
    "HandlerKind": {"assistant", "queue", "agent"},
    "Role": {"owner", "admin", "agent"},
}
FRAMES = {
    "VisitorFrame": {
        "hello": "token after",
        "message.send": "client_id body attachments",
        "typing": "on",
        "read": "seq",
        "handoff.request": "",
        "rate": "score comment",
        "ping": "",
    },
    "ToVisitor": {
        "welcome": "conversation messages last_seq",
        "ack": "client_id id seq created_at",
        "message": "message",
        "delta": "answer_id index text",
        "answer.cancelled": "answer_id",
        "conversation": "conversation",
        "typing": "author on",
        "presence": "",
        "pong": "",
        "error": "code detail client_id",
    },
    "AgentFrame": {
        "hello": "token after",
        "message.send": "conversation_id client_id body kind",
        "typing": "conversation_id on",
        "read": "conversation_id seq",
        "ping": "",
    },
    "ToAgent": {
        "welcome": "rev",
        "ack": "client_id id seq created_at",
        "event": "rev name data",
        "delta": "answer_id index text",
        "answer.cancelled": "answer_id",
        "reset": "",
        "pong": "",
        "error": "code detail client_id",
    },
}
METRICS = [
    *("conversations", "sockets", "messages", "message_ack_seconds", "answers"),
    *("answer_first_token_seconds", "answer_seconds", "handoffs", "provider_requests"),
    *("provider_tokens", "provider_cost", "breaker_state", "answer_cache", "plugin_faults"),
    *("writer_queue_length", "commit_seconds", "suggestions"),
]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Any:
    secrets = Credentials({}, lambda: "test", lambda: None)
    base = offline.cold_base(tmp_path_factory.mktemp("cold"), secrets)
    return json.loads(offline.openapi_document(base))


def test_routes(document: Any) -> None:
    served = {
        f"{method.upper()} {path}" for path, item in document["paths"].items() for method in item
    }
    assert ROUTES - served == set()


def test_entities(document: Any) -> None:
    schemas = document["components"]["schemas"]
    for name, fields in ENTITIES.items():
        assert set(fields.split()) - set(schemas[name]["properties"]) == set(), name
    for name, values in ENUMS.items():
        assert values - set(schemas[name]["enum"]) == set(), name


@pytest.mark.parametrize("direction", FRAMES)
def test_frames(document: Any, direction: str) -> None:
    schemas = document["components"]["schemas"]
    by_type = schemas[direction]["discriminator"]["mapping"]
    for kind, fields in FRAMES[direction].items():
        schema = schemas[by_type[kind].rpartition("/")[2]]
        assert set(fields.split()) - set(schema["properties"]) == set(), kind


def test_close_codes() -> None:
    codes = (frames.BAD_FRAME, frames.NOT_SIGNED_IN, frames.TOO_SLOW, frames.TOO_FAST)
    assert codes == (4400, 4401, 4408, 4429)


def test_metrics() -> None:
    said = Counters().text().decode()
    missing = [name for name in METRICS if f"# TYPE deskbell_{name}" not in said]
    assert missing == []


def test_the_program_has_its_two_names() -> None:
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text()
    assert 'deskbell = "app.cli:main"' in project
    assert (Path(__file__).parents[2] / "app" / "__main__.py").exists()
