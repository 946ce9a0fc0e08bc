"""The whole URL table: who may call what, what is refused, and what the API document says."""

from pathlib import Path
from typing import Any

import pytest

from app.credentials import Credentials
from server import offline
from server.api.calls import AgentCall, VisitorCall
from server.api.endpoint import Endpoint
from server.api.routes import endpoints
from server.domain.people import Role
from server.main import build_app
from server.parts import Parts
from server.security.permissions import TABLE
from tests.server.calling import Caller, Visitor
from tests.server.desk import TEAM, Desk
from tests.server.witness import ApiDocument

BASE = offline.cold_base(Path("never-opened"), Credentials({}, str, lambda: None))
ALL = endpoints(Parts(BASE).apis)
FOR_AGENTS = [one for one in ALL if one.caller is AgentCall]
FOR_VISITORS = [one for one in ALL if one.caller is VisitorCall]
WITH_BODY = [
    one for one in ALL if one.schema is not None and not one.path.endswith("/bulk")
]  # lines, each with a report of its own
# Not in the document: they speak frames, or HTML.
OTHERS = {
    ("GET", "/api/v1/public/socket"),
    ("GET", "/api/v1/socket"),
    ("GET", "/"),
    ("GET", "/api/docs"),
    ("GET", "/static/{path}"),
}


def filled(path: str) -> str:
    filled_in = path.replace("{id}", "no-such-id").replace("{suggestion_id}", "no-such-id")
    return filled_in.replace("{name}", "provider_api_key").replace("{number}", "7")


def caller_of(endpoint: Endpoint, desk: Desk, visitor: Visitor) -> Caller:
    """Somebody who may."""
    if endpoint.caller is AgentCall:
        return desk.agent("olga")
    return visitor if endpoint.caller is VisitorCall else desk.anybody()


def test_the_document_names_every_route_and_no_other(api_document: ApiDocument) -> None:
    served = {
        (route.method, route.resource.canonical)
        for route in build_app(BASE).router.routes()
        if route.resource is not None and route.method != "HEAD"
    }
    assert served - set(api_document.operations) == OTHERS
    assert set(api_document.operations) <= served


@pytest.mark.parametrize("token", ["", "wrong", "鑰匙", "x" * 4_000], ids=lambda t: t[:5] or "none")
async def test_nobody_comes_in_without_a_right_token(desk: Desk, token: str) -> None:
    for endpoint in FOR_AGENTS + FOR_VISITORS:
        reply = await desk.anybody(token).send(endpoint.method, filled(endpoint.path))
        assert reply.refusal == (401, "not_signed_in"), endpoint.path
        assert reply.headers["WWW-Authenticate"] == "Bearer"


async def test_visitors_and_agents_have_different_doors(desk: Desk) -> None:
    visitor = await desk.visitor()
    doors = [(visitor, FOR_AGENTS), (desk.agent("olga"), FOR_VISITORS)]
    for caller, foreign in doors:
        for endpoint in foreign:
            reply = await caller.send(endpoint.method, filled(endpoint.path))
            assert reply.refusal == (401, "not_signed_in"), endpoint.path


@pytest.mark.parametrize("username", ["olga", "adam", "lin"])
async def test_every_role_may_what_the_table_says(desk: Desk, username: str) -> None:
    caller, allowed = desk.agent(username), TABLE[TEAM[username]]
    for endpoint in sorted(FOR_AGENTS, key=lambda one: one.path.endswith("/logout")):
        reply = await caller.send(endpoint.method, filled(endpoint.path))
        refused = reply.status == 403 and reply.refusal[1] == "not_allowed"
        assert refused == (endpoint.permission not in allowed), endpoint.path
        assert reply.status != 401


def test_the_table_denies_by_default() -> None:
    assert set(TABLE) == set(Role)
    assert TABLE[Role.AGENT] < TABLE[Role.ADMIN] < TABLE[Role.OWNER]
    assert all(one.permission is not None for one in FOR_AGENTS)


async def test_bodies_that_are_not_what_is_asked_for(desk: Desk, api_document: ApiDocument) -> None:
    visitor = await desk.visitor()
    bodies = [
        (b"", (400, "bad_json")),
        (b"{", (400, "bad_json")),
        (b"\xff\xfe", (400, "bad_json")),
        (b'"\\ud800"', (400, "bad_json")),
        (b"[]", (422, "bad_fields")),
        (b"null", (422, "bad_fields")),
        (b'{"no_such_field": 1}', (422, "bad_fields")),
    ]
    for endpoint in WITH_BODY:
        caller = caller_of(endpoint, desk, visitor)
        for body, refusal in bodies:
            reply = await caller.send(endpoint.method, filled(endpoint.path), body)
            assert reply.refusal == refusal, (endpoint.path, body)


async def test_fields_of_a_wrong_type_are_named(desk: Desk, api_document: ApiDocument) -> None:
    visitor = await desk.visitor()
    for endpoint in WITH_BODY:
        caller = caller_of(endpoint, desk, visitor)
        for name in fields_of(endpoint, api_document):
            wrong = f'{{"{name}": [["wrong"]]}}'.encode()
            reply = await caller.send(endpoint.method, filled(endpoint.path), wrong)
            assert reply.refusal == (422, "bad_fields"), (endpoint.path, name)
            assert name in reply.body.decode()


def fields_of(endpoint: Endpoint, api: ApiDocument) -> list[str]:
    operation = api.operations[endpoint.method, endpoint.path]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    name = schema["$ref"].rpartition("/")[2]
    return list(api.document["components"]["schemas"][name]["properties"])


async def test_query_parameters_that_do_not_exist(desk: Desk) -> None:
    visitor = await desk.visitor()
    for endpoint in ALL:
        caller = caller_of(endpoint, desk, visitor)
        query = {"no_such_parameter": "1"}
        reply = await caller.send(endpoint.method, filled(endpoint.path), query=query)
        assert reply.refusal == (422, "bad_fields"), endpoint.path


async def test_query_parameters_of_a_wrong_type(desk: Desk, api_document: ApiDocument) -> None:
    visitor = await desk.visitor()
    for endpoint in ALL:
        caller = caller_of(endpoint, desk, visitor)
        for parameter in api_document.operations[endpoint.method, endpoint.path]["parameters"]:
            if parameter["in"] == "query" and not takes_text(parameter["schema"]):
                query = {parameter["name"]: "wrong"}
                reply = await caller.send(endpoint.method, filled(endpoint.path), query=query)
                assert reply.refusal == (422, "bad_fields"), (endpoint.path, query)


def takes_text(schema: dict[str, Any]) -> bool:
    return {"type": "string"} in schema.get("anyOf", [schema])


async def test_numbers_beyond_all_bounds_are_no_bug(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    messages = f"conversations/{visitor.conversation}/messages"
    for huge in (2**63, 10**30, -(10**30)):
        for query in ({"after": huge}, {"before": huge}, {"limit": huge}):
            assert (await desk.agent("lin").get(messages, **query)).status in {200, 422}
        assert (await visitor.get("public/messages", after=huge)).refusal == (422, "out_of_range")


@pytest.mark.parametrize(
    ("method", "path", "refusal"),
    [
        ("GET", "/nothing", (404, "no_such_route")),
        ("GET", "/static/../server/main.py", (404, "no_such_route")),
        ("GET", "/static/nothing.js", (404, "no_such_route")),
        ("GET", "/api/v1/", (404, "no_such_route")),
        ("GET", "/api/v1/settings/nothing", (404, "no_such_route")),
        ("PATCH", "/api/v1/me", (405, "wrong_method")),
        ("DELETE", "/healthz", (405, "wrong_method")),
        ("GET", "/api/v1/socket", (400, "http_400")),
    ],
)
async def test_what_is_not_there(
    desk: Desk, method: str, path: str, refusal: tuple[int, str]
) -> None:
    reply = await desk.anybody().send(method, path)
    assert reply.refusal == refusal
    assert ("Allow" in reply.headers) == (refusal[0] == 405)


async def test_a_megabyte_is_refused_and_the_next_request_is_served(desk: Desk) -> None:
    visitor = await desk.visitor()
    body = b'{"client_id": "1", "body": "' + b"x" * 1_000_000 + b'"}'
    assert (await visitor.send("POST", "public/messages", body)).refusal == (413, "too_large")
    assert (await visitor.get("public/messages")).data["items"] == []
