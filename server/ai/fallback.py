"""A coat around several models: the next one answers when one cannot."""

import logging
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import replace

from server.ai.chat_model import (
    AnswerStream,
    ChatModel,
    ChatRequest,
    FaultCode,
    Finished,
    ProviderFault,
)

log = logging.getLogger(__name__)

# What one provider will not say, another is not asked to say in its place.
_FINAL = frozenset({FaultCode.FILTERED})


class Fallback:
    """The first model answers, or the next one, as long as nothing has been shown.

    `Finished` says who answered; `asked` hears of each model how it went: `ok` or the fault's code.

    Attributes:
        name: The first model's: it is who should answer.
    """

    def __init__(self, models: Sequence[ChatModel], *, asked: Callable[[str, str], None]) -> None:
        self.name = models[0].name
        self._models = tuple(models)
        self._asked = asked

    async def stream(self, request: ChatRequest) -> AnswerStream:
        for model in self._models:
            shown = False
            try:
                async with aclosing(model.stream(request)) as answer:
                    async for part in answer:
                        if isinstance(part, Finished):
                            self._asked(model.name, "ok")
                            yield replace(part, model=model.name)
                        else:
                            shown = shown or part.text != ""
                            yield part
                return
            except ProviderFault as fault:
                self._asked(model.name, fault.code)
                if shown or model is self._models[-1] or fault.fault in _FINAL:
                    raise
                log.warning("%s cannot answer, the next one is asked: %s", model.name, fault.detail)

    async def close(self) -> None:
        for model in self._models:
            await model.close()
