"""From chunks to an answer, which is whole only when the provider says why it ended."""

import asyncio
from collections.abc import AsyncGenerator

from server.ai.chat_model import (
    MAX_ANSWER_BYTES,
    AnswerStream,
    FaultCode,
    Finished,
    FinishReason,
    ProviderFault,
    TextChunk,
    Usage,
)
from server.ai.chunks import Chunk, finish_reason
from server.ai.faults import fault
from server.domain.text import is_blank


async def answered(chunks: AsyncGenerator[Chunk, None], usage_seconds: float) -> AnswerStream:
    """The answer in these chunks.

    Reading stops when the answer is far too long: it counts as cut, and closing the stream stops
    the provider.

    Raises:
        ProviderFault: the chunks end too early, or without anything that can be seen.
    """
    size, blank, broken = 0, True, FaultCode.BAD_ANSWER
    async for chunk in chunks:
        broken = FaultCode.INCOMPLETE
        size += len(chunk.text.encode("utf-8", "surrogatepass"))
        blank = blank and is_blank(chunk.text)
        yield TextChunk(text=chunk.text)
        if size > MAX_ANSWER_BYTES:
            yield Finished(reason=FinishReason.LENGTH, usage=chunk.usage)
            return
        if chunk.finish:
            reason = finish_reason(chunk.finish)
            if blank:
                raise fault(FaultCode.EMPTY)
            yield Finished(reason=reason, usage=await _late(chunks, usage_seconds) or chunk.usage)
            return
    raise fault(broken)


async def _late(chunks: AsyncGenerator[Chunk, None], seconds: float) -> Usage | None:
    """The usage, which comes after the end of the answer, if it comes.

    Reading on to the end also keeps the connection fit for the next request.
    """
    usage = None
    try:
        async with asyncio.timeout(seconds):
            async for chunk in chunks:
                usage = chunk.usage or usage
    except (TimeoutError, ProviderFault):
        pass  # the answer is whole: trouble behind it is not the visitor's
    return usage
