"""Excel files: every sheet is a table; of a formula its value counts."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from server.knowledge.files.columns import MAX_ROWS, read_rows
from server.knowledge.files.drafts import Found, Unreadable
from server.knowledge.files.unpacked import check_archive

_MAX_COLUMNS = 50


def read(data: bytes, stem: str) -> Iterator[Found]:
    """An article for each row of each sheet."""
    del stem
    check_archive(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, OSError) as error:
        raise Unreadable(
            "damaged_file", "This is no Excel file, or a damaged one. Save it anew as .xlsx."
        ) from error
    sheets = book.worksheets
    for sheet in sheets:
        rows = sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=_MAX_COLUMNS, values_only=True)
        name = f"{sheet.title}," if len(sheets) > 1 else ""
        yield from read_rows(([_text(cell) for cell in row] for row in rows), name)


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
        case _:
            return str(cell)
