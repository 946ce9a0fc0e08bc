"""What answers cost and how they went: the ledger, its days, and what may still be spent."""

from dataclasses import dataclass
from datetime import date, timedelta

from server.api.calls import AgentCall
from server.api.ranges import check_limit
from server.clock import Clock
from server.domain.entity import Entity
from server.domain.errors import BadInput
from server.domain.ledger import DayTotals, LedgerEntry, Spending
from server.domain.suggestions import SuggestionDay
from server.storage.ledger import Ledger
from server.storage.purse import Purse
from server.storage.suggestions import Suggestions

MAX_DAYS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAnswers(Entity):
    """Which answers; those of one conversation, or all."""

    conversation_id: str | None = None
    limit: int = 50
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDays(Entity):
    """Which days, both included; without them the last thirty."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage(Entity):
    """Answers with their cost, the newest first."""

    items: tuple[LedgerEntry, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPage(Entity):
    """Days on which anything happened, the oldest first."""

    items: tuple[DayTotals, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionDays(Entity):
    """Days on which suggestions were made, the oldest first."""

    items: tuple[SuggestionDay, ...]
    next: str | None


class ReportsApi:
    """Reads only."""

    def __init__(
        self, ledger: Ledger, purse: Purse, suggestions: Suggestions, clock: Clock
    ) -> None:
        self._ledger = ledger
        self._purse = purse
        self._suggestions = suggestions
        self._clock = clock

    async def answers(self, call: AgentCall, query: ListAnswers) -> AnswerPage:
        """List the assistant's answers: who gave them, why, how fast, and what they cost.

        Suggestions for agents are among them, told apart by `purpose`.
        """
        del call
        check_limit(query.limit)
        items, following = await self._ledger.entries(
            limit=query.limit, cursor=query.cursor, conversation_id=query.conversation_id
        )
        return AnswerPage(items=items, next=following)

    async def days(self, call: AgentCall, query: ListDays) -> DayPage:
        """List answers, tokens and money by day."""
        del call
        first, last = self._range(query)
        return DayPage(items=await self._ledger.totals(first, last), next=None)

    async def suggestions(self, call: AgentCall, query: ListDays) -> SuggestionDays:
        """List what became of the suggestions by day, and how far agents changed those they sent.

        A suggestion counts on the day on which it was made.
        """
        del call
        first, last = self._range(query)
        return SuggestionDays(items=await self._suggestions.days(first, last), next=None)

    async def spending(self, call: AgentCall) -> Spending:
        """What has been spent or put aside today and this month."""
        del call
        return await self._purse.spending("", self._today())

    def _range(self, query: ListDays) -> tuple[date, date]:
        last = query.last or self._today()
        first = query.first or last - timedelta(days=29)
        if not timedelta() <= last - first < timedelta(days=MAX_DAYS):
            raise BadInput("out_of_range", f"first to last is 1 to {MAX_DAYS} days.")
        return first, last

    def _today(self) -> date:
        return self._clock.now().astimezone().date()
