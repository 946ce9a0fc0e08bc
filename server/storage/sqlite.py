"""The SQLite file: how it is opened, checked, and brought up to date."""

import logging
import threading
from datetime import datetime
from pathlib import Path

import apsw
from peewee import PeeweeException
from playhouse.apsw_ext import APSWDatabase
from playhouse.migrations import Runner

from server.domain.errors import UnusableSetup
from server.storage.tables import Table

log = logging.getLogger(__name__)

# Older versions can lose committed data when a checkpoint and a writer meet (the WAL-reset bug).
OLDEST_SAFE_SQLITE = (3, 51, 3)

FILE_NAME = "deskbell.sqlite3"
MIGRATIONS = Path(__file__).parent / "migrations"

# FULL, not NORMAL: an acknowledged message must survive a power cut, and group commit pays for it.
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": "on",
    "busy_timeout": 5_000,
    "trusted_schema": "off",
    "cell_size_check": "on",
    "fullfsync": "on",  # macOS only: its fsync does not reach the disk
    "cache_size": -16_384,
}


class SqliteFile(APSWDatabase):
    """One connection a thread; all of them are known, so that closing is complete."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), pragmas=PRAGMAS, timeout=5)
        self.path = path
        self._connections: list[apsw.Connection] = []
        self._connections_lock = threading.Lock()

    def _connect(self) -> apsw.Connection:
        connection: apsw.Connection = super()._connect()
        connection.convert_binding = text_of_time
        with self._connections_lock:
            self._connections.append(connection)
        return connection

    def close_all(self) -> None:
        """Close every thread's connection; their threads must have ended."""
        self.close()
        with self._connections_lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()


def text_of_time(_cursor: apsw.Cursor, _number: int, value: object) -> str:
    """The migrations' history binds times, which apsw does not take by itself."""
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"cannot store {type(value).__name__}")


def settle_tables() -> None:
    """Make what peewee makes of each table at its first use.

    Two threads that use one for the first time at once would get two, and a query with both halves.
    """
    for table in Table.__subclasses__():
        _ = table._meta.table  # noqa: SLF001 - the only way to it


def open_file(path: Path) -> SqliteFile:
    """The file, ready to use in this thread, with the newest schema.

    Raises:
        UnusableSetup: `old_sqlite`, `newer_database`, `damaged_database`, `unusable_database`.
    """
    check_version()
    settle_tables()
    file = SqliteFile(path)
    try:
        file.connect()
        check_and_migrate(file)
    except (PeeweeException, apsw.Error) as error:
        file.close_all()
        raise UnusableSetup(
            "unusable_database",
            f"The database {path} cannot be opened ({error}). Restore a backup, or name another"
            " folder with --data-dir.",
        ) from error
    except UnusableSetup:
        file.close_all()
        raise
    return file


def check_version() -> None:
    """Raises `UnusableSetup` when the linked SQLite may lose data."""
    version = tuple(map(int, apsw.sqlite_lib_version().split(".")))
    if version < OLDEST_SAFE_SQLITE:
        raise UnusableSetup(
            "old_sqlite", f"SQLite {apsw.sqlite_lib_version()} can lose data. Run the set-up again."
        )


def check_and_migrate(file: SqliteFile) -> None:
    """Check the file, then apply what is missing of the schema, after a copy of what was there."""
    check_whole(file)
    runner = Runner(file, str(MIGRATIONS))
    status = runner.status()
    unknown = [migration.name for migration in status if migration.path is None]
    if unknown:
        raise UnusableSetup(
            "newer_database",
            f"The database {file.path} was written by a newer Deskbell ({unknown[-1]}). Update this"
            " program, or restore the backup that the update made.",
        )
    pending = [migration.name for migration in status if not migration.applied]
    if pending and len(pending) < len(status):
        copy_file(file, file.path.with_name(f"before-{pending[0]}.sqlite3"))
    for name in runner.up():
        log.info("schema %s applied", name)


def check_whole(file: SqliteFile) -> None:
    """Raises `UnusableSetup` when pages of the file are damaged."""
    found = [row[0] for row in file.execute_sql("PRAGMA quick_check(1)").fetchall()]
    if found != ["ok"]:
        raise UnusableSetup(
            "damaged_database",
            f"The database {file.path} is damaged ({found[0]}). Keep it and restore a backup.",
        )


def copy_file(file: SqliteFile, target: Path) -> None:
    """A whole, consistent copy while others go on reading and writing."""
    copy = apsw.Connection(str(target))
    try:
        with copy.backup("main", file.connection(), "main") as backup:
            while not backup.done:
                backup.step(1_000)
    finally:
        copy.close()
