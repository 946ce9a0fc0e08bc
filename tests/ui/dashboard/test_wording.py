"""Figures in words, in both languages."""

import pytest

from tests.ui.conftest import Look
from ui.dashboard.wording import (
    duration,
    faster_or_slower,
    higher_or_lower,
    money,
    more_or_less,
    number,
    percent,
)
from ui.i18n import Language

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


pytestmark = pytest.mark.usefixtures("look")  # in English


@pytest.mark.parametrize(
    ("millis", "words"),
    [
        (None, "–"),
        (0, "0.0 s"),
        (840, "0.8 s"),
        (42_000, "42 s"),
        (59_600, "1 min"),
        (3 * MINUTE + 20_000, "3 min 20 s"),
        (HOUR - 100, "1 h"),
        (2 * HOUR + 5 * MINUTE, "2 h 5 min"),
        (3 * DAY + 4 * HOUR, "3 d 4 h"),
    ],
)
def test_durations(millis: int | None, words: str) -> None:
    assert duration(millis) == words


def test_numbers_are_written_as_the_language_does(look: Look) -> None:
    assert number(1_234_567) == "1,234,567"
    assert percent(0.704) == "70%"
    assert [money(amount) for amount in (0, 1_200, 11_842_300, 1_234_400_000)] == [
        "0.00",
        "0.0012",
        "11.84",
        "1,234",
    ]
    look.translations.use(Language.CHINESE)
    assert duration(3 * MINUTE + 20_000) == "3 分钟 20 秒"


def test_what_was_before_is_said_with_an_arrow() -> None:
    assert more_or_less(120, 100).words == "↑ 20% more than before (100)"
    assert more_or_less(80, 100).words == "↓ 20% fewer than before (100)"
    assert more_or_less(5, 5).words == "As many as before"
    assert more_or_less(5, 0).words == "None in the period before"
    assert more_or_less(0, 0).words == ""
    assert higher_or_lower(4.52, 4.48, digits=1).words == "The same as before"
    assert higher_or_lower(70, 64.4).words == "↑ higher than before (64%)"
    assert higher_or_lower(None, 3).words == ""
    assert faster_or_slower(90_000, 120_000).words == "↓ faster than before (2 min)"
    assert faster_or_slower(90_000, 60_000).words == "↑ slower than before (1 min)"
    assert faster_or_slower(None, 60_000).words == ""
