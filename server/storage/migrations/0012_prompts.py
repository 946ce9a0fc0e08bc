"""Prompts: versions, the log of what was published, and what was said earlier in short."""

from peewee import Database

# Agents are not referred to by key: who wrote and who published outlives the account.
SCHEMA = """
CREATE TABLE prompt_version (
    prompt_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    template TEXT NOT NULL,
    note TEXT NOT NULL,
    author_id TEXT NOT NULL,
    author_name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (prompt_id, number)
) STRICT;

CREATE TABLE publication (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    prompt_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    agent_id TEXT NOT NULL,
    agent_name TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX publication_by_prompt ON publication (prompt_id, number);

CREATE TABLE conversation_summary (
    conversation_id TEXT PRIMARY KEY REFERENCES conversation (id) ON DELETE CASCADE,
    up_to_seq INTEGER NOT NULL,
    text TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
"""


def up(_migrator: object, db: Database) -> None:
    """Create everything, statement by statement: several at once would end the transaction."""
    for statement in SCHEMA.split(";"):
        if statement.strip():
            db.execute_sql(statement)  # type: ignore[no-untyped-call]  # not in the stubs
