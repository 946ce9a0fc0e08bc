"""Check digits: what tells a card from an order number."""

from datetime import date

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def luhn(digits: str) -> bool:
    """ISO/IEC 7812, the check of payment cards."""
    odd = sum(int(digit) for digit in digits[::-2])
    even = sum(_DOUBLED[int(digit)] for digit in digits[-2::-2])
    return (odd + even) % 10 == 0


def mod97(code: str) -> bool:
    """ISO 13616, the check of an IBAN without spaces."""
    moved = code[4:] + code[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def chinese_id(code: str) -> bool:
    """GB 11643: province, a day that there was, and the check digit."""
    total = sum(int(digit) * weight for digit, weight in zip(code[:17], _ID_WEIGHTS, strict=True))
    return (
        _ID_CHECKS[total % 11] == code[17].upper()
        and 11 <= int(code[:2]) <= 91
        and _is_day(int(code[6:10]), int(code[10:12]), int(code[12:14]))
    )


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1850 <= year <= 2150


def hong_kong_id(letters: str, digits: str, check: str) -> bool:
    """One or two letters, six digits, a check digit or A."""
    places = [36 if char == " " else int(char, 36) for char in letters.rjust(2)]
    places += [int(digit) for digit in digits]
    total = sum(value * weight for value, weight in zip(places, range(9, 1, -1), strict=True))
    return (total + int(check, 36)) % 11 == 0


_TAIWAN_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"


def taiwan_id(code: str) -> bool:
    """A letter and nine digits, the last of which is the check."""
    region = _TAIWAN_LETTERS.index(code[0]) + 10
    digits = [region // 10, region % 10, *(int(digit) for digit in code[1:])]
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 10 == 0
