"""Suggestions for agents, and whom an entry of the ledger was written for."""

from peewee import Database

SCHEMA = """
CREATE TABLE suggestion (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    to_seq INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    body TEXT NOT NULL,
    sources TEXT NOT NULL,
    model TEXT NOT NULL,
    instruction TEXT NOT NULL,
    language TEXT,
    state TEXT NOT NULL,
    edit_distance INTEGER,
    created_at INTEGER NOT NULL,
    day TEXT NOT NULL
) STRICT;
CREATE INDEX suggestion_by_conversation ON suggestion (conversation_id, number);
CREATE INDEX suggestion_ready ON suggestion (conversation_id) WHERE state = 'ready';
CREATE INDEX suggestion_by_day ON suggestion (day);

ALTER TABLE answer ADD COLUMN purpose TEXT NOT NULL DEFAULT 'answer';
"""


def up(_migrator: object, db: Database) -> None:
    """Create everything, statement by statement: several at once would end the transaction."""
    for statement in SCHEMA.split(";"):
        if statement.strip():
            db.execute_sql(statement)  # type: ignore[no-untyped-call]  # not in the stubs
