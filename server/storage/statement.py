"""Queries of the hot path: their SQL is written once, for that takes peewee longer than SQLite."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from peewee import Model, Value

from server.storage.rows import Row
from server.storage.sqlite import SqliteFile


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str


def slot(name: str) -> Any:  # peewee's stubs know no value that stands for every type
    """Where a value goes that is known only when the statement runs."""
    return Value(_Slot(name), converter=False)


def slots(table: type[Model], *, but: Container[str] = ()) -> dict[str, Any]:
    """A slot for each column, for an insert or an update."""
    columns: list[str] = table._meta.sorted_field_names  # noqa: SLF001 - peewee documents it
    return {column: slot(column) for column in columns if column not in but}


class Statement:
    """A query with slots; it is run with a value for each."""

    def __init__(self, query: Any) -> None:
        self._query = query
        self._written: tuple[str, list[Any]] | None = None

    def run(self, file: SqliteFile, **values: Any) -> Any:
        """The cursor."""
        if self._written is None:
            self._written = file.get_sql_context().sql(self._query).query()
        sql, parameters = self._written
        given = [values[one.name] if isinstance(one, _Slot) else one for one in parameters]
        return file.execute_sql(sql, given)

    def rows(self, file: SqliteFile, **values: Any) -> list[Row]:
        """What it finds."""
        cursor = self.run(file, **values)
        return [
            dict(zip((column[0] for column in cursor.get_description()), row, strict=True))
            for row in cursor
        ]

    def insert(self, file: SqliteFile, **values: Any) -> int:
        """The number that the database gave the new row."""
        return int(file.last_insert_id(self.run(file, **values)))
