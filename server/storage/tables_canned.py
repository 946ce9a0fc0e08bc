"""Canned replies on disk."""

from peewee import IntegerField, TextField

from server.storage.tables import Table


class CannedTable(Table):
    """`folded` is the shortcut as it is compared."""

    id = TextField(primary_key=True)
    folded = TextField()
    shortcut = TextField()
    body = TextField()
    updated_at = IntegerField()

    class Meta:
        table_name = "canned_reply"
