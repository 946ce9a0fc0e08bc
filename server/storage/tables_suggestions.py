"""The table of suggestions."""

from peewee import IntegerField, TextField

from server.storage.tables import Table


class SuggestionTable(Table):
    """Every draft for an agent, and what became of it; `day` is the owner's."""

    number = IntegerField(primary_key=True)
    id = TextField()
    conversation_id = TextField()
    to_seq = IntegerField()
    as_of = IntegerField()
    body = TextField()
    sources = TextField()
    model = TextField()
    instruction = TextField()
    language = TextField(null=True)
    state = TextField()
    edit_distance = IntegerField(null=True)
    created_at = IntegerField()
    day = TextField()

    class Meta:
        table_name = "suggestion"
