"""What the words of visitors have in common: concepts, and which words say little."""

from collections.abc import Iterable, Iterator
from importlib import resources
from zlib import crc32

from server.knowledge.tokens import NUMBER, tokens

# No token holds it, and the index takes every character beyond ASCII as it is.
_CONCEPT_MARK = "§"


class Vocabulary:
    """Concepts join different words for one thing (`money back`, `refund`, 退款); see resources.

    Args:
        concepts: Lines `name: word, word`.
        stopwords: Lines of words that carry a sentence and seldom its matter.
    """

    def __init__(self, concepts: Iterable[str], stopwords: Iterable[str]) -> None:
        self._concepts = _by_phrase(concepts)
        self._longest: dict[str, int] = {}  # by first word the length of the longest phrase
        for phrase in self._concepts:
            self._longest[phrase[0]] = max(len(phrase), self._longest.get(phrase[0], 0))
        self._stopwords = frozenset(token for line in _lines(stopwords) for token in tokens(line))

    @property
    def fingerprint(self) -> int:
        """Another number when the concepts are others, so that articles are read anew."""
        return crc32(repr(sorted(self._concepts.items())).encode())

    def concepts(self, of: tuple[str, ...]) -> tuple[str, ...]:
        """The concepts that these words name, in order, each as a term."""
        return tuple(
            concept
            for start, word in enumerate(of)
            for end in range(start + 1, min(start + self._longest.get(word, 0), len(of)) + 1)
            for concept in self._concepts.get(of[start:end], ())
        )

    def says_little(self, token: str) -> bool:
        """Whether the token seldom tells one matter from another."""
        return token == NUMBER or token in self._stopwords


def built_in_vocabulary() -> Vocabulary:
    """The words that come with the program; read once, when the server is put together."""
    folder = resources.files("resources") / "knowledge"
    concepts = (folder / "concepts.txt").read_text("utf-8")
    stopwords = (folder / "stopwords.txt").read_text("utf-8")
    return Vocabulary(concepts.splitlines(), stopwords.splitlines())


def _by_phrase(lines: Iterable[str]) -> dict[tuple[str, ...], list[str]]:
    by_phrase: dict[tuple[str, ...], list[str]] = {}
    for line in _lines(lines):
        name, _, phrases = line.partition(":")
        for phrase in phrases.split(","):
            named = by_phrase.setdefault(tokens(phrase), [])
            if (concept := _CONCEPT_MARK + name) not in named:
                named.append(concept)
    return by_phrase


def _lines(lines: Iterable[str]) -> Iterator[str]:
    stripped = (line.strip() for line in lines)
    return (line for line in stripped if line and not line.startswith("#"))
