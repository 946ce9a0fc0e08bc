"""From chunks to an answer."""

import asyncio
from collections.abc import AsyncGenerator

from server.ai.answers import answered
from server.ai.chat_model import FaultCode, Finished, FinishReason, TextChunk, Usage
from server.ai.chunks import Chunk
from server.ai.faults import fault

COUNTED = Usage(input_tokens=5, output_tokens=2)
END = [Chunk(text="Good"), Chunk(finish="stop")]


async def stream(*items: Chunk | Exception | float) -> AsyncGenerator[Chunk, None]:
    for item in items:
        match item:
            case Chunk():
                yield item
            case Exception():
                raise item
            case _:
                await asyncio.sleep(item)


async def read(*items: Chunk | Exception | float) -> list[TextChunk | Finished]:
    return [part async for part in answered(stream(*items), usage_seconds=0.05)]


def finished(usage: Usage | None) -> Finished:
    return Finished(reason=FinishReason.STOP, usage=usage)


async def test_the_count_that_comes_after_the_end_is_waited_for() -> None:
    assert (await read(*END, Chunk(usage=COUNTED)))[-1] == finished(COUNTED)


async def test_the_count_may_come_with_the_end() -> None:
    assert (await read(Chunk(text="Good", finish="stop", usage=COUNTED)))[-1] == finished(COUNTED)


async def test_trouble_after_the_end_is_not_the_visitors() -> None:
    assert (await read(*END, fault(FaultCode.INCOMPLETE)))[-1] == finished(None)
    assert (await read(*END, 600.0))[-1] == finished(None)


async def test_text_after_the_end_is_no_part_of_the_answer() -> None:
    assert (await read(*END, Chunk(text="more")))[-1] == finished(None)
