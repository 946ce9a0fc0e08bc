"""Errors as problem documents (RFC 9457): known trouble speaks, bugs are logged and stay silent."""

import logging
import math
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web

from server.domain import codec
from server.domain.errors import (
    BadInput,
    Conflict,
    KnownError,
    NotAllowed,
    NotFound,
    NotSignedIn,
    TooFast,
    TooLarge,
    Unavailable,
)
from server.domain.requests import Problem

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

STATUS: dict[type[KnownError], HTTPStatus] = {
    BadInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotSignedIn: HTTPStatus.UNAUTHORIZED,
    NotAllowed: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    TooFast: HTTPStatus.TOO_MANY_REQUESTS,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}

# What the framework says in prose, by status.
_FRAMEWORK = {
    HTTPStatus.NOT_FOUND: ("no_such_route", "There is nothing at this address."),
    HTTPStatus.METHOD_NOT_ALLOWED: ("wrong_method", "This address takes another method."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("too_large", "The request is too big. Send less."),
}

BUG = Problem(
    title="Internal Server Error",
    status=500,
    code="internal_error",
    detail="Something went wrong inside Deskbell. It was logged; try again.",
)


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn whatever a handler raises into a problem document."""
    try:
        return await handler(request)
    except KnownError as error:
        return known(error)
    except web.HTTPException as error:
        return framework(error)
    except Exception:
        log.exception("bug in %s %s", request.method, request.path)
        return response(BUG)


def known(error: KnownError) -> web.Response:
    """The document for known trouble."""
    status = HTTPStatus.BAD_REQUEST if error.code == "bad_json" else STATUS[type(error)]
    made = response(
        Problem(title=status.phrase, status=status, code=error.code, detail=error.detail)
    )
    if isinstance(error, TooFast):
        made.headers["Retry-After"] = str(math.ceil(error.retry_after))
    if isinstance(error, NotSignedIn):
        made.headers["WWW-Authenticate"] = "Bearer"
    return made


def framework(error: web.HTTPException) -> web.StreamResponse:
    """The document for what aiohttp itself refuses; redirects and the like pass through."""
    status = HTTPStatus(error.status)
    if status < HTTPStatus.BAD_REQUEST:
        raise error
    code, detail = _FRAMEWORK.get(status, (f"http_{status.value}", f"{status.phrase}."))
    made = response(Problem(title=status.phrase, status=status, code=code, detail=detail))
    if isinstance(error, web.HTTPMethodNotAllowed):
        made.headers["Allow"] = error.headers["Allow"]
    return made


def response(problem: Problem) -> web.Response:
    """The document itself."""
    return web.Response(
        body=codec.encode(problem), status=problem.status, content_type="application/problem+json"
    )
