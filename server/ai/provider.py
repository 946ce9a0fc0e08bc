"""From settings to a model in its coats, and the trial of a provider before it is saved."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from datetime import tzinfo

from server.ai.chat_model import ChatMessage, ChatModel, ChatRequest, FaultCode, ProviderFault
from server.ai.deadlines import Deadlines, Patience
from server.ai.scripted_model import ScriptedModel
from server.ai.stack import Backing, Endpoint, Setup, Stack, Stacks, client_of
from server.clock import Clock
from server.domain.requests import ProviderTrial
from server.domain.settings import (
    BudgetSettings,
    FallbackProviderSettings,
    Prices,
    ProviderSettings,
)
from server.security.secrets import Secret

_TRIAL_QUESTION = ChatMessage(role="user", content="Reply with: OK")
_TRIAL_TOKENS = 16
_TRIAL_PATIENCE = Patience(first=15, gap=15, total=20)


class ModelSource:
    """Hands out the model that the settings name, and keeps it while they stay the same."""

    def __init__(
        self,
        *,
        clock: Clock,
        backing: Backing,
        patience: Patience,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._stacks = Stacks(clock=clock, patience=patience, backing=backing, sleep=sleep)
        self._demo = ScriptedModel()
        self._current: tuple[Setup, Stack] | None = None

    @property
    def ready(self) -> bool:
        """False while every provider is left alone: asking would only fail."""
        breakers = self._current[1].breakers if self._current else ()
        return not breakers or any(breaker.ready for breaker in breakers)

    async def model(
        self,
        settings: ProviderSettings,
        key: Secret | None,
        *,
        fallback: tuple[FallbackProviderSettings, Secret | None] | None = None,
        budget: BudgetSettings | None = None,
        zone: tzinfo | None = None,
    ) -> ChatModel:
        """The providers' model, or the demo when none is set up.

        When anything of this has changed, the former clients are closed after their last stream,
        and breakers begin anew.
        """
        setup = _setup((settings, key), fallback, budget or BudgetSettings(), zone)
        if not setup.endpoints:
            await self.close()
            return self._demo
        if self._current is not None and self._current[0] == setup:
            return self._current[1].model
        former, self._current = self._current, (setup, self._stacks.build(setup))
        model = self._current[1].model
        if former is not None:
            await former[1].model.close()
        return model

    async def trial(self, settings: ProviderSettings, key: Secret | None) -> ProviderTrial:
        """One tiny request with exactly these settings: no retry, no client that stays open."""
        endpoint = Endpoint(
            base_url=settings.base_url, model=settings.model, key=key, prices=Prices()
        )
        client = client_of(endpoint, self._clock)
        model = Deadlines(client, clock=self._clock, patience=_TRIAL_PATIENCE)
        started = self._clock.monotonic()
        try:
            fault = await _first_fault(model)
        finally:
            await model.close()
        return ProviderTrial(
            ok=fault is None,
            milliseconds=round((self._clock.monotonic() - started) * 1_000),
            code=fault.code if fault else None,
            detail=fault.detail if fault else None,
        )

    async def names(self, settings: ProviderSettings, key: Secret | None) -> tuple[str, ...]:
        """The models that this endpoint lists; raises `Unavailable` (`no_model_list`)."""
        # Here and not above, as for the client: a server without a provider never loads the SDK.
        from server.ai.model_names import model_names  # noqa: PLC0415

        return await model_names(settings, key)

    async def close(self) -> None:
        """Let go of the provider; `model` makes a new client when it is asked again."""
        former, self._current = self._current, None
        if former is not None:
            await former[1].model.close()


def _setup(
    first: tuple[ProviderSettings, Secret | None],
    fallback: tuple[FallbackProviderSettings, Secret | None] | None,
    budget: BudgetSettings,
    zone: tzinfo | None,
) -> Setup:
    """Whoever has an address is asked; a stand-in without a first one takes its place."""
    given = ((first, budget.prices), (fallback, budget.fallback_prices))
    endpoints = tuple(
        Endpoint(base_url=one[0].base_url, model=one[0].model, key=one[1], prices=prices)
        for one, prices in given
        if one is not None and one[0].base_url
    )
    return Setup(endpoints=endpoints, budget=budget, zone=zone)


async def _first_fault(model: ChatModel) -> ProviderFault | None:
    request = ChatRequest(messages=(_TRIAL_QUESTION,), max_output_tokens=_TRIAL_TOKENS)
    try:
        async with aclosing(model.stream(request)) as answer:
            async for _ in answer:
                pass
    except ProviderFault as fault:
        # A model that thinks first has used up the few tokens: it works all the same.
        return None if fault.fault is FaultCode.EMPTY else fault
    return None
