"""How often somebody may do something, by a clock that stands still unless told."""

import pytest

from server.domain.errors import TooFast
from server.security.rate_limit import LONGEST_WAIT_SECONDS, RateLimit
from tests.server.instruments import ManualClock


def allowed(limit: RateLimit, key: str = "a") -> bool:
    try:
        limit.check(key)
    except TooFast:
        return False
    return True


def test_a_burst_then_a_pace() -> None:
    clock = ManualClock()
    limit = RateLimit(clock, burst=3, per_second=0.5)
    assert [allowed(limit) for _ in range(4)] == [True, True, True, False]
    with pytest.raises(TooFast) as refused:
        limit.check("a")
    assert refused.value.retry_after == pytest.approx(2)
    clock.advance(1.9)
    assert not allowed(limit)
    clock.advance(0.2)
    assert [allowed(limit) for _ in range(2)] == [True, False]
    clock.advance(1_000)
    assert [allowed(limit) for _ in range(4)] == [True, True, True, False]


def test_everybody_has_their_own() -> None:
    limit = RateLimit(ManualClock(), burst=1, per_second=1)
    assert [allowed(limit, key) for key in "abab"] == [True, True, False, False]


def test_reserving_makes_wait_instead_of_refusing() -> None:
    limit = RateLimit(ManualClock(), burst=2, per_second=10)
    waits = [limit.reserve("a") for _ in range(5)]
    assert waits == pytest.approx([0, 0, 0.1, 0.2, 0.3])


def test_nobody_waits_for_ever() -> None:
    clock = ManualClock()
    limit = RateLimit(clock, burst=1, per_second=1)
    waits = [limit.reserve("a") for _ in range(int(LONGEST_WAIT_SECONDS) + 1)]
    assert max(waits) == pytest.approx(LONGEST_WAIT_SECONDS)
    with pytest.raises(TooFast):
        limit.reserve("a")
    clock.advance(1)
    assert limit.reserve("a") == pytest.approx(LONGEST_WAIT_SECONDS)


def test_only_the_latest_keys_are_remembered() -> None:
    limit = RateLimit(ManualClock(), burst=1, per_second=1, max_keys=2)
    assert [allowed(limit, key) for key in "abab"] == [True, True, False, False]
    assert allowed(limit, "c")  # forgets a, the least recently used
    assert [allowed(limit, key) for key in "bca"] == [False, False, True]
