"""How sure it is that the best article answers: a small logistic model over signs.

An engine's scores mean nothing by themselves: they grow with the question and with the knowledge
base. The signs do not, so one set of constants serves every knowledge base. They were chosen on
some collections of questions and checked on others (tests/eval shows how well they hold).
"""

from dataclasses import astuple
from math import exp

from server.knowledge.signs import Signs

_BIAS = -0.31
_WEIGHTS = Signs(closeness=1.16, likeness=1.68, phrasings=-0.43, substance=0.78)


def confidence(signs: Signs) -> float:
    """The probability that the article these signs speak for answers the question."""
    evidence = sum(
        weight * sign for weight, sign in zip(astuple(_WEIGHTS), astuple(signs), strict=True)
    )
    return 1 / (1 + exp(-(_BIAS + evidence)))
