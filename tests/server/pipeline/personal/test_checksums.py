"""Check digits: each single wrong digit is noticed."""

from collections.abc import Callable

import pytest

from server.pipeline.personal.checksums import chinese_id, luhn, mod97, taiwan_id


@pytest.mark.parametrize(
    ("check", "number"),
    [
        (luhn, "4111111111111111"),
        (luhn, "378282246310005"),
        (mod97, "GB82WEST12345698765432"),
        (chinese_id, "11010519491231002X"),
        (chinese_id, "440524188001010014"),
        (taiwan_id, "A123456789"),
    ],
)
def test_one_wrong_digit_is_noticed(check: Callable[[str], bool], number: str) -> None:
    assert check(number)
    for place, char in enumerate(number):
        if char.isdigit():
            wrong = number[:place] + str((int(char) + 1) % 10) + number[place + 1 :]
            assert not check(wrong)


def test_a_day_that_never_was() -> None:
    assert not chinese_id("110105194902310022")
