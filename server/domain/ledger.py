"""What answers cost and how they went, and how much may be spent.

Money is a whole number of millionths of the owner's currency. Days and months are the owner's too.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from server.domain.conversations import Source
from server.domain.entity import Entity
from server.domain.settings import BudgetSettings, Cap


class Period(StrEnum):
    """What a cap is for; the visitor's is one day long."""

    VISITOR = "visitor"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent(Entity):
    """What one request, or many, cost.

    Attributes:
        estimated: The provider has not counted all of the tokens.
    """

    input_tokens: int = 0
    output_tokens: int = 0
    money: int = 0
    estimated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Entity):
    """What a cap limits."""

    tokens: int = 0
    money: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The most that a request may cost, put aside before it is made.

    Attributes:
        answer_id: Which answer it is for; a second try at another provider has a claim of its own.
        visitor_id: Empty for a request that no visitor caused.
        model: Who is asked.
    """

    id: str
    answer_id: str
    visitor_id: str
    day: date
    model: str
    most: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending(Entity):
    """What has been spent or put aside so far; `visitor` is None where there is no visitor."""

    visitor: Amount | None
    day: Amount
    month: Amount


class Purpose(StrEnum):
    """What a text was written for: a visitor, an agent as a suggestion, or as a summary."""

    ANSWER = "answer"
    SUGGESTION = "suggestion"
    SUMMARY = "summary"


class AnswerOutcome(StrEnum):
    """How an answer ended; a suggestion is sent to agents."""

    SENT = "sent"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecord(Entity):
    """One answer, sent or not; what it cost is known from its requests.

    Attributes:
        provider, model: Who answered, or was the last to fail; empty when nobody was asked.
        cached: The answer to an earlier question was used again.
        first_token_ms: From the decision to the first shown text; None when nothing was shown.
        fault: The code of what went wrong.
    """

    answer_id: str
    conversation_id: str
    at: datetime
    day: date
    provider: str
    model: str
    cached: bool
    prompt_version: str
    first_token_ms: int | None
    sources: tuple[Source, ...]
    route_reason: str
    outcome: AnswerOutcome
    fault: str | None
    purpose: Purpose = Purpose.ANSWER


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry(Entity):
    """An answer and what it cost."""

    answer: AnswerRecord
    spent: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTotals(Entity):
    """One day: how many answers, and what all requests cost, suggestions included.

    Attributes:
        cached: How many of those sent were kept answers.
    """

    day: date
    sent: int = 0
    cached: int = 0
    cancelled: int = 0
    failed: int = 0
    spent: Spent = Spent()


def amount(spent: Spent) -> Amount:
    """As caps see it."""
    return Amount(tokens=spent.input_tokens + spent.output_tokens, money=spent.money)


def reached(spending: Spending, budget: BudgetSettings, more: Amount) -> Period | None:
    """The first cap that would be exceeded by so much more."""
    if spending.visitor is not None and _exceeds(spending.visitor, more, budget.per_visitor):
        return Period.VISITOR
    if _exceeds(spending.day, more, budget.per_day):
        return Period.DAY
    return Period.MONTH if _exceeds(spending.month, more, budget.per_month) else None


def _exceeds(spent: Amount, more: Amount, cap: Cap) -> bool:
    tokens, money = spent.tokens + more.tokens, spent.money + more.money
    # A cap that is used up does not forbid what costs nothing of what it limits.
    return (cap.tokens is not None and more.tokens > 0 and tokens > cap.tokens) or (
        cap.money is not None and more.money > 0 and money > cap.money
    )
