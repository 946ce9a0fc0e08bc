"""Health, metrics and headers: what machines and browsers look at."""

from server.domain.version import VERSION
from tests.server.calling import Caller
from tests.server.desk import Desk

NAMES = [
    *("conversations", "sockets", "messages_total", "message_ack_seconds_count", "answers_total"),
    *("answer_first_token_seconds_count", "answer_seconds_count", "handoffs_total"),
    *("writer_queue_length", "commit_seconds_count"),
]
PROXIED = ({"X-Forwarded-For": "203.0.113.7"}, {"Forwarded": "for=203.0.113.7"})


async def test_health(desk: Desk) -> None:
    for path in ("/healthz", "/readyz"):
        assert (await desk.anybody().get(path)).data == {"status": "ok", "version": VERSION}


async def test_every_metric_has_its_name_from_the_start(desk: Desk) -> None:
    said = (await desk.anybody().get("/metrics")).body.decode()
    series = {line.partition(" ")[0].partition("{")[0] for line in said.splitlines()}
    assert {f"deskbell_{name}" for name in NAMES} <= series
    assert "process_resident_memory_bytes" in series
    for name in ("provider_requests", "provider_tokens"):
        assert f"# TYPE deskbell_{name}_total counter" in said


async def test_metrics_move(desk: Desk, lin: Caller) -> None:
    moves = {
        'deskbell_messages_total{author="visitor"}': 2,
        'deskbell_messages_total{author="agent"}': 1,
        'deskbell_handoffs_total{reason="visitor_asked"}': 1,
        'deskbell_conversations{status="open"}': 1,
        'deskbell_conversations{status="resolved"}': 0,
        'deskbell_sockets{role="visitor"}': 1,
        'deskbell_sockets{role="agent"}': 0,
        "deskbell_message_ack_seconds_count": 3,
        "deskbell_writer_queue_length": 0,
    }
    visitor = await desk.waiting_visitor()
    for text in ("one", "two", "two"):  # a repetition is not a message
        await visitor.say(text)
    said = {"client_id": "1", "body": "Hello"}
    await lin.post(f"conversations/{visitor.conversation}/messages", said)
    async with visitor.socket() as talk:
        await talk.next("welcome")
        assert {name: await desk.metric(name) for name in moves} == moves
    assert await desk.metric("deskbell_commit_seconds_count") > 3


async def test_metrics_are_for_this_machine_and_for_admins(desk: Desk) -> None:
    for headers in PROXIED:
        for who, status in (("", 401), ("wrong", 401), ("lin", 403), ("adam", 200)):
            caller = desk.agent(who) if status in {403, 200} else desk.anybody(who)
            assert (await caller.send("GET", "/metrics", headers=headers)).status == status


async def test_answers_carry_the_headers_that_browsers_need(desk: Desk) -> None:
    for path in ("/", "/healthz", "/api/docs", "/nothing", "/api/v1/me"):
        headers = (await desk.anybody().get(path)).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert (headers.get("Cache-Control") == "no-store") == (
            path.startswith("/api/") and path != "/api/docs"
        )
