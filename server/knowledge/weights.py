"""What each part of a question weighs against the knowledge base that is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

from server.domain.retrieval import Candidates
from server.knowledge.tokens import is_unspaced

# The pieces of a word together, against the word: they find it in another form, or mistyped.
PIECES = 0.7
PIECE_CHARS = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """A question's parts, and what each weighs.

    Attributes:
        words: The words; these are among the terms, too.
        terms: Words, pairs and concepts.
        pieces: Character n-grams of the words, with a space for a word's edge.
    """

    words: Mapping[str, float]
    terms: Mapping[str, float]
    pieces: Mapping[str, float]

    @property
    def mass(self) -> float:
        """What all of it weighs."""
        return sum(self.terms.values()) + sum(self.pieces.values())


def weigh(found: Candidates) -> Weights:
    """What the question's parts weigh: the rarer in the articles, the more."""
    question = found.question
    terms = {
        term: share * _rarity(found.counts.get(term, 0), found.total)
        for term, share in question.shares.items()
    }
    words = {word: terms[word] for word in dict.fromkeys(question.words)}
    return Weights(words=words, terms=terms, pieces=_pieces(words))


def _rarity(count: int, total: int) -> float:
    """How much a term tells that `count` of `total` articles hold: BM25's inverse frequency."""
    return log(1 + (total - count + 0.5) / (count + 0.5))


def _pieces(words: Mapping[str, float]) -> dict[str, float]:
    """Each word's weight shared out among its pieces."""
    shares: dict[str, float] = {}
    for word, weight in words.items():
        parts = pieces(word)
        for part in parts:
            shares[part] = max(shares.get(part, 0.0), PIECES * weight / len(parts))
    return shares


def pieces(word: str) -> tuple[str, ...]:
    """The character n-grams of a word of a spaced script."""
    edged = f" {word} "
    if is_unspaced(word) or len(edged) <= PIECE_CHARS:
        return ()
    return tuple(edged[i : i + PIECE_CHARS] for i in range(len(edged) - PIECE_CHARS + 1))
