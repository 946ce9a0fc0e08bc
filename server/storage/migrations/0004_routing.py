"""What the assistant decided last on each conversation, and why."""

from peewee import Database


def up(_migrator: object, db: Database) -> None:
    """Unknown for what was decided before."""
    for column in ("route_action TEXT", "route_reason TEXT", "route_at INTEGER"):
        db.execute_sql(f"ALTER TABLE conversation ADD COLUMN {column}")  # type: ignore[no-untyped-call]  # not in the stubs
