"""Every way in which a provider is known to fail, as a table.

The numbers only name the faults. A1 to A4, where no connection comes about, and A45, one response
sent twice, need more than an answer: see tests/server/ai/test_connections.py, test_openai_model.py.
"""

from dataclasses import dataclass

from server.ai.chat_model import FaultCode
from server.ai.deadlines import Patience
from tests.support.fake_openai import (
    DONE,
    SSE,
    Answer,
    Cut,
    Pause,
    chunk,
    error,
    event,
    html,
    in_json,
    sse,
    usage,
    whole,
)

KEY = "sk-never-show-this-0123456789"
CALM = Patience(first=60, gap=60, total=60)
HURRIED = Patience(first=0.3, gap=0.3, total=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fault.

    Attributes:
        code: None when the answer is good in spite of it.
        asked: How many requests the provider gets.
        shown: What came through before the end; None when that depends on the clock.
    """

    name: str
    answer: Answer
    code: FaultCode | None
    asked: int = 1
    shown: str | None = ""
    patience: Patience = CALM


def _dressed(data: bytes, **headers: str) -> Answer:
    return Answer(steps=(data,), headers={**SSE, **headers})


def _http_1_0(body: bytes) -> Answer:
    head = b"HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
    return Answer(steps=(head, body, Cut()), raw=True)


GOOD = event(chunk("Good")) + event(chunk(finish="stop")) + DONE
HALF = "半个字".encode()
TOOL_CALLS = {"index": 0, "delta": {"tool_calls": [{"index": 0}]}, "finish_reason": "tool_calls"}
SECOND_CHOICE = {"index": 1, "delta": {"content": "other"}, "finish_reason": None}
THINKING = {"index": 0, "delta": {"reasoning_content": "Hm."}, "finish_reason": None}
LONG_THOUGHT = {"index": 0, "delta": {"reasoning_content": "Hm. " * 2_500}}
NO_QUOTA = {"error": {"message": "No credit.", "code": "insufficient_quota"}}

ROWS = [
    Row(name="A5 wrong key", answer=error(401, f"Bad key {KEY}"), code=FaultCode.AUTH),
    Row(name="A6 forbidden", answer=error(403), code=FaultCode.FORBIDDEN),
    Row(
        name="A7 no such model",
        answer=error(404, "The model `x` does not exist", code="model_not_found"),
        code=FaultCode.NO_MODEL,
    ),
    Row(name="A7 no such path", answer=html(404), code=FaultCode.NO_ENDPOINT),
    Row(
        name="A8 context too long",
        answer=error(400, "Too long.", code="context_length_exceeded"),
        code=FaultCode.CONTEXT_TOO_LONG,
    ),
    Row(
        name="A9 rate limit with seconds",
        answer=error(429, headers={"Retry-After": "2"}),
        code=FaultCode.RATE_LIMITED,
        asked=3,
    ),
    Row(
        name="A10 rate limit with a date long past",
        answer=error(429, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}),
        code=FaultCode.RATE_LIMITED,
        asked=3,
    ),
    Row(
        name="A11 rate limit for a year",
        answer=error(429, headers={"Retry-After": "31536000"}),
        code=FaultCode.RATE_LIMITED,
    ),
    Row(
        name="A11 rate limit below zero",
        answer=error(429, headers={"Retry-After": "-5"}),
        code=FaultCode.RATE_LIMITED,
        asked=3,
    ),
    Row(
        name="A11 rate limit of abc",
        answer=error(429, headers={"Retry-After": "abc"}),
        code=FaultCode.RATE_LIMITED,
        asked=3,
    ),
    Row(name="A12 no credit", answer=in_json(NO_QUOTA, status=429), code=FaultCode.QUOTA),
    Row(name="A12 payment required", answer=error(402), code=FaultCode.QUOTA),
    Row(name="A13 500", answer=error(500), code=FaultCode.SERVER_ERROR, asked=3),
    Row(name="A14 502 in HTML", answer=html(502), code=FaultCode.SERVER_ERROR, asked=3),
    Row(name="A15 503", answer=error(503), code=FaultCode.SERVER_ERROR, asked=3),
    Row(name="A16 529", answer=error(529), code=FaultCode.SERVER_ERROR, asked=3),
    Row(
        name="A17 nothing comes",
        answer=sse(Pause(30)),
        code=FaultCode.TIMEOUT,
        patience=HURRIED,
    ),
    Row(
        name="A18 stall in the middle",
        answer=sse(chunk("Well, "), Pause(30)),
        code=FaultCode.TIMEOUT,
        shown="Well, ",
        patience=HURRIED,
    ),
    Row(
        name="A19 a letter now and then",
        answer=sse(*[step for _ in range(400) for step in (chunk("x"), Pause(0.15))]),
        code=FaultCode.TIMEOUT,
        shown=None,
        patience=HURRIED,
    ),
    Row(
        name="A20 drip without end",
        answer=sse(*[step for _ in range(400) for step in (chunk(""), Pause(0.1))]),
        code=FaultCode.TIMEOUT,
        patience=HURRIED,
    ),
    Row(
        name="A21 cut in the middle of a chunk",
        answer=sse(chunk("Well, "), event(chunk("lost"))[:-9], Cut()),
        code=FaultCode.INCOMPLETE,
        shown="Well, ",
    ),
    Row(
        name="A21 ended before the end",
        answer=sse(chunk("Well, "), done=False),
        code=FaultCode.INCOMPLETE,
        shown="Well, ",
    ),
    Row(
        name="A22 no finish_reason",
        answer=sse(chunk("Well, ")),
        code=FaultCode.INCOMPLETE,
        shown="Well, ",
    ),
    Row(
        name="A23 empty finish_reason",
        answer=sse(chunk("Well, ", finish="")),
        code=FaultCode.INCOMPLETE,
        shown="Well, ",
    ),
    Row(
        name="A23 a reason that is no end",
        answer=sse(chunk("Well, "), chunk(finish="abort")),
        code=FaultCode.INCOMPLETE,
        shown="Well, ",
    ),
    Row(
        name="A24 [DONE] missing",
        answer=sse(chunk("Good"), chunk(finish="stop"), done=False),
        code=None,
        shown="Good",
    ),
    Row(
        name="A24 cut after the end",
        answer=sse(chunk("Good"), chunk(finish="stop"), Cut()),
        code=None,
        shown="Good",
    ),
    Row(
        name="A24 silent after the end",
        answer=sse(chunk("Good"), chunk(finish="stop"), Pause(600)),
        code=None,
        shown="Good",
    ),
    Row(
        name="A25 broken JSON",
        answer=sse(chunk("Well, "), b"data: {oops\n\n"),
        code=FaultCode.BAD_ANSWER,
        shown="Well, ",
    ),
    Row(
        name="A25 JSON that is no object",
        answer=sse([1, 2, 3]),
        code=FaultCode.BAD_ANSWER,
    ),
    Row(
        name="A25 JSON made to break parsers",
        answer=sse(b"data: " + b"[" * 100_000 + b"\n\n"),
        code=FaultCode.BAD_ANSWER,
    ),
    Row(
        name="A26 half a character in each packet",
        answer=sse(
            *[b'data: {"choices":[{"delta":{"content":"', HALF[:4], Pause(0.02), HALF[4:]],
            *[b'"}}]}\n\n', chunk(finish="stop")],
        ),
        code=None,
        shown="半个字",
    ),
    Row(
        name="A27 another charset",
        answer=sse('data: {"choices":[{"delta":{"content":"é"}}]}\n\n'.encode("latin-1")),
        code=FaultCode.BAD_ANSWER,
    ),
    Row(
        name="A27 byte order mark", answer=_dressed(b"\xef\xbb\xbf" + GOOD), code=None, shown="Good"
    ),
    Row(
        name="A27 says gzip and is not",
        answer=_dressed(GOOD, **{"Content-Encoding": "gzip"}),
        code=FaultCode.BAD_ANSWER,
    ),
    Row(
        name="A28 CRLF, comments, other fields",
        answer=sse(b": hello\r\n\r\nevent: message\r\nid: 7\r\n" + GOOD.replace(b"\n", b"\r\n")),
        code=None,
        shown="Good",
    ),
    Row(
        name="A28 a line of 1 MB",
        answer=sse(b": " + b"x" * 1_000_000 + b"\n\n", GOOD),
        code=FaultCode.BAD_ANSWER,
    ),
    Row(
        name="A29 no choices",
        answer=sse(chunk(choices=[]), chunk("Good"), chunk(finish="stop"), usage()),
        code=None,
        shown="Good",
    ),
    Row(
        name="A30 choices null or missing",
        answer=sse(chunk(choices=None), {"id": "x"}, chunk("Good"), chunk(finish="stop")),
        code=None,
        shown="Good",
    ),
    Row(
        name="A31 delta null",
        answer=sse(
            *[chunk(choices=[{"index": 0, "delta": None}]), chunk("Good"), chunk(finish="stop")]
        ),
        code=None,
        shown="Good",
    ),
    Row(name="A32 content a number", answer=sse(chunk(42)), code=FaultCode.BAD_ANSWER),
    Row(
        name="A33 tool calls",
        answer=sse(chunk(choices=[TOOL_CALLS])),
        code=FaultCode.BAD_ANSWER,
    ),
    Row(
        name="A34 a second choice",
        answer=sse(chunk(choices=[SECOND_CHOICE]), chunk("Good"), chunk(finish="stop")),
        code=None,
        shown="Good",
    ),
    Row(
        name="A35 content filter",
        answer=sse(chunk("Well, "), chunk(finish="content_filter")),
        code=FaultCode.FILTERED,
        shown="Well, ",
    ),
    Row(
        name="A35 content filter before the answer",
        answer=error(400, "Filtered.", code="content_filter"),
        code=FaultCode.FILTERED,
    ),
    Row(
        name="A36 the limit of tokens",
        answer=sse(chunk("In the mid"), chunk(finish="length")),
        code=None,
        shown="In the mid",
    ),
    Row(name="A37 empty answer", answer=sse(chunk(finish="stop")), code=FaultCode.EMPTY),
    Row(
        name="A38 nothing that can be seen",
        answer=sse(chunk(" \n\u200b"), chunk(finish="stop")),
        code=FaultCode.EMPTY,
        shown=" \n\u200b",
    ),
    Row(
        name="A39 an answer without end",
        answer=sse(*[chunk("x" * 1_000)] * 10_000),
        code=None,
        shown="x" * 9_000,
    ),
    Row(
        name="A40 only thoughts",
        answer=sse(*[chunk(choices=[THINKING])] * 500, chunk(finish="stop")),
        code=FaultCode.EMPTY,
    ),
    Row(
        name="A40 thoughts without end",
        answer=sse(event(chunk(choices=[LONG_THOUGHT])) * 1_000, chunk("Good")),
        code=FaultCode.BAD_ANSWER,
    ),
    Row(
        name="A42 redirect",
        answer=Answer(steps=(), status=302, headers={"Location": "http://127.0.0.1:9/v1"}),
        code=FaultCode.REDIRECTED,
    ),
    Row(
        name="A43 error object with 200",
        answer=in_json(NO_QUOTA),
        code=FaultCode.QUOTA,
    ),
    Row(
        name="A43 error object in the stream",
        answer=sse({"error": {"message": "Overloaded", "code": 503}}),
        code=FaultCode.SERVER_ERROR,
        asked=3,
    ),
    Row(
        name="A43 error object after text",
        answer=sse(chunk("Well, "), {"error": {"message": "Overloaded", "type": "server_error"}}),
        code=FaultCode.SERVER_ERROR,
        shown="Well, ",
    ),
    Row(name="a web page", answer=html(), code=FaultCode.BAD_ANSWER),
    Row(name="an empty body", answer=sse(done=False), code=FaultCode.BAD_ANSWER),
    Row(name="JSON null", answer=in_json(None), code=FaultCode.BAD_ANSWER),
    Row(name="not streamed", answer=in_json(whole("Good")), code=None, shown="Good"),
    Row(name="A44 HTTP/1.0 without length", answer=_http_1_0(GOOD), code=None, shown="Good"),
    Row(
        name="no HTTP at all",
        answer=Answer(steps=(b"SSH-2.0-OpenSSH_9.2\r\n", Cut()), raw=True),
        code=FaultCode.UNREACHABLE,
        asked=3,
    ),
]
