"""Time and ids, as the running server has them."""

from datetime import UTC, timedelta

from server.clock import SystemClock, from_millis, to_millis
from server.ids import RandomIds
from tests.server.instruments import ManualClock


def test_what_is_stored_is_what_was_read() -> None:
    now = SystemClock().now()
    assert now.tzinfo is UTC
    assert from_millis(to_millis(now)) == now
    moment = ManualClock().now()
    for millis in range(2_000):
        later = moment + timedelta(milliseconds=millis)
        assert from_millis(to_millis(later)) == later


def test_the_monotonic_clock_never_goes_back() -> None:
    clock = SystemClock()
    readings = [clock.monotonic() for _ in range(100)]
    assert readings == sorted(readings)


def test_ids_are_never_given_twice() -> None:
    ids = RandomIds()
    assert len({ids.new() for _ in range(1_000)}) == 1_000
