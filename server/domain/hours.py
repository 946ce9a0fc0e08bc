"""When the team is there: the weekly opening hours, and the days that are different."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from server.domain.entity import Entity
from server.domain.errors import BadInput
from server.domain.spans import zone_of
from server.domain.text import MAX_LINE_CHARS

MAX_PERIODS = 10  # a day has seldom more than two
MAX_HOLIDAYS = 400
LOOK_AHEAD_DAYS = 370
_CLOCK_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")
_MIDNIGHT = 24 * 60


def minutes(clock_time: str) -> int:
    """`09:30` as minutes of the day, up to 1440 for `24:00`.

    Raises:
        BadInput: `not_a_time`.
    """
    if not _CLOCK_TIME.fullmatch(clock_time):
        raise BadInput("not_a_time", f"{clock_time[:20]!r} is not a time such as 09:30.")
    hour, _, minute = clock_time.partition(":")
    return int(hour) * 60 + int(minute)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Entity):
    """Open from `start` to `end` of one day, as `09:00` and `18:00`; the last end is `24:00`."""

    start: str
    end: str

    def __post_init__(self) -> None:
        if minutes(self.start) >= minutes(self.end):
            raise BadInput("bad_period", "A period ends after it starts; over midnight write two.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday(Entity):
    """A day with hours of its own; without any the team is away all day."""

    day: date
    name: str = ""
    periods: tuple[Period, ...] = ()

    def __post_init__(self) -> None:
        if len(self.name) > MAX_LINE_CHARS or len(self.periods) > MAX_PERIODS:
            raise BadInput("too_long", "The name of a holiday is one line, its periods are few.")


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursSettings(Entity):
    """When people of the team are there.

    Attributes:
        time_zone: A name such as Europe/Berlin; empty means this computer's.
        weekly: Seven days, Monday first, each with its periods; empty means always open.
    """

    time_zone: str = ""
    weekly: tuple[tuple[Period, ...], ...] = ()
    holidays: tuple[Holiday, ...] = ()

    def __post_init__(self) -> None:
        _ = self.zone
        if len(self.weekly) not in (0, 7):
            raise BadInput("bad_week", "weekly has seven days, Monday first, or none at all.")
        if any(len(periods) > MAX_PERIODS for periods in self.weekly):
            raise BadInput("bad_week", f"A day has at most {MAX_PERIODS} periods.")
        if len(self.holidays) > MAX_HOLIDAYS:
            raise BadInput("too_many_holidays", f"At most {MAX_HOLIDAYS} holidays.")

    @property
    def zone(self) -> tzinfo | None:
        """None for this computer's; raises `BadInput` (`no_such_time_zone`)."""
        return zone_of(self.time_zone)

    def periods(self, day: date) -> tuple[Period, ...]:
        """The hours of this day."""
        for holiday in self.holidays:
            if holiday.day == day:
                return holiday.periods
        return self.weekly[day.weekday()] if self.weekly else (Period(start="00:00", end="24:00"),)


def is_open(hours: HoursSettings, at: datetime) -> bool:
    """Whether the team is there at this moment."""
    local = at.astimezone(hours.zone)
    now = local.hour * 60 + local.minute
    return any(
        minutes(period.start) <= now < minutes(period.end) for period in hours.periods(local.date())
    )


def next_opening(hours: HoursSettings, at: datetime) -> datetime | None:
    """When the team is there again, in the team's time zone; None while it is, or never again."""
    if is_open(hours, at):
        return None
    first = at.astimezone(hours.zone).date()
    days = (first + timedelta(days=number) for number in range(LOOK_AHEAD_DAYS))
    return next((start for day in days for start in _starts(hours, day) if start > at), None)


def _starts(hours: HoursSettings, day: date) -> Iterator[datetime]:
    for start in sorted(minutes(period.start) for period in hours.periods(day)):
        local = datetime.combine(day, time(start // 60, start % 60), tzinfo=hours.zone)
        yield local if hours.zone else local.astimezone()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWindow(Entity):
    """A part of the week; `end` before `start` runs over midnight into the next day.

    Attributes:
        days: 0 for Monday to 6 for Sunday, of its start; empty means every day.
    """

    start: str
    end: str
    days: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if minutes(self.start) == minutes(self.end) or minutes(self.start) == _MIDNIGHT:
            raise BadInput("bad_window", "A window has a start, and another end.")
        if any(day not in range(7) for day in self.days):
            raise BadInput("bad_window", "Days are numbers from 0 (Monday) to 6 (Sunday).")

    def holds(self, local: datetime) -> bool:
        """Whether this moment, in the team's time zone, is in it."""
        start, end = minutes(self.start), minutes(self.end)
        now, today = local.hour * 60 + local.minute, local.weekday()
        if start < end:
            return start <= now < end and self._on(today)
        return (now >= start and self._on(today)) or (now < end and self._on((today - 1) % 7))

    def _on(self, day: int) -> bool:
        return not self.days or day in self.days
