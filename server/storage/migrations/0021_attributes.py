"""What a team notes on conversations and visitors: priority, snoozing, waits, contact, fields."""

from peewee import Database

SCHEMA = """
ALTER TABLE conversation ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal';
ALTER TABLE conversation ADD COLUMN snoozed_until INTEGER;
ALTER TABLE conversation ADD COLUMN waiting_since INTEGER;
ALTER TABLE conversation ADD COLUMN handoff_promised TEXT;
ALTER TABLE visitor ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE visitor ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE visitor ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE visitor ADD COLUMN fields TEXT NOT NULL DEFAULT '{}';

UPDATE conversation SET waiting_since = COALESCE(handoff_at, preview_at, updated_at)
    WHERE status = 'open' AND handler = 'queue';
UPDATE conversation SET waiting_since = preview_at
    WHERE status = 'open' AND handler = 'agent' AND preview_author = 'visitor';

CREATE INDEX conversation_by_wait ON conversation (waiting_since, id)
    WHERE waiting_since IS NOT NULL;
CREATE INDEX conversation_by_waking ON conversation (snoozed_until)
    WHERE snoozed_until IS NOT NULL;
CREATE INDEX conversation_by_visitor ON conversation (visitor_id, updated_at);
"""


def up(_migrator: object, db: Database) -> None:
    """Statement by statement: several at once would end the transaction."""
    for statement in SCHEMA.split(";"):
        if statement.strip():
            db.execute_sql(statement)  # type: ignore[no-untyped-call]  # not in the stubs
