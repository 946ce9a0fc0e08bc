"""The tables of the ledger, and of answers that are kept to be given again."""

from peewee import CompositeKey, IntegerField, TextField

from server.storage.tables import Table


class SpendingTable(Table):
    """What a period has cost, open claims included; the empty visitor is everybody together."""

    visitor_id = TextField()
    period = TextField()
    tokens = IntegerField()
    money = IntegerField()

    class Meta:
        table_name = "spending"
        primary_key = CompositeKey("visitor_id", "period")


class ChargeTable(Table):
    """Every request to a provider: while it is `open`, the most that it may cost."""

    id = TextField(primary_key=True)
    answer_id = TextField()
    visitor_id = TextField()
    day = TextField()
    model = TextField()
    input_tokens = IntegerField()
    output_tokens = IntegerField()
    money = IntegerField()
    estimated = IntegerField()
    state = TextField()

    class Meta:
        table_name = "charge"


class AnswerTable(Table):
    """How each answer went; what it cost is in its charges."""

    number = IntegerField(primary_key=True)
    id = TextField()
    conversation_id = TextField()
    at = IntegerField()
    day = TextField()
    provider = TextField()
    model = TextField()
    cached = IntegerField()
    prompt_version = TextField()
    first_token_ms = IntegerField(null=True)
    sources = TextField()
    route_reason = TextField()
    outcome = TextField()
    fault = TextField(null=True)
    purpose = TextField()

    class Meta:
        table_name = "answer"


class KeptAnswerTable(Table):
    """Answers by the digest of their question and of all that they rest on."""

    key = TextField(primary_key=True)
    asked = TextField()
    text = TextField()
    model = TextField()
    kept_at = IntegerField()

    class Meta:
        table_name = "kept_answer"
