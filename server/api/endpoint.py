"""An endpoint: one row of the URL table, described by its handler's own signature."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from aiohttp import MultipartReader

from server.api.calls import AgentCall, Call
from server.security.permissions import Permission

Handler = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """How it is called and what it gives.

    Attributes:
        caller: `Call` (anybody), `VisitorCall` or `AgentCall`.
        permission: What an agent needs; None for the others.
        body: The type that the JSON body spells; `bytes` hands it over unread, `MultipartReader`
            as it comes in.
        schema: The type to document instead of `body` when that is `bytes`.
        query: The type that the query parameters spell.
        result: The type of the JSON result; None when the handler makes its own response.
        also: Another media type that the handler makes itself when it is asked for.
    """

    method: str
    path: str
    handler: Handler
    caller: type[Call]
    permission: Permission | None
    body: type | None
    schema: type | None
    query: type | None
    result: type | None
    also: str | None
    status: int
    summary: str
    name: str


def endpoint(
    method: str,
    path: str,
    handler: Handler,
    permission: Permission | None = None,
    *,
    status: int = 200,
    schema: type | None = None,
    result: type | None = None,
    also: str | None = None,
) -> Endpoint:
    """Read the handler: its first argument is the call, `body` and `query` what it wants."""
    hints = get_type_hints(handler)
    caller = hints["call"]
    if not issubclass(caller, Call) or (caller is AgentCall) != (permission is not None):
        raise TypeError(f"{method} {path}: an agent's call, and only that, needs a permission")
    returned = hints.get("return")
    return Endpoint(
        method=method,
        path=path,
        handler=handler,
        caller=caller,
        permission=permission,
        body=hints.get("body"),
        schema=schema or (None if hints.get("body") is MultipartReader else hints.get("body")),
        query=hints.get("query"),
        result=result or returned,
        also=also,
        status=status,
        summary=_summary(handler),
        name=handler.__name__,
    )


def _summary(handler: Handler) -> str:
    text = inspect.getdoc(handler)
    if not text:
        raise TypeError(f"{handler.__qualname__} has no docstring: the API document needs it")
    return text
