"""What the ledger's tests write down."""

from dataclasses import replace
from datetime import UTC, date, datetime

from server.domain.conversations import Source
from server.domain.ledger import AnswerOutcome, AnswerRecord, Claim, Spent
from server.domain.settings import BudgetSettings, Cap

MONDAY, TUESDAY = date(2026, 3, 30), date(2026, 3, 31)
APRIL = date(2026, 4, 1)
MOST = Spent(input_tokens=70, output_tokens=30, money=500, estimated=True)
NO_CAP = BudgetSettings(per_visitor=Cap())


def claim(number: int = 1, *, day: date = MONDAY, visitor: str = "v", most: Spent = MOST) -> Claim:
    return Claim(
        id=f"claim-{number}",
        answer_id=f"answer-{number}",
        visitor_id=visitor,
        day=day,
        model="api.example.com/m",
        most=most,
    )


def record(number: int = 1, **changes: object) -> AnswerRecord:
    plain = AnswerRecord(
        answer_id=f"answer-{number}",
        conversation_id="c",
        at=datetime(2026, 3, 30, 9, number, tzinfo=UTC),
        day=MONDAY,
        provider="api.example.com",
        model="m",
        cached=False,
        prompt_version="p1",
        first_token_ms=420,
        sources=(Source(article_id="a1", title="Öffnungszeiten"),),
        route_reason="assistant_answers",
        outcome=AnswerOutcome.SENT,
        fault=None,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # a row of the test's table
