"""What every request passes: is it meant for us, and what its answer tells the browser."""

from aiohttp import web
from aiohttp.typedefs import Middleware

from server.api.pages import PAGE_POLICY
from server.api.problems import Handler, response
from server.domain.requests import Problem
from server.security.hosts import Hosts

_API_POLICY = "default-src 'none'; frame-ancestors 'none'"

_MISDIRECTED = Problem(
    title="Misdirected Request",
    status=421,
    code="unknown_host",
    detail="This server is not known by that name. Add it as the public address in the settings.",
)


def host_check(hosts: Hosts) -> Middleware:
    """Refuse names that are not ours: a web page must not reach us through its own DNS name."""

    @web.middleware
    async def check_host(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not hosts.knows(request.headers.get("Host", "")):
            return response(_MISDIRECTED)
        return await handler(request)

    return check_host


async def add_security_headers(request: web.Request, made: web.StreamResponse) -> None:
    """For `on_response_prepare`."""
    # A 304 has no type, and its headers replace the page's own in the browser's cache.
    is_page = made.status == 304 or made.content_type == "text/html"
    made.headers.setdefault("Content-Security-Policy", PAGE_POLICY if is_page else _API_POLICY)
    made.headers["Server"] = "Deskbell"
    made.headers.setdefault("X-Content-Type-Options", "nosniff")
    made.headers.setdefault("Referrer-Policy", "no-referrer")
    made.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if request.path.startswith("/api/"):
        made.headers.setdefault("Cache-Control", "no-store")
