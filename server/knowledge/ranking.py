"""Which candidate is closest: BM25 over words, pairs, concepts and pieces of words.

The engine's own BM25 proposes; this one decides. It counts a term more that several phrasings of
an article share (a high K1), and knows a mistyped or inflected word by its pieces.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server.domain.retrieval import Candidate, Candidates
from server.knowledge.weights import Weights

K1 = 3.0  # how slowly more of the same stops counting
B = 0.5  # how far a long article is held to account for its length
TOLD = 0.6  # the body's word against that of title and questions


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate and how close it is: 1 where each part of the question is there once."""

    candidate: Candidate
    score: float


def rank(weights: Weights, found: Candidates) -> tuple[Ranked, ...]:
    """The candidates, the closest first."""
    asked = _tiredness([one.terms.asked for one in found.items])
    told = _tiredness([one.terms.told for one in found.items])
    mass = weights.mass or 1.0
    ranked = [
        Ranked(one, (_asked(one, weights, tired) + TOLD * _told(one, weights, long)) / mass)
        for one, tired, long in zip(found.items, asked, told, strict=True)
    ]
    return tuple(sorted(ranked, key=lambda one: one.score, reverse=True))


def _asked(candidate: Candidate, weights: Weights, tired: float) -> float:
    words, links = candidate.terms.asked, candidate.terms.linked
    score = _terms([*words.split(), *links.split()], weights, tired)
    for piece, weight in weights.pieces.items():
        if count := words.count(piece):
            score += weight * _tally(count, tired)
    return score


def _told(candidate: Candidate, weights: Weights, tired: float) -> float:
    return _terms(candidate.terms.told.split(), weights, tired)


def _terms(terms: Iterable[str], weights: Weights, tired: float) -> float:
    counts = Counter(filter(weights.terms.__contains__, terms))
    return sum(weights.terms[term] * _tally(count, tired) for term, count in counts.items())


def _tally(count: int, tired: float) -> float:
    """What so many of the same count: the first one most."""
    return count * (K1 + 1) / (count + tired)


def _tiredness(texts: Sequence[str]) -> list[float]:
    """For each text how soon more of the same counts less: in long ones sooner."""
    lengths = [text.count("  ") + 1 for text in texts]
    average = sum(lengths) / max(1, len(lengths))
    return [K1 * (1 - B + B * length / average) for length in lengths]
