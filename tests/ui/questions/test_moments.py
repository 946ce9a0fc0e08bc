"""How long a conversation may sleep."""

from datetime import UTC, datetime, timedelta

import pytest

from ui.questions.moments import good_moments, typed_moment

NOW = datetime(2026, 11, 20, 12, 59, 30, tzinfo=UTC)


def test_the_good_moments_lie_ahead_in_order() -> None:
    moments = list(good_moments(NOW))
    assert moments == sorted(moments)
    assert moments[0] == NOW + timedelta(hours=1)
    assert {(one.hour, one.minute) for one in moments[-3:]} == {(9, 0)}
    assert moments[-2].weekday() == 0


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("30 min", timedelta(minutes=30)),
        ("45m", timedelta(minutes=45)),
        (" 2H ", timedelta(hours=2)),
        ("3 天", timedelta(days=3)),
        ("1周", timedelta(weeks=1)),
    ],
)
def test_a_typed_length_counts_from_now(words: str, length: timedelta) -> None:
    assert typed_moment(words, NOW) == NOW + length


@pytest.mark.parametrize("words", ["", "0 h", "h", "tomorrow", "9999 w", "-1 h", "1.5 h"])
def test_anything_else_is_no_length(words: str) -> None:
    assert typed_moment(words, NOW) is None
