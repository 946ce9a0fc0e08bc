"""Bytes of a text file to text, whatever encoding it was saved in."""

import codecs
import re

from server.knowledge.files.drafts import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_MOSTLY = 0.9


def decode(data: bytes, declared: str = "") -> str:
    """The text, its lines ended by line feeds; raises `Unreadable` (`not_text`)."""
    text = _decoded(data, declared)
    if "\0" in text:
        raise Unreadable("not_text", "This is no text. Save the file as text in UTF-8.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, declared: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    guesses = ("utf-8", declared, "gb18030" if _is_in_pairs(data) else "")
    for encoding in filter(None, guesses):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):  # another encoding, or one that nobody knows
            continue
    return _guessed(data)


def _is_in_pairs(data: bytes) -> bool:
    """Whether bytes beyond ASCII come in pairs: so they do in GBK, and hardly ever in Latin-1."""
    runs = [len(run) for run in _BEYOND_ASCII.findall(data[:100_000])]
    return sum(length for length in runs if length % 2 == 0) >= _MOSTLY * sum(runs)


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most files are UTF-8

    best = from_bytes(data[:100_000]).best()
    for encoding in (best.encoding if best else "cp1252", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
