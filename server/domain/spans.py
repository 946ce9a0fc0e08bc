"""Days in a time zone as stretches of real time: a day may have 23 or 25 hours."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from server.domain.errors import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From `start`, included, to `end`, not included; both in UTC.

    Attributes:
        first, last: The days that it touches.
    """

    start: datetime
    end: datetime
    first: date
    last: date


def zone_of(name: str) -> tzinfo | None:
    """None, this computer's, for no name; raises `BadInput` (`no_such_time_zone`)."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        sentence = "This computer does not know that time zone; write one such as Europe/Paris."
        raise BadInput("no_such_time_zone", sentence) from error


def span(first: date, last: date, zone: tzinfo | None, now: datetime) -> Span:
    """These days, both included; what is still to come is cut off."""
    end = max(midnight(first, zone), min(midnight(last + timedelta(days=1), zone), now))
    return Span(start=midnight(first, zone), end=end.astimezone(UTC), first=first, last=last)


def before(of: Span, zone: tzinfo | None) -> Span:
    """The same number of days right before it, as far into them as it is itself.

    At ten in the morning today is compared with yesterday until ten, not with the whole of it.
    """
    days = (of.last - of.first).days + 1
    end = of.end.astimezone(zone).replace(tzinfo=None) - timedelta(days=days)
    return Span(
        start=midnight(of.first - timedelta(days=days), zone),
        end=at(end, zone),
        first=of.first - timedelta(days=days),
        last=of.last - timedelta(days=days),
    )


def midnight(day: date, zone: tzinfo | None) -> datetime:
    """When a day begins; where the clock skips midnight, the first moment after it."""
    return at(datetime.combine(day, time()), zone)


def at(wall: datetime, zone: tzinfo | None) -> datetime:
    """What a clock on the wall shows, in UTC."""
    local = wall.astimezone() if zone is None else wall.replace(tzinfo=zone)
    return local.astimezone(UTC)
