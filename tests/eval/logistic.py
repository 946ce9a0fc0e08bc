"""A logistic model, fitted by Newton's method: a handful of signs need no library."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

ROUNDS = 25
RIDGE = 1.0  # on the weights, not on the bias
FAR = 30.0


@dataclass(frozen=True, slots=True)
class Example:
    """Signs (the first is 1, for the bias), what they should give, and how much it counts."""

    signs: tuple[float, ...]
    label: float
    weight: float


def probability(model: Sequence[float], signs: Sequence[float]) -> float:
    """What the model gives for these signs."""
    evidence = sum(weight * sign for weight, sign in zip(model, signs, strict=True))
    return 1 / (1 + exp(-max(-FAR, min(FAR, evidence))))


def fit(examples: Sequence[Example]) -> list[float]:
    """The weights that make the examples most likely."""
    size = len(examples[0].signs)
    model = [0.0] * size
    for _ in range(ROUNDS):
        slope = [0.0 if i == 0 else -RIDGE * model[i] for i in range(size)]
        bend = [[RIDGE * (i == j and i > 0) for j in range(size)] for i in range(size)]
        for one in examples:
            given = probability(model, one.signs)
            for i, sign in enumerate(one.signs):
                slope[i] += one.weight * (one.label - given) * sign
                for j, other in enumerate(one.signs):
                    bend[i][j] += one.weight * given * (1 - given) * sign * other
        model = [old + step for old, step in zip(model, solve(bend, slope), strict=True)]
    return model


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """The x with matrix · x = vector, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda row: abs(rows[row][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for j in range(size):
            if j != i:
                share = rows[j][i] / rows[i][i]
                rows[j] = [a - share * b for a, b in zip(rows[j], rows[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]
