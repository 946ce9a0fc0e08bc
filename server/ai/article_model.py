"""Without a provider: an article answers in its own words, or says that there is none."""

import re

from server.ai.chat_model import AnswerStream, ChatRequest, Finished, FinishReason, TextChunk

_PIECES = re.compile(r"\S+\s*|\s+")


class ArticleModel:
    """Streams one text, whatever is asked: it was found for this very question."""

    name = "knowledge"

    def __init__(self, text: str) -> None:
        self._text = text

    async def stream(self, request: ChatRequest) -> AnswerStream:
        """See `ChatModel`."""
        del request
        for piece in _PIECES.findall(self._text):
            yield TextChunk(text=piece)
        yield Finished(reason=FinishReason.STOP, usage=None)

    async def close(self) -> None:
        """Nothing is open."""
