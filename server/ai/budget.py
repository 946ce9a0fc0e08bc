"""A coat that asks the purse before it asks the provider."""

import logging
from collections.abc import Callable
from contextlib import aclosing
from datetime import date
from typing import Protocol

from server.ai.chat_model import AnswerStream, ChatModel, ChatRequest, FaultCode, ProviderFault
from server.ai.coat import Coat
from server.ai.faults import fault
from server.ai.pricing import Meter, worst_case
from server.domain.errors import KnownError
from server.domain.ledger import Claim, Period, Spent
from server.domain.settings import BudgetSettings, Prices
from server.ids import Ids

log = logging.getLogger(__name__)

_USED_UP = {
    Period.VISITOR: "This visitor has used up a visitor's budget of the day.",
    Period.DAY: "The budget of the day is used up.",
    Period.MONTH: "The budget of the month is used up.",
}


class Purse(Protocol):
    """Knows what has been spent, and forgets nothing when the power fails."""

    async def reserve(self, claim: Claim, budget: BudgetSettings) -> Period | None:
        """Put the claim aside, on disk; the cap that stands against it when it is not."""
        ...

    async def settle(self, claim_id: str, spent: Spent) -> None:
        """What a claim came to; nothing happens to one that was refused or is settled."""
        ...


class Budgeted(Coat):
    """Puts the worst case aside before each request, and settles with what it came to.

    `paid` hears what that was.
    """

    def __init__(
        self,
        inner: ChatModel,
        *,
        purse: Purse,
        budget: BudgetSettings,
        prices: Prices,
        today: Callable[[], date],
        ids: Ids,
        paid: Callable[[Spent], None],
    ) -> None:
        super().__init__(inner)
        self._purse = purse
        self._budget = budget
        self._prices = prices
        self._today = today
        self._ids = ids
        self._paid = paid

    async def stream(self, request: ChatRequest) -> AnswerStream:
        claim, meter = self._claim(request), Meter(request, self._prices)
        try:
            if cap := await self._purse.reserve(claim, self._budget):
                raise fault(FaultCode.BUDGET, what=_USED_UP[cap])
            meter.start()
            async with aclosing(self._inner.stream(request)) as answer:
                async for part in answer:
                    meter.read(part)
                    yield part
        except ProviderFault as trouble:
            meter.failed(trouble.fault)
            raise
        finally:  # whoever leaves while the claim is being put aside has made one too
            await self._settle(claim, meter.spent())

    def _claim(self, request: ChatRequest) -> Claim:
        return Claim(
            id=self._ids.new(),
            answer_id=request.answer_id,
            visitor_id=request.visitor_id,
            day=self._today(),
            model=self.name,
            most=worst_case(request, self._prices),
        )

    async def _settle(self, claim: Claim, spent: Spent) -> None:
        """A claim that cannot be settled stays put aside: that costs the owner no answer now."""
        self._paid(spent)
        try:
            await self._purse.settle(claim.id, spent)
        except KnownError as trouble:
            log.warning("the cost of an answer is not settled: %s", trouble.detail)
