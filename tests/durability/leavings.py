"""What a stopped server leaves behind: its database file and its log."""

from itertools import pairwise
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
    """What a quiet server does not write; of a traceback its beginning and what it ends with."""
    lines = log.read_text().splitlines()
    ends = [line for before, line in pairwise(lines) if before.startswith("  ") and line[:1] != " "]
    return [line for line in lines if any(word in line for word in _TROUBLE)] + ends
