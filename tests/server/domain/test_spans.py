"""Days where clocks are put forward and back, and what they are compared with."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from server.domain.errors import BadInput
from server.domain.reports import Grain
from server.domain.rhythm import QUARTER, grain_of, line, week
from server.domain.spans import before, span, zone_of

LATE = datetime(2030, 1, 1, tzinfo=UTC)
BERLIN, KOLKATA, KATHMANDU = map(ZoneInfo, ("Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu"))
SAO_PAULO = ZoneInfo("America/Sao_Paulo")


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (BERLIN, date(2026, 3, 28), 24),
        (BERLIN, date(2026, 3, 29), 23),
        (BERLIN, date(2026, 10, 25), 25),
        (SAO_PAULO, date(2018, 11, 4), 23),  # the clocks skipped midnight itself
        (KOLKATA, date(2026, 3, 29), 24),
    ],
)
def test_a_day_is_as_long_as_its_clocks_make_it(zone: ZoneInfo, day: date, hours: int) -> None:
    of = span(day, day, zone, LATE)
    assert of.end - of.start == timedelta(hours=hours)
    points = line({}, of, zone)
    assert len(points) == hours
    assert points[0].at == of.start


def test_today_is_compared_with_as_much_of_yesterday() -> None:
    now = datetime(2026, 3, 29, 12, 30, tzinfo=BERLIN)
    today = span(date(2026, 3, 29), date(2026, 3, 29), BERLIN, now)
    yesterday = before(today, BERLIN)
    assert today.end == now
    assert yesterday.start == datetime(2026, 3, 28, tzinfo=BERLIN)
    assert yesterday.end == datetime(2026, 3, 28, 12, 30, tzinfo=BERLIN)


def test_a_week_that_is_over_is_compared_with_the_whole_week_before() -> None:
    of = span(date(2026, 3, 23), date(2026, 3, 29), BERLIN, LATE)
    earlier = before(of, BERLIN)
    assert earlier.end == of.start
    assert (earlier.first, earlier.last) == (date(2026, 3, 16), date(2026, 3, 22))


def test_days_to_come_are_empty() -> None:
    now = datetime(2026, 3, 29, 12, 30, tzinfo=UTC)
    of = span(date(2026, 4, 1), date(2026, 4, 2), BERLIN, now)
    assert of.start == of.end
    assert line({}, of, BERLIN) == ()


def quarter(moment: datetime) -> int:
    return int(moment.timestamp() // QUARTER.total_seconds())


def test_an_hour_that_comes_twice_is_two_points_and_one_cell() -> None:
    day = date(2026, 10, 25)
    of = span(day, day, BERLIN, LATE)
    twice = [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)]
    quarters = {quarter(moment): 2 + n for n, moment in enumerate(twice)}
    assert [point.started for point in line(quarters, of, BERLIN)][2:4] == [2, 3]
    assert week(quarters, BERLIN)[6][2] == 5


@pytest.mark.parametrize(("zone", "hour"), [(KOLKATA, 9), (KATHMANDU, 10), (BERLIN, 5)])
def test_hours_of_zones_that_are_off_by_parts_of_one(zone: ZoneInfo, hour: int) -> None:
    moment = datetime(2026, 6, 1, 4, 0 if zone is KOLKATA else 15, tzinfo=UTC)  # a Monday
    if zone is BERLIN:
        moment = datetime(2026, 6, 1, 3, 59, tzinfo=UTC)
    counts = week({quarter(moment): 1}, zone)
    assert counts[0][hour] == 1
    of = span(date(2026, 6, 1), date(2026, 6, 1), zone, LATE)
    assert [point.started for point in line({quarter(moment): 1}, of, zone)].index(1) == hour


def test_a_long_period_has_a_point_for_each_day() -> None:
    of = span(date(2026, 3, 1), date(2026, 3, 31), BERLIN, LATE)
    quarters = {quarter(datetime(2026, 3, 29, 21, 59, tzinfo=UTC)): 4}
    points = line(quarters, of, BERLIN)
    assert grain_of(of) is Grain.DAY
    assert len(points) == 31
    assert [point.at for point in points if point.started] == [
        datetime(2026, 3, 29, tzinfo=BERLIN).astimezone(UTC)
    ]


@pytest.mark.parametrize("name", ["Mars/Base", "../etc/passwd", "\0", "x" * 500])
def test_unknown_time_zones_are_refused(name: str) -> None:
    with pytest.raises(BadInput) as refused:
        zone_of(name)
    assert refused.value.code == "no_such_time_zone"
