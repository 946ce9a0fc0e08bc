"""The knowledge base: articles, their revision, and an index of their words."""

from peewee import Database

SCHEMA = """
CREATE TABLE knowledge (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL,
    index_version INTEGER NOT NULL
) STRICT;
INSERT INTO knowledge (one, revision, index_version) VALUES (1, 0, 0);

CREATE TABLE article (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    key TEXT UNIQUE,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    questions TEXT NOT NULL,
    language TEXT NOT NULL,
    tags TEXT NOT NULL,
    status TEXT NOT NULL,
    revision INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX article_by_status ON article (status);

CREATE VIRTUAL TABLE article_index USING fts5 (
    asked, linked, told, tokenize = 'ascii'
);
CREATE TABLE article_word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE article_term USING fts5vocab ('article_index', 'row');
"""


def up(_migrator: object, db: Database) -> None:
    """Create everything, statement by statement: several at once would end the transaction."""
    for statement in SCHEMA.split(";"):
        if statement.strip():
            db.execute_sql(statement)  # type: ignore[no-untyped-call]  # not in the stubs
