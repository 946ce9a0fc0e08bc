"""When the team is there."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from server.domain.errors import BadInput
from server.domain.hours import (
    Holiday,
    HoursSettings,
    Period,
    TimeWindow,
    is_open,
    next_opening,
)

BERLIN = ZoneInfo("Europe/Berlin")
MORNING, AFTERNOON = Period(start="09:00", end="12:00"), Period(start="13:00", end="18:00")
DAY = (MORNING, AFTERNOON)
CLOSED: tuple[Period, ...] = ()
XMAS = Holiday(day=date(2026, 12, 25), name="Christmas")
EVE = Holiday(day=date(2026, 12, 24), periods=(MORNING,))
HOURS = HoursSettings(
    time_zone="Europe/Berlin", weekly=(*[DAY] * 5, CLOSED, CLOSED), holidays=(XMAS, EVE)
)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("at", "back"),
    [
        ("2026-11-26 08:59", "2026-11-26 09:00"),
        ("2026-11-26 09:00", None),
        ("2026-11-26 11:59", None),
        ("2026-11-26 12:00", "2026-11-26 13:00"),
        ("2026-11-26 18:00", "2026-11-27 09:00"),
        ("2026-11-27 18:30", "2026-11-30 09:00"),  # over the weekend
        ("2026-12-24 11:00", None),
        ("2026-12-24 12:30", "2026-12-28 09:00"),  # over the holiday, too
        ("2026-03-28 20:00", "2026-03-30 09:00"),  # over the night in which the clocks change
    ],
)
def test_open_or_back_at(at: str, back: str | None) -> None:
    moment = berlin(at).astimezone(UTC)
    assert next_opening(HOURS, moment) == (berlin(back) if back else None)
    assert is_open(HOURS, moment) == (back is None)


def test_without_hours_the_team_is_always_there() -> None:
    assert is_open(HoursSettings(), datetime.now(UTC))  # noqa: TID251 - any moment does
    assert next_opening(HoursSettings(), berlin("2026-11-26 03:00")) is None


def test_who_never_opens_never_promises() -> None:
    never = HoursSettings(weekly=(CLOSED,) * 7)
    assert not is_open(never, berlin("2026-11-26 10:00"))
    assert next_opening(never, berlin("2026-11-26 10:00")) is None


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Period(start="9:00", end="18:00"), "not_a_time"),
        (lambda: Period(start="18:00", end="09:00"), "bad_period"),
        (lambda: Period(start="24:01", end="24:30"), "not_a_time"),
        (lambda: HoursSettings(time_zone="Mars/Olympus"), "no_such_time_zone"),
        (lambda: HoursSettings(time_zone="../etc/passwd"), "no_such_time_zone"),
        (lambda: HoursSettings(weekly=(DAY,) * 6), "bad_week"),
        (lambda: TimeWindow(start="09:00", end="09:00"), "bad_window"),
        (lambda: TimeWindow(start="09:00", end="18:00", days=(7,)), "bad_window"),
    ],
)
def test_what_is_no_time_is_refused(make: type[object], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        make()
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("at", "holds"),
    [
        ("2026-11-26 21:59", False),  # a Thursday
        ("2026-11-26 22:00", True),
        ("2026-11-27 01:59", True),  # still Thursday's
        ("2026-11-27 02:00", False),
        ("2026-11-26 01:00", False),  # Wednesday's
    ],
)
def test_a_window_runs_over_midnight(at: str, holds: bool) -> None:
    window = TimeWindow(start="22:00", end="02:00", days=(3,))
    assert window.holds(berlin(at)) == holds
