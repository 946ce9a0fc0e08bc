"""The filters as the owner has set them, and what they find in a text."""

import asyncio
from collections.abc import Sequence

from server.domain.filters import FilterSettings, TextCheck
from server.pipeline.personal.masking import Mask
from server.pipeline.personal.spans import personal_spans
from server.pipeline.words.lists import Entry, own_entries
from server.pipeline.words.matcher import WordFilter, asterisks


class Filters:
    """Shared by our own plugins and by whoever asks what they would find."""

    def __init__(self, built_in: Sequence[Entry]) -> None:
        self._built_in = tuple(built_in)
        self.settings = FilterSettings()
        self.words = WordFilter(self._built_in)

    async def apply(self, settings: FilterSettings) -> None:
        """From now on like this."""
        self.words = await asyncio.to_thread(self._read, settings)
        self.settings = settings

    def check(self, text: str) -> TextCheck:
        """What is found in this text; nothing is done about it."""
        hits = self.words.find(text)
        return TextCheck(
            flagged=bool(hits),
            words=tuple(dict.fromkeys(text[hit.start : hit.end] for hit in hits)),
            spans=personal_spans(text),
            masked=Mask().mask(asterisks(text, hits)),
        )

    def _read(self, settings: FilterSettings) -> WordFilter:
        built_in = self._built_in if settings.built_in_words else ()
        return WordFilter((*built_in, *own_entries(settings.words, settings.allowed_words)))
