"""A coat that leaves a failing provider alone: nobody waits for what will not come."""

from collections.abc import Callable
from contextlib import aclosing
from math import inf

from server.ai.chat_model import (
    AnswerStream,
    ChatModel,
    ChatRequest,
    FaultCode,
    Finished,
    ProviderFault,
)
from server.ai.circuit import BreakerState, Circuit, Verdict, verdict
from server.ai.coat import Coat
from server.ai.faults import fault
from server.clock import Clock


class Breaker(Coat):
    """Refuses at once while its circuit is open; `changed` hears the provider's name and state."""

    def __init__(
        self, inner: ChatModel, *, clock: Clock, changed: Callable[[str, BreakerState], None]
    ) -> None:
        super().__init__(inner)
        self._clock = clock
        self._changed = changed
        self._circuit = Circuit()
        self._last = ""
        changed(self.name, self._circuit.state)

    @property
    def ready(self) -> bool:
        """Whether asking now would reach the provider."""
        return self._circuit.admits(self._clock.monotonic())

    async def stream(self, request: ChatRequest) -> AnswerStream:
        entered_in = self._enter()
        result = Verdict.ENDED
        try:
            async with aclosing(self._inner.stream(request)) as answer:
                async for part in answer:
                    if isinstance(part, Finished):
                        result = Verdict.WORKED
                    yield part
        except ProviderFault as trouble:
            result = verdict(trouble.fault)
            self._last = trouble.detail
            raise
        finally:
            now = self._clock.monotonic()
            self._turn(self._circuit.left(result, now, entered_in=entered_in))

    async def close(self) -> None:
        # Its provider is not in use any more: nobody should be alarmed about it.
        self._changed(self.name, BreakerState.CLOSED)
        await super().close()

    def _enter(self) -> int:
        """The round of this call."""
        if not self.ready:
            how = "not asked any more" if self._circuit.retry_at == inf else "left alone a moment"
            raise fault(
                FaultCode.BREAKER_OPEN, what=f"The provider is {how} after this: {self._last}"
            )
        self._turn(self._circuit.entered())
        return self._circuit.round

    def _turn(self, after: Circuit) -> None:
        before, self._circuit = self._circuit, after
        if before.state is not after.state:
            self._changed(self.name, after.state)
