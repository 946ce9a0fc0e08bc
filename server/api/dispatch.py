"""From an HTTP request to an endpoint's handler and back."""

import asyncio
from typing import Any

from aiohttp import MultipartReader, web

from server.actions.people import PeopleActions
from server.actions.sessions import SessionActions
from server.api.calls import AgentCall, Call, VisitorCall
from server.api.endpoint import Endpoint
from server.api.problems import Handler
from server.domain import codec
from server.domain.errors import BadInput, NotSignedIn
from server.security import permissions
from server.security.hosts import is_loopback

BODY_SECONDS = 30  # a body that trickles in is an attack or a dead line


class Dispatcher:
    """Authenticates, decodes, calls, encodes."""

    def __init__(self, people: PeopleActions, sessions: SessionActions) -> None:
        self._people = people
        self._sessions = sessions

    def handler(self, endpoint: Endpoint) -> Handler:
        """The aiohttp handler of an endpoint."""

        async def handle(request: web.Request) -> web.StreamResponse:
            call = await self.call(request, endpoint)
            arguments = await decoded(request, endpoint)
            result = await endpoint.handler(call, **arguments)
            if isinstance(result, web.StreamResponse):
                return result
            if endpoint.result is type(None):
                return web.Response(status=204)
            return web.Response(
                body=codec.encode(result),
                status=endpoint.status,
                content_type="application/json",
                charset="utf-8",
            )

        return handle

    async def call(self, request: web.Request, endpoint: Endpoint) -> Call:
        """Who calls; raises `NotSignedIn` or `NotAllowed`."""
        token = bearer(request)
        common: dict[str, Any] = {
            "params": dict(request.match_info),
            "address": request.remote or "",
            "token": token,
            "user_agent": request.headers.get("User-Agent", ""),
            "accept": request.headers.get("Accept", ""),
            "direct_loopback": is_direct_loopback(request),
        }
        if endpoint.caller is VisitorCall:
            return VisitorCall(session=await self._sessions.visitor(required(token)), **common)
        if endpoint.caller is AgentCall and endpoint.permission is not None:
            agent = await self._people.agent(required(token))
            permissions.check(agent, endpoint.permission)
            return AgentCall(agent=agent, **common)
        return Call(**common)


def is_direct_loopback(request: web.Request) -> bool:
    """A proxy on this machine speaks for strangers, and says so in a header."""
    proxied = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return not proxied and is_loopback(request.remote or "")


async def decoded(request: web.Request, endpoint: Endpoint) -> dict[str, Any]:
    """The body and the query, where the handler wants them; raises `BadInput`."""
    arguments: dict[str, Any] = {}
    if endpoint.query is not None:
        arguments["query"] = codec.decode_query(endpoint.query, dict(request.query))
    elif request.query:
        raise BadInput("bad_fields", f"{next(iter(request.query))}: no such parameter here.")
    if endpoint.body is MultipartReader:
        arguments["body"] = await parts(request)
    elif endpoint.body is not None:
        raw = await read_body(request)
        arguments["body"] = raw if endpoint.body is bytes else codec.decode(endpoint.body, raw)
    return arguments


async def parts(request: web.Request) -> MultipartReader:
    """The parts of an upload, not read yet: whoever takes them bounds them."""
    if request.content_type != "multipart/form-data" or "boundary" not in request.headers.get(
        "Content-Type", ""
    ):
        raise BadInput("bad_upload", "Send the files as multipart/form-data.")
    return await request.multipart()


async def read_body(request: web.Request) -> bytes:
    """The whole body, in time."""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await request.read()
    except TimeoutError:
        raise BadInput("too_slow", "The request came too slowly. Send it again.") from None
    except ConnectionResetError:  # whoever left in the middle hears nothing of it
        raise BadInput("cut_off", "The request ended in the middle. Send it again.") from None


def bearer(request: web.Request) -> str:
    """The token of the Authorization header; empty when there is none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def required(token: str) -> str:
    """Raises `NotSignedIn` when there is none."""
    if not token:
        raise NotSignedIn("not_signed_in", "Send your token: “Authorization: Bearer …”.")
    return token
