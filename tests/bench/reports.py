"""How long the dashboard's figures take: `python -m tests.bench.reports [CONVERSATIONS]`."""

import asyncio
import importlib
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from server.domain.rhythm import grain_of, line, week
from server.domain.spans import before, span
from server.metrics.counters import Counters
from server.storage.database import Database
from server.storage.reports import Reports
from server.storage.sqlite import FILE_NAME, SqliteFile

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
DAYS = 90
MESSAGES = 8  # of one conversation
REASONS = ("visitor_asked", "out_of_scope", "anger", "too_complex")


def main() -> None:
    """Fill a file, make talks of its messages, and look at it."""
    rooms = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(Path(folder), rooms))


async def _measure(folder: Path, rooms: int) -> None:
    database = Database(folder / FILE_NAME, Counters())
    await database.open()
    await database.write(lambda file: _fill(file, rooms))
    print(f"{rooms} conversations with {rooms * MESSAGES} messages in {DAYS} days")
    started = time.perf_counter()
    await database.write(_backfill)
    print(f"migration: {time.perf_counter() - started:.1f} s")
    reports = Reports(database)
    for days in (1, 7, 30, DAYS):
        await _look(reports, days)
    await database.close()


async def _look(reports: Reports, days: int) -> None:
    today = NOW.date()
    current = span(today - timedelta(days=days - 1), today, None, NOW)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        found = await reports.counted(current, before(current, None))
        line(found.quarters, current, None)
        week(found.quarters, None)
        times.append(time.perf_counter() - started)
    grain = grain_of(current).value
    print(f"{days:3} days by the {grain}: {sorted(times)[2] * 1000:.0f} ms")
    started = time.perf_counter()
    await reports.present()
    print(f"     present: {(time.perf_counter() - started) * 1000:.0f} ms")


def _backfill(file: SqliteFile) -> None:
    for index in ("message_by_agent", "answer_shown"):
        file.execute_sql(f"DROP INDEX {index}")
    for table in ("talk", "handover"):
        file.execute_sql(f"DROP TABLE {table}")
    importlib.import_module("server.storage.migrations.0027_reports").up(None, file)
    file.execute_sql("ANALYZE")


def _fill(file: SqliteFile, rooms: int) -> None:
    dice = random.Random(7)
    for n in range(8):
        row = (f"a{n}", f"agent{n}", f"Agent {n}", "agent", "", 0)
        file.execute_sql("INSERT INTO agent VALUES (?, ?, ?, ?, ?, ?)", row)
    for n in range(rooms):
        at = int((NOW - timedelta(days=dice.random() * DAYS)).timestamp() * 1000)
        _add_room(file, n, at, dice)


def _add_room(file: SqliteFile, n: int, at: int, dice: random.Random) -> None:
    people = dice.random() < 0.4
    _insert(file, "visitor", id=f"v{n}", name="", locale="en", created_at=at, **_VISITOR)
    _insert(file, "conversation", **_room(n, at, dice, people=people))
    for seq, (author, kind, notice) in enumerate(_talk(people=people), 1):
        at += dice.randrange(1, 90_000)
        _insert(file, "message", **_message(n, seq, at, author, kind=kind, notice=notice))
    answer = {"id": f"w{n}", "conversation_id": f"c{n}", "at": at, "first_token_ms": n % 900}
    day = datetime.fromtimestamp(at / 1000, tz=UTC).date().isoformat()
    _insert(file, "answer", **answer, day=day, **_ANSWER)
    _insert(file, "charge", id=f"p{n}", answer_id=f"w{n}", visitor_id=f"v{n}", day=day, **_CHARGE)


def _talk(*, people: bool) -> Iterator[tuple[str, str, str | None]]:
    yield from (("visitor", "text", None), ("assistant", "text", None), ("visitor", "text", None))
    if people:
        yield from (("system", "event", "handoff"), ("system", "event", "taken"))
        yield from (("agent", "text", None), ("agent", "text", None))
        yield ("system", "event", "resolved")
    else:
        yield from [("assistant", "text", None), ("visitor", "text", None)] * 2
        yield ("system", "event", "helped")


def _room(n: int, at: int, dice: random.Random, *, people: bool) -> dict[str, Any]:
    handed = {"handoff_reason": dice.choice(REASONS), "handoff_summary": "", "handoff_at": at}
    rated = {"rating": dice.randrange(1, 6), "rating_comment": "Thank you"}
    return {
        "id": f"c{n}",
        "visitor_id": f"v{n}",
        "status": "open" if dice.random() < 0.3 else "resolved",
        "handler": "agent" if people else "assistant",
        "agent_id": f"a{n % 8}" if people else None,
        "last_seq": MESSAGES,
        "unread": 0,
        "visitor_read_seq": 0,
        "tags": "[]",
        "created_at": at,
        "updated_at": at,
        **(handed if people else {}),
        **(rated if dice.random() < 0.3 else {}),
    }


def _message(
    n: int, seq: int, at: int, author: str, *, kind: str, notice: str | None
) -> dict[str, Any]:
    return {
        "id": f"m{n}-{seq}",
        "conversation_id": f"c{n}",
        "seq": seq,
        "client_id": f"m{seq}",
        "author": author,
        "author_id": f"a{n % 8}" if author == "agent" else None,
        "author_name": f"Agent {n % 8}" if notice == "resolved" else "",
        "kind": kind,
        "body": "Where is my order, please? " * 3,
        "sources": "[]",
        "notice": notice,
        "created_at": at,
    }


def _insert(file: SqliteFile, table: str, **row: Any) -> None:
    names, places = ", ".join(row), ", ".join("?" * len(row))
    file.execute_sql(f"INSERT INTO {table} ({names}) VALUES ({places})", list(row.values()))  # noqa: S608 - our own names


_VISITOR = {"page_url": "", "referrer": "", "user_agent": ""}
_ANSWER = {
    "provider": "api.example.com",
    "model": "m",
    "cached": 0,
    "prompt_version": "p1",
    "sources": "[]",
    "route_reason": "assistant_answers",
    "outcome": "sent",
}
_CHARGE = {
    "model": "m",
    "input_tokens": 900,
    "output_tokens": 80,
    "money": 400,
    "estimated": 0,
    "state": "settled",
}

if __name__ == "__main__":
    main()
