"""When conversations start: quarters of an hour become a line and a week on a clock on the wall.

No time zone of today is off by less than a quarter of an hour, so that each lies within one hour.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from server.domain.reports import Grain, Point
from server.domain.spans import Span, midnight

QUARTER = timedelta(minutes=15)
MAX_HOURLY_DAYS = 8  # beyond that a line by the hour is a hedge

Quarters = Mapping[int, int]  # number of the quarter since 1970 to how many


def moment(quarter: int) -> datetime:
    """When it begins."""
    return datetime.fromtimestamp(quarter * QUARTER.total_seconds(), tz=UTC)


def grain_of(span: Span) -> Grain:
    """By the hour for a week, by the day for more."""
    days = (span.last - span.first).days + 1
    return Grain.HOUR if days <= MAX_HOURLY_DAYS else Grain.DAY


def line(quarters: Quarters, span: Span, zone: tzinfo | None) -> tuple[Point, ...]:
    """Every hour or day of the span in order, those without any included."""
    grain = grain_of(span)
    counts: Counter[datetime] = Counter()
    for quarter, count in quarters.items():
        counts[_start(moment(quarter), grain, zone)] += count
    return tuple(Point(at=start, started=counts[start]) for start in _starts(span, grain, zone))


def week(quarters: Quarters, zone: tzinfo | None) -> tuple[tuple[int, ...], ...]:
    """Seven days, Monday first, of 24 hours each."""
    counts = [[0] * 24 for _ in range(7)]
    for quarter, count in quarters.items():
        local = moment(quarter).astimezone(zone)
        counts[local.weekday()][local.hour] += count
    return tuple(map(tuple, counts))


def _start(instant: datetime, grain: Grain, zone: tzinfo | None) -> datetime:
    local = instant.astimezone(zone)
    if grain is Grain.DAY:
        return midnight(local.date(), zone)
    # In real time, so that the hour that comes twice in autumn is two points.
    return instant - timedelta(minutes=local.minute, seconds=local.second)


def _starts(span: Span, grain: Grain, zone: tzinfo | None) -> list[datetime]:
    starts = []
    start = span.start
    while start < span.end:
        starts.append(start)
        start = _next(start, grain, zone)
    return starts


def _next(start: datetime, grain: Grain, zone: tzinfo | None) -> datetime:
    if grain is Grain.HOUR:
        return start + timedelta(hours=1)
    return midnight(start.astimezone(zone).date() + timedelta(days=1), zone)
