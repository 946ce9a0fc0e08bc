"""The tables that reports read: kept in the commit of what they tell, never counted together."""

from peewee import IntegerField, TextField

from server.storage.tables import Table


class TalkTable(Table):
    """From a visitor's question to its end; the newest of a conversation is the one that goes on.

    `first_reply_ms` is there so that reports need not subtract.
    """

    number = IntegerField(primary_key=True)
    conversation_id = TextField()
    began_at = IntegerField()
    queued_at = IntegerField(null=True)
    waited_from = IntegerField(null=True)
    assistant_at = IntegerField(null=True)
    replied_at = IntegerField(null=True)
    replied_by = TextField(null=True)
    first_reply_ms = IntegerField(null=True)
    closed = IntegerField()
    closed_by = TextField(null=True)
    ended_at = IntegerField(null=True)
    ending = TextField(null=True)
    rating = IntegerField(null=True)
    comment = TextField()
    rated_at = IntegerField(null=True)

    class Meta:
        table_name = "talk"


class HandoverTable(Table):
    """Each time that the assistant gave a conversation to people."""

    number = IntegerField(primary_key=True)
    conversation_id = TextField()
    at = IntegerField()
    reason = TextField()

    class Meta:
        table_name = "handover"
