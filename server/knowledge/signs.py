"""What speaks for the best article, in measures that mean the same in every knowledge base.

How far the second one is behind is not among them, though it tells which of two is right: where
two articles answer the same question, neither is ahead, and the answer is known all the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from server.knowledge.ranking import Ranked
from server.knowledge.weights import Weights

_NEARLY_NOTHING = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What speaks for the best article.

    Attributes:
        closeness: Logarithm of its score.
        likeness: What the question and the closest phrasing have in common, 0 to 1.
        phrasings: Logarithm of the number of phrasings: many make any question seem close.
        substance: Logarithm of the number of words that say much: one alone is soon met by chance.
    """

    closeness: float
    likeness: float
    phrasings: float
    substance: float


def read_signs(weights: Weights, best: Ranked, says_little: Callable[[str], bool]) -> Signs:
    """What speaks for this article."""
    phrasings = best.candidate.terms.asked.split("\n")
    return Signs(
        closeness=log(best.score + _NEARLY_NOTHING),
        likeness=max(_likeness(weights.words, phrasing.split()) for phrasing in phrasings),
        phrasings=log(len(phrasings)),
        substance=log(1 + sum(not says_little(word) for word in weights.words)),
    )


def _likeness(words: Mapping[str, float], phrasing: Sequence[str]) -> float:
    """Twice the common weight over both weights; the phrasing's other words weigh the average."""
    mass = sum(words.values())
    average = mass / max(1, len(words))
    common = sum(words.get(word, 0.0) for word in set(phrasing))
    other = sum(average for word in set(phrasing) if word not in words)
    return 2 * common / (mass + common + other) if mass else 0.0
