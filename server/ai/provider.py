"""From settings to a model in its coats, and the trial of a provider before it is saved."""

from contextlib import aclosing
from dataclasses import dataclass

from server.ai.chat_model import ChatMessage, ChatModel, ChatRequest, FaultCode, ProviderFault
from server.ai.concurrency import Limited
from server.ai.deadlines import Deadlines, Patience
from server.ai.on_demand import OnDemand
from server.ai.retry import Retrying
from server.ai.scripted_model import ScriptedModel
from server.clock import Clock
from server.domain.requests import ProviderTrial
from server.domain.settings import ProviderSettings
from server.domain.urls import check_http_url
from server.security.secrets import Secret

_TRIAL_QUESTION = ChatMessage(role="user", content="Reply with: OK")
_TRIAL_TOKENS = 16
_TRIAL_PATIENCE = Patience(first=15, gap=15, total=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Identity:
    """What a client is made from; the rest of the settings travels with each request."""

    base_url: str
    model: str
    key: Secret | None


class ModelSource:
    """Hands out the model that the settings name, and keeps it while they stay the same."""

    def __init__(self, *, clock: Clock, patience: Patience | None = None) -> None:
        self._clock = clock
        self._patience = patience or Patience()
        self._demo = ScriptedModel()
        self._current: tuple[_Identity, ChatModel] | None = None

    async def model(self, settings: ProviderSettings, key: Secret | None) -> ChatModel:
        """The provider's model, or the demo when none is set up.

        When settings or key have changed, the former client is closed after its last stream.
        """
        if not settings.base_url:
            await self.close()
            return self._demo
        identity = _Identity(base_url=settings.base_url, model=settings.model, key=key)
        if self._current is not None and self._current[0] == identity:
            return self._current[1]
        former, self._current = self._current, (identity, self._in_coats(identity))
        model = self._current[1]
        if former is not None:
            await former[1].close()
        return model

    async def trial(self, settings: ProviderSettings, key: Secret | None) -> ProviderTrial:
        """One tiny request with exactly these settings: no retry, no client that stays open."""
        identity = _Identity(base_url=settings.base_url, model=settings.model, key=key)
        model = Deadlines(self._client(identity), clock=self._clock, patience=_TRIAL_PATIENCE)
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

    async def close(self) -> None:
        """Let go of the provider; `model` makes a new client when it is asked again."""
        former, self._current = self._current, None
        if former is not None:
            await former[1].close()

    def _in_coats(self, identity: _Identity) -> ChatModel:
        # A wait that the first-byte deadline would cut only delays the person who takes over.
        retrying = Retrying(self._client(identity), longest_wait=self._patience.first)
        return Limited(Deadlines(retrying, clock=self._clock, patience=self._patience))

    def _client(self, identity: _Identity) -> ChatModel:
        return OnDemand(
            f"{check_http_url(identity.base_url).hostname}/{identity.model}",
            lambda: _openai_model(identity, self._clock),
        )


def _openai_model(identity: _Identity, clock: Clock) -> ChatModel:
    # Here and not above: a server without a provider never pays for the SDK, and the import stays
    # visible to mypy, import-linter and PyInstaller, which a name in a string would not be.
    from server.ai.openai_model import OpenAIModel  # noqa: PLC0415

    return OpenAIModel(
        base_url=identity.base_url, model=identity.model, key=identity.key, clock=clock
    )


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
