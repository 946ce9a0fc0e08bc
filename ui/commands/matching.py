"""How well words fit a title: letters in order, best at the start of words, or 拼音 initials."""

from bisect import bisect_right
from dataclasses import dataclass

# The first GB 2312 code of each initial: its common characters lie in the order of their sound.
_FIRST_CODES = (
    (0xB0A1, "a"),
    (0xB0C5, "b"),
    (0xB2C1, "c"),
    (0xB4EE, "d"),
    (0xB6EA, "e"),
    (0xB7A2, "f"),
    (0xB8C1, "g"),
    (0xB9FE, "h"),
    (0xBBF7, "j"),
    (0xBFA6, "k"),
    (0xC0AC, "l"),
    (0xC2E8, "m"),
    (0xC4C3, "n"),
    (0xC5B6, "o"),
    (0xC5BE, "p"),
    (0xC6DA, "q"),
    (0xC8BB, "r"),
    (0xC8F6, "s"),
    (0xCBFA, "t"),
    (0xCDDA, "w"),
    (0xCEF4, "x"),
    (0xD1B9, "y"),
    (0xD4D1, "z"),
)
_CODES = tuple(code for code, _ in _FIRST_CODES)
_LAST_COMMON = 0xD7F9

_AT_START = 8
_IN_A_ROW = 4
_FOUND = 1


@dataclass(frozen=True, slots=True)
class Fit:
    """How well, and at which characters of the title."""

    score: int
    places: tuple[int, ...] = ()


def fit(words: str, title: str, keywords: str = "") -> Fit | None:
    """None when they do not fit; keywords count less, and show no places."""
    wanted = "".join(words.casefold().split())
    if not wanted:
        return Fit(0)
    shown = title.casefold()
    tries = [_in_order(wanted, shown)] if len(shown) == len(title) else []
    tries.append(_in_order(wanted, initials(title)))
    found = [one for one in tries if one is not None]
    if found:
        return max(found, key=lambda one: one.score)
    if all(word in keywords.casefold() for word in words.casefold().split()):
        return Fit(_FOUND)
    return None


def initials(title: str) -> str:
    """Each common Chinese character as the first letter of its sound, all others as they are."""
    return "".join(_initial(char) for char in title)


def _initial(char: str) -> str:
    if char.isascii():
        return char.lower()
    code = int.from_bytes(char.encode("gb2312", "ignore"))
    if not _CODES[0] <= code <= _LAST_COMMON:
        return char
    return _FIRST_CODES[bisect_right(_CODES, code) - 1][1]


def _in_order(wanted: str, title: str) -> Fit | None:
    """All letters one after another; a run that begins a word is worth most."""
    best = _from(wanted, title, 0)
    for start in range(1, len(title)):
        if title[start] == wanted[0]:
            other = _from(wanted, title, start)
            if other is not None and (best is None or other.score > best.score):
                best = other
    return best


def _from(wanted: str, title: str, start: int) -> Fit | None:
    score, places, after = 0, list[int](), start
    for letter in wanted:
        at = title.find(letter, after)
        if at < 0:
            return None
        score += _worth(title, at, places)
        places.append(at)
        after = at + 1
    return Fit(score * 100 - len(title), tuple(places))


def _worth(title: str, at: int, places: list[int]) -> int:
    if at == 0 or not title[at - 1].isalnum():
        return _AT_START
    return _IN_A_ROW if places and places[-1] == at - 1 else _FOUND
