"""Modest disguises of a word: sh1t, f*ck, fuuuck, f u c k. Who wants to be read is readable."""

import re
from collections.abc import Iterable, Iterator

from server.pipeline.words.folding import UNSPACED, Folded

_TOKEN = re.compile(r"[a-z0-9@$!*]{3,40}")
_SPELLED = re.compile(r"(?<![a-z0-9])[a-z](?:([ ._*-])[a-z])(?:\1[a-z]){1,20}(?![a-z0-9])")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_LOOKS = [str.maketrans("@4$50!37" + one, "aassoiet" + letter) for one, letter in ("1i", "1l")]
_GAP = re.compile(f"(?<=[{UNSPACED}])[ *._~·-](?=[{UNSPACED}])")
_VOWEL = re.compile(r"(?<=.)[aeiou](?=.)")
_STARRED_LENGTHS = range(4, 10)


def spellings(text: str) -> Iterator[tuple[int, int, str]]:
    """What tokens of this folded text may stand for: where, and the word."""
    for found in _SPELLED.finditer(text):
        yield *found.span(), found[0][::2]
    for found in _TOKEN.finditer(text):
        token = found[0].strip("!*")
        start = found.start() + found[0].index(token) if token else 0
        for word in _readings(token):
            yield start, start + len(token), word


def _readings(token: str) -> Iterator[str]:
    letters = sum("a" <= char <= "z" for char in token)
    if letters != len(token) and (letters > len(token) / 2 and len(token) >= 4):
        yield from {token.translate(looks) for looks in _LOOKS}
    if _REPEATED.search(token):
        yield _REPEATED.sub(r"\1", token)
        yield _REPEATED.sub(r"\1\1", token)


def starred(word: str) -> Iterable[str]:
    """How people star this word out: f*ck, f**k, sh*t."""
    if len(word) not in _STARRED_LENGTHS or not (word.isascii() and word.isalpha()):
        return ()
    inner = len(word) - 2
    ones = (word[:place] + "*" + word[place + 1 :] for place in range(1, len(word) - 1))
    return {word[0] + "*" * inner + word[-1], _VOWEL.sub("*", word), *ones} - {word}


def closed_gaps(folded: Folded) -> Folded | None:
    """The text without what was put between Chinese characters; None when nothing was."""
    gaps = [found.start() for found in _GAP.finditer(folded.text)]
    return folded.without(gaps) if gaps else None
