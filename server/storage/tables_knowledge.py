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
    imported = TextField(null=True)

    class Meta:
        table_name = "article"


class KnowledgeTable(Table):
    """One row: how often the knowledge base has changed, and what the index was made by."""

    one = IntegerField(primary_key=True)
    revision = IntegerField()
    index_version = IntegerField()

    class Meta:
        table_name = "knowledge"


class ImportTable(Table):
    """Every import of files."""

    number = IntegerField(primary_key=True)
    id = TextField()
    state = TextField()
    done = IntegerField()
    total = IntegerField()
    created_at = IntegerField()
    ended_at = IntegerField(null=True)

    class Meta:
        table_name = "knowledge_import"


class ImportItemTable(Table):
    """What became of each article in the files of an import."""

    number = IntegerField(primary_key=True)
    import_id = TextField()
    file = TextField()
    title = TextField()
    outcome = TextField()
    code = TextField()
    detail = TextField()
    article_id = TextField(null=True)

    class Meta:
        table_name = "knowledge_import_item"


class UnansweredTable(Table):
    """Questions that no article answered; those that say the same are one row."""

    number = IntegerField(primary_key=True)
    id = TextField()
    normalised = TextField()
    question = TextField()
    language = TextField()
    count = IntegerField()
    first_at = IntegerField()
    last_at = IntegerField()
    conversation_id = TextField()
    revision = IntegerField()
    state = TextField()

    class Meta:
        table_name = "unanswered"
