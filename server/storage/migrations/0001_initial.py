"""The first schema: the team, visitors, conversations, messages, events and settings."""

from peewee import Database

SCHEMA = """
CREATE TABLE setting (
    section TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE agent (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL UNIQUE COLLATE NOCASE,
    display_name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE visitor (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    locale TEXT NOT NULL,
    page_url TEXT NOT NULL,
    referrer TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE conversation (
    id TEXT PRIMARY KEY,
    visitor_id TEXT NOT NULL REFERENCES visitor (id),
    status TEXT NOT NULL,
    handler TEXT NOT NULL,
    agent_id TEXT REFERENCES agent (id),
    last_seq INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    visitor_read_seq INTEGER NOT NULL,
    tags TEXT NOT NULL,
    handoff_reason TEXT,
    handoff_summary TEXT,
    handoff_at INTEGER,
    rating INTEGER,
    rating_comment TEXT,
    preview_author TEXT,
    preview_body TEXT,
    preview_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX conversation_by_update ON conversation (updated_at, id);
CREATE INDEX conversation_by_handler ON conversation (handler, status, updated_at);

CREATE TABLE message (
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversation (id),
    seq INTEGER NOT NULL,
    client_id TEXT NOT NULL,
    author TEXT NOT NULL,
    author_id TEXT,
    author_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    sent_digest TEXT,
    sources TEXT NOT NULL,
    notice TEXT,
    created_at INTEGER NOT NULL,
    UNIQUE (conversation_id, seq),
    UNIQUE (conversation_id, client_id)
) STRICT;

CREATE TABLE event (
    rev INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id TEXT NOT NULL REFERENCES conversation (id),
    seq INTEGER
) STRICT;

CREATE TABLE agent_session (
    token_hash TEXT PRIMARY KEY,
    agent_id TEXT NOT NULL REFERENCES agent (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
) STRICT;

CREATE TABLE visitor_session (
    token_hash TEXT PRIMARY KEY,
    visitor_id TEXT NOT NULL REFERENCES visitor (id) ON DELETE CASCADE,
    conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
) STRICT;
"""


def up(_migrator: object, db: Database) -> None:
    """Create everything, statement by statement: several at once would end the transaction."""
    for statement in SCHEMA.split(";"):
        if statement.strip():
            db.execute_sql(statement)  # type: ignore[no-untyped-call]  # not in the stubs
