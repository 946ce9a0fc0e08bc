"""A real database file for each test."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from server.metrics.counters import Counters
from server.storage.database import Database
from server.storage.sqlite import FILE_NAME, SqliteFile


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """Open, empty, of the newest schema, with a table `told` of numbers."""
    opened = Database(tmp_path / FILE_NAME, Counters())
    await opened.open()
    await opened.write(make_table)
    yield opened
    await opened.close()


def make_table(file: SqliteFile) -> None:
    file.execute_sql("CREATE TABLE told (number INTEGER PRIMARY KEY, filler BLOB)")


def tell(file: SqliteFile, number: int, size: int = 0) -> int:
    """Write a number; the same one twice is a fault of the job."""
    file.execute_sql("INSERT INTO told VALUES (?, zeroblob(?))", (number, size))
    return number


def telling(number: int, size: int = 0) -> Callable[[SqliteFile], int]:
    """The job that tells it."""
    return lambda file: tell(file, number, size)


def numbers(file: SqliteFile) -> list[int]:
    found = file.execute_sql("SELECT number FROM told ORDER BY number").fetchall()
    return [int(row[0]) for row in found]
