"""What leaves for the provider and what is let in: the HTTP client under the SDK.

Loaded together with the SDK only, for it needs the SDK's HTTP library.
"""

from collections import deque
from collections.abc import AsyncIterator

import httpx2

from server.ai.chat_model import FaultCode
from server.ai.faults import fault

_MAX_STREAM_BYTES = 8 * 1024 * 1024  # the longest thinking that is worth waiting for
_MAX_BODY_BYTES = 256 * 1024
_MAX_LINE_BYTES = 256 * 1024
_IDS_REMEMBERED = 100
_READ_SECONDS = 90.0  # the deadlines' coat is stricter; this one ends what it has lost sight of

# The SDK also tells about this computer, and adds headers from its environment, which may hold
# credentials for another endpoint.
_SENT = frozenset(
    {
        "host",
        "accept",
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "user-agent",
        "x-stainless-raw-response",  # the SDK's note to itself, read from the request that was sent
    }
)
# A model on this computer is not asked through the office's proxy.
_DIRECT = ("all://localhost", "all://127.0.0.1", "all://[::1]")


def http_client(*, with_key: bool, connect_seconds: float) -> httpx2.AsyncClient:
    """One pool of connections. The system's proxy and certificates are used."""
    return httpx2.AsyncClient(
        follow_redirects=False,  # the key belongs to the address that the owner typed
        timeout=httpx2.Timeout(_READ_SECONDS, connect=connect_seconds),
        mounts=dict.fromkeys(_DIRECT),
        event_hooks={"request": [_Outgoing(with_key=with_key)], "response": [_Incoming()]},
    )


class _Outgoing:
    """Takes away every header that we have not chosen to send."""

    def __init__(self, *, with_key: bool) -> None:
        self._sent = _SENT if with_key else _SENT - {"authorization"}

    async def __call__(self, request: httpx2.Request) -> None:
        for name in set(request.headers) - self._sent:
            del request.headers[name]
        request.headers["accept-encoding"] = "identity"


class _Incoming:
    """Lets in nothing compressed (a bomb is small on the wire), repeated, or without end."""

    def __init__(self) -> None:
        self._seen: deque[str] = deque(maxlen=_IDS_REMEMBERED)

    async def __call__(self, response: httpx2.Response) -> None:
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise fault(FaultCode.BAD_ANSWER)
        self._check_new(response.headers.get("x-request-id", ""))
        streamed = response.headers.get("content-type", "").startswith("text/event-stream")
        if isinstance(response.stream, httpx2.AsyncByteStream):
            limit = _MAX_STREAM_BYTES if streamed else _MAX_BODY_BYTES
            response.stream = _Bounded(response.stream, limit)

    def _check_new(self, request_id: str) -> None:
        """A response sent twice would be read as the answer to the next visitor's question."""
        if request_id and request_id in self._seen:
            raise fault(FaultCode.SERVER_ERROR, what="The provider sent one response twice.")
        self._seen.append(request_id)


class _Bounded(httpx2.AsyncByteStream):
    """Ends a response that is too long, has too long a line, or begins with a byte order mark."""

    def __init__(self, inner: httpx2.AsyncByteStream, limit: int) -> None:
        self._inner = inner
        self._left = limit
        self._line = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        first = True
        async for part in self._inner:
            self._count(part)
            yield part.removeprefix(b"\xef\xbb\xbf") if first else part
            first = False

    async def aclose(self) -> None:
        await self._inner.aclose()

    def _count(self, part: bytes) -> None:
        self._left -= len(part)
        end = max(part.rfind(b"\n"), part.rfind(b"\r"))
        self._line = len(part) - end - 1 if end >= 0 else self._line + len(part)
        if self._left < 0 or self._line > _MAX_LINE_BYTES:
            raise fault(FaultCode.BAD_ANSWER)
