"""Tables as text: CSV with commas, semicolons or tabs."""

import csv
import io
from collections.abc import Iterator

from server.knowledge.files.columns import read_rows
from server.knowledge.files.decoding import decode
from server.knowledge.files.drafts import Found, Unreadable

_DELIMITERS = (",", ";", "\t")
_LOOKED_AT = 20


def read(data: bytes, stem: str) -> Iterator[Found]:
    """An article for each row."""
    del stem
    csv.field_size_limit(len(data) + 1)
    text = decode(data)
    try:
        yield from read_rows(_rows(text, _delimiter(text)))
    except csv.Error as error:
        raise Unreadable(
            "bad_table", f"The table cannot be read ({error}). Save it as CSV in UTF-8."
        ) from error


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _delimiter(text: str) -> str:
    """The one that gives the first rows most columns, all alike."""

    def merit(delimiter: str) -> tuple[int, int]:
        rows = [row for row, _ in zip(_rows(text, delimiter), range(_LOOKED_AT), strict=False)]
        widths = [len(row) for row in rows if row]
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(_DELIMITERS, key=merit)
