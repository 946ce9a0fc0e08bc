"""Slips of the finger: one letter too many, too few, wrong, or swapped with its neighbour."""

from server.knowledge.tokens import is_unspaced

# Of two words as short as these, one letter apart, both are more often meant as they are written.
_TOO_SHORT = 4


def can_slip(word: str) -> bool:
    """Whether the word is one that a slip can be told in: letters of a spaced script, enough."""
    return len(word) >= _TOO_SHORT and word.isalpha() and not any(map(is_unspaced, word))


def is_slip(written: str, known: str) -> bool:
    """Whether one slip in `known` gives `written`."""
    longer, shorter = (written, known) if len(written) >= len(known) else (known, written)
    if len(longer) <= _TOO_SHORT or len(longer) - len(shorter) > 1:
        return False
    start = _common(longer, shorter)
    rest, other = longer[start:], shorter[start:]
    end = _common(rest[::-1], other[::-1])
    rest, other = rest[: len(rest) - end], other[: len(other) - end]
    return len(rest) <= 1 or (len(rest) == 2 and rest == other[::-1])


def _common(one: str, other: str) -> int:
    """Length of the common beginning."""
    for index, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return index
    return min(len(one), len(other))
