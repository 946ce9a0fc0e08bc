"""Placeholders for personal data that can be turned back, whole or while an answer streams."""

import re
from collections import Counter
from collections.abc import Callable

from server.pipeline.personal.spans import personal_spans

_PLACEHOLDER = re.compile(r"\[[a-z]{2,6}-\d{1,6}\]")
_LONGEST = len("[phone-999999]")
_BEGUN = re.compile(r"\[(?:[a-z]{0,6}|[a-z]{2,6}-\d{0,6})$")
_QUOTED = "text"


def masked(text: str) -> str:
    """For logs: with placeholders that nobody can turn back."""
    return Mask().mask(text)


class Mask:
    """One conversation's placeholders: the same data gets the same one. In memory only."""

    def __init__(self) -> None:
        self._placeholders: dict[str, str] = {}
        self._originals: dict[str, str] = {}
        self._numbers: Counter[str] = Counter()

    def mask(self, text: str) -> str:
        """The text without personal data.

        What looks like a placeholder already is replaced too: only what we made is turned back.
        """
        pieces: list[str] = []
        at = 0
        for start, end, kind in _places(text):
            pieces += text[at:start], self._placeholder(kind, text[start:end])
            at = end
        return "".join([*pieces, text[at:]])

    def restore(self, text: str) -> str:
        """The text with everything back in its place."""
        return _PLACEHOLDER.sub(lambda found: self._originals.get(found[0], found[0]), text)

    def restoring(self) -> "Restoring":
        """The same for a text that comes in pieces."""
        return Restoring(self.restore)

    def _placeholder(self, kind: str, original: str) -> str:
        if (known := self._placeholders.get(original)) is not None:
            return known
        self._numbers[kind] += 1
        made = f"[{kind}-{self._numbers[kind]}]"
        self._placeholders[original] = made
        self._originals[made] = original
        return made


class Restoring:
    """Turns placeholders back in a stream: what may be the start of one waits for its end."""

    def __init__(self, restore: Callable[[str], str]) -> None:
        self._restore = restore
        self._waiting = ""

    def feed(self, piece: str) -> str:
        """What is certain now."""
        text = self._waiting + piece
        begun = _BEGUN.search(text, max(0, len(text) - _LONGEST))
        end = begun.start() if begun else len(text)
        self._waiting = text[end:]
        return self._restore(text[:end])

    def end(self) -> str:
        """The rest; nothing more comes."""
        rest, self._waiting = self._waiting, ""
        return rest


def _places(text: str) -> list[tuple[int, int, str]]:
    personal = [(span.start, span.end, span.kind.value) for span in personal_spans(text)]
    quoted = [
        (found.start(), found.end(), _QUOTED)
        for found in _PLACEHOLDER.finditer(text)
        if all(found.end() <= start or end <= found.start() for start, end, _ in personal)
    ]
    return sorted(personal + quoted)
