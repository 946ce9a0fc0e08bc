"""Figures as a small shop would have them."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from server.domain.conversations import HandoffReason
from server.domain.ledger import Amount, Spent
from server.domain.reports import (
    AgentFigures,
    Budget,
    Comment,
    DayCost,
    Delays,
    Figures,
    Grain,
    Overview,
    Point,
    Present,
    ProviderCost,
    ReasonCount,
)
from server.domain.rhythm import MAX_HOURLY_DAYS
from server.domain.settings import Cap

NOW = datetime(2026, 11, 20, 12, 59, 30, tzinfo=UTC)
PRESENT = Present(
    waiting=3, waiting_since=NOW - timedelta(minutes=6, seconds=12), assistant=14, queue=3, agents=5
)
CURRENT = Figures(
    started=1284,
    by_assistant=831,
    by_people=342,
    by_nobody=19,
    first_reply=Delays(count=351, p50=96_000, p90=511_000),
    first_token=Delays(count=2210, p50=840, p90=1900),
    stars=(11, 8, 24, 97, 262),
    spent=Spent(input_tokens=2_914_030, output_tokens=402_771, money=11_842_300, estimated=True),
)
PREVIOUS = replace(
    CURRENT,
    started=1147,
    by_assistant=689,
    by_people=377,
    first_reply=Delays(count=380, p50=131_000, p90=640_000),
    stars=(14, 12, 31, 88, 201),
)
REASONS = (
    (HandoffReason.VISITOR_ASKED, 148),
    (HandoffReason.OUT_OF_SCOPE, 91),
    (HandoffReason.TOO_COMPLEX, 44),
    (HandoffReason.ANGER, 27),
    (HandoffReason.SENSITIVE, 18),
    (HandoffReason.REPEATED_MISSES, 9),
    (HandoffReason.PROVIDER_ERROR, 2),
)
COMMENTS = (
    (5, "回复很快，问题一次就解决了，谢谢！"),
    (4, "Friendly and quick. I only had to say my order number once."),
    (2, "Waited a while before somebody could tell me whether the jacket comes in blue."),
    (5, "Très bien, merci beaucoup 🙏"),
)
TEAM = (
    ("王小雨", 412, 138, 74_000),
    ("Lin Fang", 366, 121, 103_000),
    ("Maximiliane Featherstonehaugh-Wolfeschlegelstein", 154, 62, 142_000),
    ("陈思思", 41, 21, 388_000),
    ("Adam Novák", 0, 0, None),
)
COSTS = (
    ProviderCost(
        provider="api.deepseek.com",
        spent=Spent(input_tokens=2_502_030, output_tokens=350_771, money=9_402_300),
    ),
    ProviderCost(
        provider="api.openai.com",
        spent=Spent(input_tokens=412_000, output_tokens=52_000, money=2_440_000, estimated=True),
    ),
)
BUDGET = Budget(
    day=Amount(tokens=361_204, money=1_322_000),
    month=Amount(tokens=9_120_412, money=31_870_000),
    day_cap=Cap(money=5_000_000),
    month_cap=Cap(tokens=20_000_000, money=60_000_000),
)
DAY_SHAPE = (0, 0, 0, 0, 0, 1, 2, 4, 8, 13, 15, 12, 9, 11, 14, 13, 11, 9, 7, 8, 9, 6, 3, 1)


def overview(first: date, last: date, now: datetime = NOW) -> Overview:
    """Of these days."""
    hourly = (last - first).days < MAX_HOURLY_DAYS
    line = _line(first, last, now, hourly=hourly)
    return Overview(
        first=first,
        last=last,
        time_zone="",
        at=now,
        present=PRESENT,
        current=replace(CURRENT, started=sum(point.started for point in line)),
        previous=PREVIOUS,
        handoffs=tuple(ReasonCount(reason=reason, count=count) for reason, count in REASONS),
        comments=tuple(
            Comment(
                conversation_id=f"c-{n}",
                score=score,
                comment=text,
                at=now - timedelta(hours=5 * n + 1),
            )
            for n, (score, text) in enumerate(COMMENTS)
        ),
        costs=COSTS,
        days=_days(first, last),
        budget=BUDGET,
        grain=Grain.HOUR if hourly else Grain.DAY,
        line=line,
        week=tuple(_hours(day, 1.0) for day in range(7)),
        team=tuple(_agent(n, *row) for n, row in enumerate(TEAM)),
    )


def _days(first: date, last: date) -> tuple[DayCost, ...]:
    length = (last - first).days + 1
    days = [first + timedelta(days=n) for n in range(length)]
    return tuple(
        DayCost(day=day, spent=Spent(input_tokens=9000, money=1000 * sum(_hours(n % 7, 7.0))))
        for n, day in enumerate(days)
    )


def _comment(number: int, score: int, text: str, now: datetime) -> Comment:
    at = now - timedelta(hours=5 * number + 1)
    return Comment(conversation_id=f"c-{number}", score=score, comment=text, at=at)


def _agent(number: int, name: str, replies: int, resolved: int, millis: int | None) -> AgentFigures:
    first_reply = Delays(count=resolved, p50=millis, p90=millis and millis * 4)
    return AgentFigures(
        agent_id=f"a-{number}",
        name=name,
        replies=replies,
        resolved=resolved,
        first_reply=first_reply,
    )


def _hours(day: int, scale: float) -> tuple[int, ...]:
    """Weekends are quiet, and no two days are the same."""
    weight = (1.0, 1.08, 0.94, 1.02, 1.16, 0.58, 0.44)[day] * scale * 1.5
    return tuple(
        round(weight * height * (1 + 0.22 * math.sin(day * 7 + hour)))
        for hour, height in enumerate(DAY_SHAPE)
    )


def _line(first: date, last: date, now: datetime, *, hourly: bool) -> tuple[Point, ...]:
    points = []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        start = datetime(day.year, day.month, day.day).astimezone(UTC)
        hours = _hours(day.weekday(), 1 + 0.1 * math.sin(n))
        if hourly:
            moments = [(start + timedelta(hours=h), count) for h, count in enumerate(hours)]
            points += [Point(at=at, started=count) for at, count in moments if at <= now]
        else:
            points.append(Point(at=start, started=sum(hours)))
    return tuple(points)
