"""Phone numbers: by the way they are written, or by what the words around call them."""

import re
from collections.abc import Iterator

from server.pipeline.personal.context import is_called_phone, names_another_number

Place = tuple[int, int]

_CANDIDATE = re.compile(
    r"(?<![\w@/=.#$€£¥%+-])"
    r"(?:\+ ?|\(\d{1,5}\)[ .-]?)?\d+(?:(?:[ ]?\(\d{1,5}\)[ ]?|[ ./-])\d+){0,7}"
    r"(?: ?(?:x|ext\.?|extension|转|#) ?\d{1,6})?"
    r"(?![\w@/=]|[.,-]\d|[%€£¥$])",
    re.ASCII | re.IGNORECASE,
)
_EXTENSION = re.compile(r" ?(?:x|ext\.?|extension|转|#) ?\d{1,6}$", re.IGNORECASE)
_DATE = re.compile(
    r"(?:[0-3]?\d([./ -])[0-3]?\d\1(?:19|20)?\d\d|(?:19|20)\d\d([./ -])[01]?\d\2[0-3]?\d)"
    r"(?: \d{1,4})?"  # the hour
    r"|(?:19|20)\d\d[ -](?:19|20)\d\d"
)
_ALONE = re.compile(
    r"\+ ?[1-9][\d ().-]{6,20}\d"  # +44 20 7946 0958
    r"|00[1-9]\d{0,2}[ ().-][\d ().-]{5,18}\d"  # 0044 20 7946 0958
    r"|\(\d{2,5}\)[ .-]?\d{2,8}(?:[ .-]\d{2,6}){0,3}"  # (020) 7946 0958
    r"|(?:1[-. ])?\d{3}([-.])\d{3}\1\d{4}|(?:1 )?\d{3} \d{3} \d{4}"  # 212-555-0123
    r"|0[1-9]\d{0,4}(?:[ .-]\d{2,8}){1,5}"  # 020 7946 0958, 010-62345678
    r"|(?:86[- ]?)?1[3-9]\d([- ]?)\d{4}\2\d{4}|(?:86[- ])?1[3-9]\d{9}"  # a Chinese mobile
    r"|(?:86[- ])?1[3-9]\d \d{4} \d{4}|[48]00-?\d{3,4}-?\d{3,4}"
    r"|[2-9]\d\d[2-9]\d{6}",  # 2125550123
)
_LENGTHS = range(7, 16)


def phones(text: str) -> Iterator[Place]:
    """Those in international or national form, and others that are called a phone."""
    for found in _CANDIDATE.finditer(text):
        number = _EXTENSION.sub("", found[0])
        digits = sum(char.isdigit() for char in number)
        if digits not in _LENGTHS or _DATE.fullmatch(number):
            continue
        start, end = found.span()
        if names_another_number(text, start):
            continue
        if _reads_as_phone(number, digits) or is_called_phone(text, start, end):
            yield start, end


def _reads_as_phone(number: str, digits: int) -> bool:
    return _ALONE.fullmatch(number) is not None and (digits >= 8 or number.startswith("("))
