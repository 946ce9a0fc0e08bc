"""Tables as CSV (RFC 4180) that a spreadsheet opens without running anything in them."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | float | None

_BOM = "\ufeff"  # without it Excel takes UTF-8 for something else
# The wide ones begin a formula where Excel is set to Chinese or Japanese.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headings, and rows as wide as they are."""

    headings: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def csv_text(sheet: Sheet, *, mark: bool = True) -> str:
    """The whole table, with a byte order mark unless it goes to the clipboard."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    for row in (sheet.headings, *sheet.rows):
        writer.writerow([harmless(cell) for cell in row])
    return (_BOM if mark else "") + target.getvalue()


def harmless(cell: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\x00", "")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) or text[:1] in _FORMULA else text
