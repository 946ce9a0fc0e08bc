"""How good a ranking and a score are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What came out for one question.

    Attributes:
        place: Where the right article stands, from 0; None when it was not found, or is not there.
        inside: Whether there is a right article.
        sure: The score that decides whether to answer.
    """

    place: int | None
    inside: bool
    sure: float

    @property
    def right(self) -> bool:
        """Whether the first article is the right one."""
        return self.place == 0


def hits(judged: Sequence[Judged], first: int) -> float:
    """Share of the questions in scope whose article is among the first so many."""
    inside = [one for one in judged if one.inside]
    good = [one for one in inside if one.place is not None and one.place < first]
    return len(good) / len(inside)


def auroc(above: Sequence[float], below: Sequence[float]) -> float:
    """The chance that one of `above` is greater than one of `below`; a tie is half a chance."""
    if not above or not below:
        return float("nan")
    marked = sorted([(value, True) for value in above] + [(value, False) for value in below])
    before, won = 0, 0.0
    for _, group in groupby(marked, key=lambda one: one[0]):
        ups = [up for _, up in group]
        downs = ups.count(False)
        won += (len(ups) - downs) * (before + downs / 2)
        before += downs
    return won / (len(above) * len(below))


def scope_auroc(judged: Sequence[Judged]) -> float:
    """How well the score parts what is in scope from what is not."""
    return auroc(*_parted(judged))


def right_auroc(judged: Sequence[Judged]) -> float:
    """How well the score parts right first articles from all else."""
    return auroc(
        [one.sure for one in judged if one.right], [one.sure for one in judged if not one.right]
    )


def caught(judged: Sequence[Judged], loss: float) -> float:
    """Share of what is out of scope that a threshold refuses which loses so much of the rest."""
    inside, outside = _parted(judged)
    if not outside:
        return float("nan")
    threshold = sorted(inside)[int(len(inside) * loss)]
    return sum(sure < threshold for sure in outside) / len(outside)


def miscalibration(judged: Sequence[Judged]) -> float:
    """How far, on average, the score is from the share of right ones among those with its like."""
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for one in judged:
        bins[min(int(one.sure * BINS), BINS - 1)].append(one)
    return sum(abs(sum(one.sure - one.right for one in members)) for members in bins) / len(judged)


def answered(judged: Sequence[Judged], threshold: float) -> tuple[float, float]:
    """Share of the questions that are answered, and share of the right ones among these."""
    given = [one for one in judged if one.sure >= threshold]
    return len(given) / len(judged), sum(one.right for one in given) / max(1, len(given))


def _parted(judged: Sequence[Judged]) -> tuple[list[float], list[float]]:
    return (
        [one.sure for one in judged if one.inside],
        [one.sure for one in judged if not one.inside],
    )
