"""The tables of the knowledge base; the index of words is a virtual table and has no model."""

from peewee import IntegerField, TextField

from server.storage.tables import Table


class ArticleTable(Table):
    """Every article; its `number` is its row in the index, where it is only while it is live."""

    number = IntegerField(primary_key=True)
    id = TextField()
    key = TextField(null=True)
    title = TextField()
    body = TextField()
    questions = TextField()
    language = TextField()
    tags = TextField()
    status = TextField()
    revision = IntegerField()
    updated_at = IntegerField()

    class Meta:
        table_name = "article"


class KnowledgeTable(Table):
    """One row: how often the knowledge base has changed, and what the index was made by."""

    one = IntegerField(primary_key=True)
    revision = IntegerField()
    index_version = IntegerField()

    class Meta:
        table_name = "knowledge"
