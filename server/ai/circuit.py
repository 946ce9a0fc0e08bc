"""When a provider that fails is left alone, and when it is tried again: rules without a clock."""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf
from typing import Self

from server.ai.chat_model import FaultCode

FAILURES_IN_A_ROW = 5
OPEN_SECONDS = 30.0


class BreakerState(StrEnum):
    """Whether a provider is asked: always, not now, or by one request that tries it out."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class Verdict(StrEnum):
    """What a call says about its provider; `ENDED` is a call that ended before it told."""

    WORKED = "worked"
    FAILED = "failed"
    FORBIDDEN = "forbidden"
    WRONG_KEY = "wrong_key"
    ENDED = "ended"


_VERDICTS = {
    FaultCode.AUTH: Verdict.WRONG_KEY,
    FaultCode.FORBIDDEN: Verdict.FORBIDDEN,
    # The provider is well, and did not like this one question.
    FaultCode.REFUSED: Verdict.WORKED,
    FaultCode.CONTEXT_TOO_LONG: Verdict.WORKED,
    FaultCode.FILTERED: Verdict.WORKED,
    FaultCode.EMPTY: Verdict.WORKED,
    # It was not asked.
    FaultCode.OVERLOADED: Verdict.ENDED,
    FaultCode.BUDGET: Verdict.ENDED,
}


def verdict(code: FaultCode) -> Verdict:
    """What this fault says about the provider."""
    return _VERDICTS.get(code, Verdict.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit:
    """A provider's recent past, as far as it matters.

    Attributes:
        failures: In a row.
        round: Grows when the state turns against older calls: their results are old news.
        retry_at: When an open one is tried; infinite when only other settings can help.
    """

    state: BreakerState = BreakerState.CLOSED
    failures: int = 0
    round: int = 0
    retry_at: float = 0.0

    def admits(self, now: float) -> bool:
        """Whether a call may be made now."""
        if self.state is BreakerState.OPEN:
            return now >= self.retry_at
        return self.state is BreakerState.CLOSED

    def entered(self) -> Self:
        """With one more call under way, which `admits` allowed."""
        if self.state is BreakerState.CLOSED:
            return self
        return replace(self, state=BreakerState.HALF_OPEN, round=self.round + 1)

    def left(self, result: Verdict, now: float, *, entered_in: int) -> Self:
        """After a call has ended that entered in this round."""
        if entered_in != self.round:
            return self
        match result:
            case Verdict.WORKED:
                return replace(self, state=BreakerState.CLOSED, failures=0)
            case Verdict.ENDED:
                return self._untried()
            case Verdict.WRONG_KEY:
                return self._failed(until=inf, enough=1)
            # Not at once: a gateway in between may forbid one question for its words alone.
            case Verdict.FORBIDDEN:
                return self._failed(until=inf)
            case Verdict.FAILED:
                return self._failed(until=now + OPEN_SECONDS)

    def _failed(self, *, until: float, enough: int = FAILURES_IN_A_ROW) -> Self:
        failures = self.failures + 1
        if self.state is BreakerState.CLOSED and failures < enough:
            return replace(self, failures=failures)
        return replace(
            self,
            state=BreakerState.OPEN,
            failures=failures,
            round=self.round + 1,
            retry_at=until,
        )

    def _untried(self) -> Self:
        """The visitor of a probe has left: the next call is the probe."""
        if self.state is BreakerState.HALF_OPEN:
            return replace(self, state=BreakerState.OPEN)
        return self
