"""What a stopped server leaves behind: its database file and its log."""

from pathlib import Path

import apsw

_TROUBLE = (" WARNING ", " ERROR ", " CRITICAL ", "Traceback ")


def damage(database: Path) -> list[str]:
    """What SQLite itself finds wrong with the file; no server may have it open."""
    connection = apsw.Connection(str(database))
    try:
        whole = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        orphans = [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
    finally:
        connection.close()
    return [line for line in whole if line != "ok"] + orphans


def trouble(log: Path) -> list[str]:
    """Lines of a log that a quiet server does not write."""
    lines = log.read_text().splitlines()
    return [line for line in lines if any(word in line for word in _TROUBLE)]
