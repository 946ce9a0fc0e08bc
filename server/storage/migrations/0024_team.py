"""Agents who left: their words stay, they cannot come in."""

from peewee import SQL, Database

_ACTIVE = "ALTER TABLE agent ADD COLUMN active INTEGER NOT NULL DEFAULT 1"


def up(_migrator: object, db: Database) -> None:
    """Everybody who is there is active."""
    db.execute(SQL(_ACTIVE))  # type: ignore[no-untyped-call]  # peewee has no types here
