"""The coats around one or two providers, put on in the one order that works."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Protocol

from server.ai.breaker import Breaker
from server.ai.budget import Budgeted, Purse
from server.ai.cache import AnswerStore, Cached, CacheResult
from server.ai.chat_model import ChatModel
from server.ai.circuit import BreakerState
from server.ai.concurrency import Limited
from server.ai.deadlines import Deadlines, Patience
from server.ai.fallback import Fallback
from server.ai.on_demand import OnDemand
from server.ai.retry import Retrying
from server.clock import Clock
from server.domain.ledger import Spent
from server.domain.settings import BudgetSettings, Prices
from server.domain.urls import check_http_url
from server.ids import Ids
from server.security.secrets import Secret

_SLACK_SECONDS = 1.0


class StackGauges(Protocol):
    """Who wants to know how the providers do."""

    def breaker_changed(self, provider: str, state: BreakerState) -> None:
        """A provider is left alone from now on, or tried, or asked again."""
        ...

    def provider_asked(self, provider: str, status: str) -> None:
        """A provider was to answer: `ok`, or the code of the fault."""
        ...

    def provider_paid(self, spent: Spent) -> None:
        """A request is over, and this is what it came to."""
        ...

    def cache_looked(self, result: CacheResult) -> None:
        """An answer was looked for among those that are kept."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """What the coats need from the rest of the server."""

    purse: Purse
    answers: AnswerStore
    gauges: StackGauges
    ids: Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """What a client is made from, and what asking it costs."""

    base_url: str
    model: str
    key: Secret | None
    prices: Prices

    @property
    def name(self) -> str:
        """As the model calls itself."""
        return f"{check_http_url(self.base_url).hostname}/{self.model}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """All that a stack is made from; the rest of the settings travels with each request.

    Attributes:
        endpoints: The one that should answer, then those that stand in for it.
        zone: The owner's, where days and months begin; None for this computer's.
    """

    endpoints: tuple[Endpoint, ...]
    budget: BudgetSettings
    zone: tzinfo | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A model in its coats, and the breakers among them."""

    model: ChatModel
    breakers: tuple[Breaker, ...]


class Stacks:
    """Puts the coats on.

    Around each provider, from the inside:

    - Deadlines: a silent provider is the breaker's business, so it is cut inside.
    - Budgeted: for every request that leaves, and no other, money is put aside.
    - Breaker: counts every try.
    - Retrying: stops when the breaker opens.
    - Deadlines: for all tries together.
    - Limited.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        patience: Patience,
        backing: Backing,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        draw: Callable[[], float] = random.random,  # noqa: S311 (as in `Retrying`)
    ) -> None:
        self._clock = clock
        self._patience = patience
        self._backing = backing
        self._sleep = sleep
        self._draw = draw

    def build(self, setup: Setup) -> Stack:
        """Cold: the clients are made when they are first needed."""
        backing = self._backing
        breakers = tuple(self._breaker(endpoint, setup) for endpoint in setup.endpoints)
        providers = [self._outer(breaker) for breaker in breakers]
        fallback = Fallback(providers, asked=backing.gauges.provider_asked)
        cached = Cached(
            fallback,
            store=backing.answers,
            clock=self._clock,
            looked=backing.gauges.cache_looked,
        )
        return Stack(model=cached, breakers=breakers)

    def _breaker(self, endpoint: Endpoint, setup: Setup) -> Breaker:
        def today() -> date:
            return self._clock.now().astimezone(setup.zone).date()

        backing, client = self._backing, client_of(endpoint, self._clock)
        budgeted = Budgeted(
            Deadlines(client, clock=self._clock, patience=self._patience),
            purse=backing.purse,
            budget=setup.budget,
            prices=endpoint.prices,
            today=today,
            ids=backing.ids,
            paid=backing.gauges.provider_paid,
        )
        return Breaker(budgeted, clock=self._clock, changed=backing.gauges.breaker_changed)

    def _outer(self, breaker: Breaker) -> ChatModel:
        retrying = Retrying(
            breaker,
            # A wait that the first-byte deadline would cut only delays whoever takes over.
            longest_wait=self._patience.first,
            sleep=self._sleep,
            draw=self._draw,
        )
        return Limited(Deadlines(retrying, clock=self._clock, patience=_later(self._patience)))


def client_of(endpoint: Endpoint, clock: Clock) -> ChatModel:
    """The provider without any coat."""
    return OnDemand(endpoint.name, lambda: _openai_model(endpoint, clock))


def load_client() -> None:
    """Load the SDK, half a second's work, before somebody waits for it."""
    import server.ai.openai_model  # noqa: F401, PLC0415 - as below


def _openai_model(endpoint: Endpoint, clock: Clock) -> ChatModel:
    # Here and not above: a server without a provider never pays for the SDK, and the import stays
    # visible to mypy, import-linter and PyInstaller, which a name in a string would not be.
    from server.ai.openai_model import OpenAIModel  # noqa: PLC0415

    return OpenAIModel(
        base_url=endpoint.base_url, model=endpoint.model, key=endpoint.key, clock=clock
    )


def _later(patience: Patience) -> Patience:
    """Outside, where it must not end before the same patience inside."""
    return Patience(
        first=patience.first + _SLACK_SECONDS,
        gap=patience.gap + _SLACK_SECONDS,
        total=patience.total + _SLACK_SECONDS,
    )
