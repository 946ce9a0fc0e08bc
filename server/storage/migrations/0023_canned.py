"""Canned replies."""

from peewee import SQL, Database

_TABLE = """
CREATE TABLE canned_reply (
    id TEXT PRIMARY KEY,
    folded TEXT NOT NULL UNIQUE,
    shortcut TEXT NOT NULL,
    body TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT
"""


def up(_migrator: object, db: Database) -> None:
    """None yet."""
    db.execute(SQL(_TABLE))  # type: ignore[no-untyped-call]  # peewee has no types here
