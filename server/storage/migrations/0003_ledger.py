"""The ledger: what answers cost, how they went, and answers that are kept."""

from peewee import Database

# Conversations and visitors are not referred to by key: the ledger outlives them.
SCHEMA = """
CREATE TABLE spending (
    visitor_id TEXT NOT NULL,
    period TEXT NOT NULL,
    tokens INTEGER NOT NULL,
    money INTEGER NOT NULL,
    PRIMARY KEY (visitor_id, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE charge (
    id TEXT PRIMARY KEY,
    answer_id TEXT NOT NULL,
    visitor_id TEXT NOT NULL,
    day TEXT NOT NULL,
    model TEXT NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    money INTEGER NOT NULL,
    estimated INTEGER NOT NULL,
    state TEXT NOT NULL
) STRICT;
CREATE INDEX charge_by_answer ON charge (answer_id);
CREATE INDEX charge_by_day ON charge (day);
CREATE INDEX charge_open ON charge (state) WHERE state = 'open';

CREATE TABLE answer (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    conversation_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    cached INTEGER NOT NULL,
    prompt_version TEXT NOT NULL,
    first_token_ms INTEGER,
    sources TEXT NOT NULL,
    route_reason TEXT NOT NULL,
    outcome TEXT NOT NULL,
    fault TEXT
) STRICT;
CREATE INDEX answer_by_conversation ON answer (conversation_id, number);
CREATE INDEX answer_by_day ON answer (day);

CREATE TABLE kept_answer (
    key TEXT PRIMARY KEY,
    asked TEXT NOT NULL,
    text TEXT NOT NULL,
    model TEXT NOT NULL,
    kept_at INTEGER NOT NULL
) STRICT;
CREATE INDEX kept_answer_by_age ON kept_answer (kept_at);
"""


def up(_migrator: object, db: Database) -> None:
    """Create everything, statement by statement: several at once would end the transaction."""
    for statement in SCHEMA.split(";"):
        if statement.strip():
            db.execute_sql(statement)  # type: ignore[no-untyped-call]  # not in the stubs
