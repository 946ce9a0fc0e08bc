"""CSV that a spreadsheet opens without running what visitors wrote."""

import csv
import io

import pytest

from server.domain.sheets import Cell, Sheet, csv_text


def read_back(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ('=HYPERLINK("http://evil.example","x")', '\'=HYPERLINK("http://evil.example","x")'),
        ("+1 555", "'+1 555"),
        ("-1+2", "'-1+2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1+1", "'  =1+1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("a=b", "a=b"),
        ("你好，世界", "你好，世界"),
        ('say "hi", then\nleave', 'say "hi", then\nleave'),
        ("a\0b", "ab"),
        (-3, "-3"),
        (2.5, "2.5"),
        (None, ""),
    ],
)
def test_cells(cell: Cell, written: str) -> None:
    assert read_back(csv_text(Sheet(("x", "y"), [(cell, 1)])))[1] == [written, "1"]


def test_lines_end_as_the_standard_says() -> None:
    assert csv_text(Sheet(("a", "b"), [("c d", 'e"f')]), mark=False) == 'a,b\r\nc d,"e""f"\r\n'
