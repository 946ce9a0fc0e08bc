"""The tables of prompts, and of what was said earlier in short."""

from peewee import CompositeKey, IntegerField, TextField

from server.storage.tables import Table


class PromptVersionTable(Table):
    """Every version that an agent has written; the built-in one is not among them."""

    prompt_id = TextField()
    number = IntegerField()
    template = TextField()
    note = TextField()
    author_id = TextField()
    author_name = TextField()
    created_at = IntegerField()

    class Meta:
        table_name = "prompt_version"
        primary_key = CompositeKey("prompt_id", "number")


class PublicationTable(Table):
    """Who published which version, and when; the newest row of a prompt is in force."""

    number = IntegerField(primary_key=True)
    prompt_id = TextField()
    version = IntegerField()
    agent_id = TextField()
    agent_name = TextField()
    at = IntegerField()

    class Meta:
        table_name = "publication"


class ConversationSummaryTable(Table):
    """A conversation's earlier part in short, up to a message."""

    conversation_id = TextField(primary_key=True)
    up_to_seq = IntegerField()
    text = TextField()
    made_at = IntegerField()

    class Meta:
        table_name = "conversation_summary"
