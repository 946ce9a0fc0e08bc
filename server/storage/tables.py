"""The tables: columns only. Queries name their database, so no model is bound to one."""

from peewee import BooleanField, IntegerField, Model, TextField


class Table(Model):
    """No database of its own: `query.execute(db)` says which."""

    class Meta:
        legacy_table_names = False


class SettingTable(Table):
    """One section of the settings, as JSON."""

    section = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "setting"


class AgentTable(Table):
    """The team."""

    id = TextField(primary_key=True)
    username = TextField()
    display_name = TextField()
    role = TextField()
    password_hash = TextField()
    created_at = IntegerField()
    active = BooleanField(default=True)

    class Meta:
        table_name = "agent"


class VisitorTable(Table):
    """Who asks."""

    id = TextField(primary_key=True)
    name = TextField()
    locale = TextField()
    page_url = TextField()
    referrer = TextField()
    user_agent = TextField()
    email = TextField()
    phone = TextField()
    about = TextField()
    fields = TextField()
    created_at = IntegerField()

    class Meta:
        table_name = "visitor"


class ConversationTable(Table):
    """How each conversation stands; the preview is kept here so that lists read one table."""

    id = TextField(primary_key=True)
    visitor_id = TextField()
    status = TextField()
    handler = TextField()
    agent_id = TextField(null=True)
    last_seq = IntegerField()
    unread = IntegerField()
    visitor_read_seq = IntegerField()
    tags = TextField()
    priority = TextField()
    snoozed_until = IntegerField(null=True)
    waiting_since = IntegerField(null=True)
    handoff_reason = TextField(null=True)
    handoff_summary = TextField(null=True)
    handoff_at = IntegerField(null=True)
    handoff_promised = TextField(null=True)
    route_action = TextField(null=True)
    route_reason = TextField(null=True)
    route_at = IntegerField(null=True)
    rating = IntegerField(null=True)
    rating_comment = TextField(null=True)
    preview_author = TextField(null=True)
    preview_body = TextField(null=True)
    preview_at = IntegerField(null=True)
    created_at = IntegerField()
    updated_at = IntegerField()

    class Meta:
        table_name = "conversation"


class MessageTable(Table):
    """Every message; (conversation_id, seq) and (conversation_id, client_id) are unique."""

    id = TextField(primary_key=True)
    conversation_id = TextField()
    seq = IntegerField()
    client_id = TextField()
    author = TextField()
    author_id = TextField(null=True)
    author_name = TextField()
    kind = TextField()
    body = TextField()
    sent_digest = TextField(null=True)
    sources = TextField()
    notice = TextField(null=True)
    created_at = IntegerField()

    class Meta:
        table_name = "message"


class EventTable(Table):
    """Pointers: with a seq, that message was created; without, the conversation changed."""

    rev = IntegerField(primary_key=True)
    conversation_id = TextField()
    seq = IntegerField(null=True)

    class Meta:
        table_name = "event"


class AgentSessionTable(Table):
    """Agents' tokens, hashed."""

    token_hash = TextField(primary_key=True)
    agent_id = TextField()
    created_at = IntegerField()
    used_at = IntegerField()

    class Meta:
        table_name = "agent_session"


class VisitorSessionTable(Table):
    """Visitors' tokens, hashed."""

    token_hash = TextField(primary_key=True)
    visitor_id = TextField()
    conversation_id = TextField()
    created_at = IntegerField()
    used_at = IntegerField()

    class Meta:
        table_name = "visitor_session"
