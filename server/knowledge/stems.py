"""English words without their endings, so that `cancelled` and `cancelling` meet `cancel`.

Light on purpose: it must be right about the endings that questions differ by, and never needs a
dictionary. Other languages pass through nearly unharmed; character n-grams bridge their endings.
"""

import re
from functools import lru_cache

_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([^aeiouylsz])\1$")
# Americans double no l in `canceled`; so it is single in all words but the short ones: `call`.
_LONG_WITH_DOUBLE_L = re.compile(r"[aeiouy][^aeiouy]+[aeiouy]+ll$")
# The first that fits and leaves at least four letters; what it is replaced with.
_SUFFIXES = (
    ("llation", "ll"),
    ("ization", "iz"),
    ("ation", "at"),
    ("ement", "e"),
    ("ment", ""),
    ("fully", ""),
    ("ally", "al"),
    ("ness", ""),
    ("ly", ""),
    ("able", ""),
    ("ible", ""),
    ("ful", ""),
    ("tion", "t"),
    ("ance", ""),
    ("ence", ""),
    ("ery", ""),
    ("er", ""),
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word's stem; words that are not made of plain Latin letters stay as they are."""
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return word
    return _without_end(_without_suffix(_without_tense(_singular(word))))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_tense(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for suffix in ("ing", "ed"):
        rest = word.removesuffix(suffix)
        if rest != word and len(rest) >= 3 and _VOWEL.search(rest):
            return rest[:-1] if len(rest) > 3 and _DOUBLED.search(rest) else rest
    return word


def _without_suffix(word: str) -> str:
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word.removesuffix(suffix) + instead
    return word


def _without_end(word: str) -> str:
    if _LONG_WITH_DOUBLE_L.search(word) or (word.endswith("e") and len(word) > 4):
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word
