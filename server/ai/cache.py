"""A coat that gives the answer of an earlier question again."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from contextlib import aclosing
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from server.ai.chat_model import (
    AnswerStream,
    ChatModel,
    ChatRequest,
    Finished,
    FinishReason,
    TextChunk,
)
from server.ai.coat import Coat
from server.ai.questions import Question, question_of
from server.clock import Clock
from server.domain.cache import KeptAnswer
from server.domain.errors import KnownError

log = logging.getLogger(__name__)

MAX_AGE = timedelta(days=1)  # "are you open today?" has another answer tomorrow
_IN_MEMORY = 1_000


class CacheResult(StrEnum):
    """How an answer was looked for; `SKIPPED` depends on more than the question."""

    EXACT = "exact"
    NORMALISED = "normalised"
    MISS = "miss"
    SKIPPED = "skipped"


class AnswerStore(Protocol):
    """Keeps answers over a restart."""

    async def find(self, key: str) -> KeptAnswer | None:
        """The answer under this key."""
        ...

    async def keep(self, key: str, answer: KeptAnswer) -> None:
        """Keep it in place of an older one."""
        ...


class Cached(Coat):
    """Keeps whole answers of the model that should answer; a stand-in's are good for once."""

    def __init__(
        self,
        inner: ChatModel,
        *,
        store: AnswerStore,
        clock: Clock,
        looked: Callable[[CacheResult], None],
    ) -> None:
        super().__init__(inner)
        self._store = store
        self._clock = clock
        self._looked = looked
        self._memory: OrderedDict[str, KeptAnswer] = OrderedDict()

    async def stream(self, request: ChatRequest) -> AnswerStream:
        question = question_of(request, self.name)
        kept = await self._find(question) if question else None
        self._looked(_result(question, kept))
        if kept:
            yield TextChunk(text=kept.text)
            yield Finished(reason=FinishReason.STOP, usage=None, model=kept.model, cached=True)
            return
        text = ""
        async with aclosing(self._inner.stream(request)) as answer:
            async for part in answer:
                if isinstance(part, TextChunk):
                    text += part.text
                elif question and part.reason is FinishReason.STOP and part.model == self.name:
                    await self._keep(question, text)
                yield part

    async def _find(self, question: Question) -> KeptAnswer | None:
        kept = self._memory.get(question.key)
        try:
            kept = kept or await self._store.find(question.key)
        except KnownError as trouble:
            log.warning("no kept answer can be read: %s", trouble.detail)
        if kept is None or self._clock.now() - kept.kept_at > MAX_AGE:
            return None
        self._remember(question.key, kept)
        return kept

    async def _keep(self, question: Question, text: str) -> None:
        now = self._clock.now()
        kept = KeptAnswer(asked=question.exact, text=text, model=self.name, kept_at=now)
        self._remember(question.key, kept)
        try:
            await self._store.keep(question.key, kept)
        except KnownError as trouble:
            log.warning("an answer is not kept: %s", trouble.detail)

    def _remember(self, key: str, kept: KeptAnswer) -> None:
        self._memory[key] = kept
        self._memory.move_to_end(key)
        if len(self._memory) > _IN_MEMORY:
            self._memory.popitem(last=False)


def _result(question: Question | None, kept: KeptAnswer | None) -> CacheResult:
    if question is None:
        return CacheResult.SKIPPED
    if kept is None:
        return CacheResult.MISS
    return CacheResult.EXACT if kept.asked == question.exact else CacheResult.NORMALISED
