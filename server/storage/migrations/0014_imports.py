"""Imports of files into the knowledge base, and the questions that nothing in it answers."""

from peewee import Database

# `imported` is a digest of what the last import brought: another text was edited here since.
SCHEMA = """
ALTER TABLE article ADD COLUMN imported TEXT;

CREATE TABLE knowledge_import (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;

CREATE TABLE knowledge_import_item (
    number INTEGER PRIMARY KEY,
    import_id TEXT NOT NULL REFERENCES knowledge_import (id) ON DELETE CASCADE,
    file TEXT NOT NULL,
    title TEXT NOT NULL,
    outcome TEXT NOT NULL,
    code TEXT NOT NULL,
    detail TEXT NOT NULL,
    article_id TEXT
) STRICT;
CREATE INDEX knowledge_import_item_by_import ON knowledge_import_item (import_id, number);

CREATE TABLE unanswered (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    normalised TEXT NOT NULL UNIQUE,
    question TEXT NOT NULL,
    language TEXT NOT NULL,
    count INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    conversation_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL
) STRICT;
CREATE INDEX unanswered_by_state ON unanswered (state, count, number);
"""


def up(_migrator: object, db: Database) -> None:
    """Create everything, statement by statement: several at once would end the transaction."""
    for statement in SCHEMA.split(";"):
        if statement.strip():
            db.execute_sql(statement)  # type: ignore[no-untyped-call]  # not in the stubs
