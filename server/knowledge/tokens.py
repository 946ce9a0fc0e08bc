"""Text to tokens: stems where words have spaces between them, single characters where not.

SQLite's own tokenizers take a Chinese sentence for one word, so no search for a part of it finds
anything. Here every character of such a script is a token, and what stands side by side counts as
a pair; words of all other scripts are folded, so that case, accents and endings do not matter.
"""

import re
import unicodedata
from itertools import pairwise

from server.knowledge.simplified import TO_SIMPLIFIED
from server.knowledge.stems import stem

# Thai to Myanmar, Khmer, Kana, CJK ideographs, Hangul (spaced, but its particles cling to words).
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3006\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f"
)
# Letters and digits, and the vowel signs of India, which Python does not count among them.
_LETTER = rf"(?:[^\W_{_UNSPACED}]|[\u0900-\u0963\u0966-\u0dff])"
_RUN = re.compile(rf"[{_UNSPACED}]+|{_LETTER}(?:['’]?{_LETTER})*")
_FIRST_UNSPACED = re.compile(rf"[{_UNSPACED}]")
# Accents, vowel points and harakat; not the marks that make another letter (Kana, Thai, Indic).
_ACCENTS = re.compile(r"[\u0300-\u036f\u0591-\u05bd\u05bf\u064b-\u065f\u0670]")
_APOSTROPHES = re.compile(r"['’]")
_LONG_NUMBER = re.compile(r"\d{4,}")

# What an order, card or telephone number becomes: that there is one matters, which one does not.
NUMBER = "0000"


def tokens(text: str) -> tuple[str, ...]:
    """The tokens of a text, in order."""
    return tuple(token for run in _RUN.findall(fold(text)) for token in _tokens_of_run(run))


def pairs(of: tuple[str, ...]) -> tuple[str, ...]:
    """Neighbours joined: words of two characters, and `top up` as it is also written: `topup`."""
    return tuple(first + second for first, second in pairwise(of))


def is_unspaced(token: str) -> bool:
    """Whether the token is a character of a script without spaces."""
    return _FIRST_UNSPACED.match(token) is not None


def fold(text: str) -> str:
    """One form for all ways to write the same: width, case, accents, traditional characters."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    whole = unicodedata.normalize("NFC", _ACCENTS.sub("", plain))
    return whole.translate(TO_SIMPLIFIED)


def _tokens_of_run(run: str) -> tuple[str, ...]:
    if is_unspaced(run):
        return tuple(run)
    word = _APOSTROPHES.sub("", run)
    return (NUMBER if _LONG_NUMBER.fullmatch(word) else stem(word),)
