"""A provider on the loopback that speaks chat completions byte for byte, and misbehaves on request.

In a test, one queued answer is used up by each request:

    async with FakeOpenAI() as provider:
        provider.answer_with(error(500, "boom"), text("Hel", "lo"))

By hand, or for a server in another process:

    python -m tests.support.fake_openai --port 0 --text "Hello there" --delay 0.05
"""

import argparse
import asyncio
import contextlib
import json
import re
import ssl
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from aiohttp import web

MODEL = "fake-1"
SAID = "Hello from the fake provider."
SSE = {"Content-Type": "text/event-stream; charset=utf-8"}
DONE = b"data: [DONE]\n\n"


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Hold:
    """Nothing until the test sets the gate."""

    gate: asyncio.Event


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection ends here, whatever was promised."""


Step = bytes | Pause | Hold | Cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How one request is answered.

    Attributes:
        raw: The steps are all that is written, status line and headers included; the last is `Cut`.
    """

    steps: tuple[Step, ...]
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: SSE)
    raw: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A request as it came.

    Attributes:
        headers: Names in lower case.
        left: Set when the client went away before the answer's end.
    """

    method: str
    path: str
    headers: dict[str, str]
    body: Any
    left: asyncio.Event = field(default_factory=asyncio.Event)


def event(data: object) -> bytes:
    """One server-sent event; half a character is written as JSON can, by its number."""
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return b"data: " + line.encode(errors="backslashreplace") + b"\n\n"


def chunk(content: object = None, *, finish: object = None, **changes: object) -> dict[str, Any]:
    """A chunk; `changes` replace its outermost fields."""
    delta = {} if content is None else {"content": content}
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    whole = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1_700_000_000,
        "model": MODEL,
        "choices": [choice],
    }
    return whole | changes


def usage(tokens_in: int = 7, tokens_out: int = 3) -> dict[str, Any]:
    """The chunk that a stream ends with when the client asked for it."""
    counted = {"prompt_tokens": tokens_in, "completion_tokens": tokens_out}
    total = {"total_tokens": tokens_in + tokens_out}
    return chunk(choices=[], usage=counted | total)


def sse(*events: object, done: bool = True) -> Answer:
    """A stream of these events: steps as they are, everything else as JSON."""
    steps = tuple(
        item if isinstance(item, bytes | Pause | Hold | Cut) else event(item) for item in events
    )
    return Answer(steps=(*steps, DONE) if done else steps)


def text(*pieces: str, delay: float = 0, hold: asyncio.Event | None = None) -> Answer:
    """A good answer; with `hold` it stops after the first piece until the gate is set."""
    between: list[Step] = [Pause(delay)] if delay else []
    steps: list[object] = [chunk("", finish=None)]
    for number, piece in enumerate(pieces):
        steps += [*between, chunk(piece)]
        steps += [Hold(hold)] if hold is not None and number == 0 else []
    return sse(*steps, chunk(finish="stop"), usage())


def words(sentence: str) -> list[str]:
    """The pieces in which a model says it."""
    return re.findall(r"\S+\s*", sentence)


def whole(content: str) -> dict[str, Any]:
    """A completion in one piece, for those who do not stream."""
    message = {"role": "assistant", "content": content}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": MODEL,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10},
    }


def in_json(data: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """A plain JSON response."""
    kind = {"Content-Type": "application/json"}
    body = json.dumps(data).encode()
    return Answer(steps=(body,), status=status, headers=kind | dict(headers or {}))


def error(
    status: int,
    message: str = "It did not work.",
    *,
    code: object = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """An error in the API's own form."""
    told = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
    return in_json({"error": told}, status=status, headers=headers)


def html(status: int = 200) -> Answer:
    """What a proxy in between says when it is in trouble, or a wrong address."""
    page = b"<!DOCTYPE html><html><body><h1>Bad Gateway</h1></body></html>"
    return Answer(steps=(page,), status=status, headers={"Content-Type": "text/html"})


class FakeOpenAI:
    """The server. Without a queued answer, `default` is the answer to everything.

    Attributes:
        requests: All that came to chat completions, the first one first.
        peers: The client's ports: as many as connections were made.
    """

    def __init__(
        self,
        *,
        default: Answer | None = None,
        tls: ssl.SSLContext | None = None,
        port: int = 0,
    ) -> None:
        self.requests: list[Received] = []
        self.peers: set[int] = set()
        self._default = default
        self._tls = tls
        self._queue: deque[Answer] = deque()
        app = web.Application()
        app.router.add_get("/v1/models", self._models)
        app.router.add_post("/v1/chat/completions", self._complete)
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=1
        )
        self._port = port

    @property
    def base_url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}/v1"

    @property
    def port(self) -> int:
        return self._port

    def answer_with(self, *answers: Answer) -> None:
        """Queue answers, one for each request to come."""
        self._queue.extend(answers)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, ssl_context=self._tls)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    async def _models(self, _: web.Request) -> web.Response:
        model = {"id": MODEL, "object": "model", "created": 1_700_000_000, "owned_by": "fake"}
        return web.json_response({"object": "list", "data": [model]})

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        received = await _received(request)
        self.requests.append(received)
        self.peers.add(_transport(request).get_extra_info("peername")[1])
        try:
            return await _play(request, self._next(received), f"req-{len(self.requests)}")
        except asyncio.CancelledError:
            received.left.set()
            raise
        except ConnectionError:  # what else could be told to whom?
            received.left.set()
            return web.Response()

    def _next(self, received: Received) -> Answer:
        if self._queue:
            return self._queue.popleft()
        if self._default is not None:
            return self._default
        return text(*words(SAID)) if received.body.get("stream") else in_json(whole(SAID))


async def _received(request: web.Request) -> Received:
    return Received(
        method=request.method,
        path=request.path,
        headers={name.lower(): value for name, value in request.headers.items()},
        body=json.loads(await request.read()),
    )


async def _play(request: web.Request, answer: Answer, number: str) -> web.StreamResponse:
    headers = {"X-Request-Id": number, **answer.headers}
    response = web.StreamResponse(status=answer.status, headers=headers)
    if not answer.raw:
        await response.prepare(request)
    for step in answer.steps:
        if isinstance(step, Cut):
            _transport(request).close()
            break
        await _take(step, request, None if answer.raw else response)
    return response


async def _take(
    step: bytes | Pause | Hold, request: web.Request, response: web.StreamResponse | None
) -> None:
    match step:
        case bytes():
            if response is None:
                _transport(request).write(step)
            else:
                await response.write(step)
        case Pause(seconds):
            await asyncio.sleep(seconds)
        case Hold(gate):
            await gate.wait()


def _transport(request: web.Request) -> asyncio.Transport:
    transport = request.transport
    if transport is None:
        raise ConnectionResetError("the client has gone")
    return transport


async def _serve(port: int, answer: Answer) -> None:
    async with FakeOpenAI(default=answer, port=port) as provider:
        ready = {"ready": True, "port": provider.port, "base_url": provider.base_url}
        print(json.dumps(ready), flush=True)
        await asyncio.Event().wait()


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve the same answer to everybody until interrupted."""
    parser = argparse.ArgumentParser(description="An OpenAI-compatible provider for trying things.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--text", default=SAID, help="the answer")
    parser.add_argument("--delay", type=float, default=0.03, help="seconds before each word")
    options = parser.parse_args(arguments)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(options.port, text(*words(options.text), delay=options.delay)))


if __name__ == "__main__":
    main()
