"""Until when a conversation may sleep: a few good moments, and what somebody types. No Qt."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

_MORNING = 9
_EVENING = 18
_SUNDAY = 6
_LONGEST = timedelta(days=365)
_TYPED = re.compile(r"(\d{1,4})\s*(m|min|分|分钟|h|小时|d|天|w|周)", re.IGNORECASE)
_UNITS = {
    "m": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "分": timedelta(minutes=1),
    "分钟": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "小时": timedelta(hours=1),
    "d": timedelta(days=1),
    "天": timedelta(days=1),
    "w": timedelta(weeks=1),
    "周": timedelta(weeks=1),
}


def good_moments(now: datetime) -> Iterator[datetime]:
    """Soon, this evening, tomorrow, Monday morning, in four weeks; by this computer's clock.

    Args:
        now: With a time zone; the moments have this computer's.
    """
    local = now.astimezone()
    yield local + timedelta(hours=1)
    yield local + timedelta(hours=3)
    if local.hour < _EVENING - 1:
        yield _at(local, _EVENING)
    yield _at(local + timedelta(days=1), _MORNING)
    if local.weekday() != _SUNDAY:
        yield _at(local + timedelta(days=7 - local.weekday()), _MORNING)
    yield _at(local + timedelta(weeks=4), _MORNING)


def typed_moment(words: str, now: datetime) -> datetime | None:
    """`30 min`, `2h`, `3 天`: that long from now; None where it is no such length."""
    found = _TYPED.fullmatch(words.strip())
    if found is None:
        return None
    length = int(found[1]) * _UNITS[found[2].lower()]
    if not timedelta() < length <= _LONGEST:
        return None
    return now.astimezone() + length


def _at(moment: datetime, hour: int) -> datetime:
    """The naive step in between lets the zone's own rules decide what the clock shows then."""
    clock = moment.replace(tzinfo=None, hour=hour, minute=0, second=0, microsecond=0)
    return clock.astimezone()
