"""How angry a visitor sounds, from 0 to 1: words that tell of it, and how loudly they are said."""

import math
import re
import unicodedata
from collections.abc import Mapping
from importlib import resources

_LISTS = ("anger_en.txt", "anger_zh.txt")

_NEGATED = re.compile(
    r"(?:\b(?:not|no|never|isnt|arent|wasnt|dont|doesnt|didnt|wont|without|less)"
    r"(?: (?:that|so|very|really|a|at all|any|be|too|the|being|want to|mean to))*"
    r"|不(?:是|会|太|怎么|要)?|没有?(?:什么)?|别)[ ]?$"
)
# Said of others or of oneself it still is anger; said kindly it is not.
_KIND = re.compile(
    r"\b(?:thank(?:s| you)?|lol|lmao|haha\w*|please|sorry|love|happy|great|awesome|hilarious|funny"
    r"|beautiful|congrat\w*|appreciate)\b|谢谢|感谢|哈哈|抱歉|不好意思|麻烦您|[😂🤣😊😄❤]"
)
_SHOUT = re.compile(r"!{2,}|\?{2,}|[!?]*(?:!\?|\?!)[!?]*")
_AT_YOU = re.compile(r"\b(?:you|your|youre|u|ur)\b|你|您")


class Anger:
    """Reads with a lexicon of words and weights; the same text always gives the same number."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = {word.rstrip("*"): weight for word, weight in weights.items()}
        ordered = sorted(weights, key=len, reverse=True)
        self._words = re.compile("|".join(map(_pattern, ordered)))

    def score(self, text: str) -> float:
        """0: calm or glad. From 0.6 on a person should rather look at it."""
        plain = _plain(text)
        heat = self._heat(plain)
        loudness = _loudness(text)
        if heat == 0:
            return round(min(0.3, loudness / 3), 3)
        at_you = 0.15 if _AT_YOU.search(plain) else 0.0
        soothed = 0.6 if _KIND.search(plain) else 1.0
        return round(soothed * (1 - math.exp(-1.4 * (heat + at_you + loudness / 2))), 3)

    def _heat(self, plain: str) -> float:
        """The strongest word, and a little for each other one; a denied one counts for nothing."""
        found = sorted(
            (
                self._weight(match[0])
                for match in self._words.finditer(plain)
                if not _NEGATED.search(plain[max(0, match.start() - 30) : match.start()])
            ),
            reverse=True,
        )
        return sum(math.ldexp(weight, -place) for place, weight in enumerate(found[:6]))

    def _weight(self, found: str) -> float:
        """That of the longest entry: a match with `*` is longer than its entry."""
        for end in range(len(found), 0, -1):
            if (weight := self._weights.get(found[:end])) is not None:
                return weight
        return 0.5


def built_in_anger() -> Anger:
    """With our own lists, English and Chinese; read once, when the server is put together."""
    folder = resources.files("resources") / "words"
    weights: dict[str, float] = {}
    for name in _LISTS:
        for line in (folder / name).read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                weight, _, word = line.partition(" ")
                weights[_plain(word)] = float(weight)
    return Anger(weights)


def _pattern(word: str) -> str:
    if not word.isascii():
        return re.escape(word)
    return r"\b" + re.escape(word).replace(r"\*", r"\w*") + r"\b"


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", " ", re.sub(r"['’`]", "", folded)).strip()


def _loudness(text: str) -> float:
    """Capitals and marks: 0 to 1."""
    words: list[str] = re.findall(r"\b[^\W\d_]{3,}\b", text)
    capital = sum(word.isupper() for word in words)
    shouting = capital >= max(2, len(words) // 2)
    marks: int = sum(
        min(len(found[0]), 5) for found in _SHOUT.finditer(unicodedata.normalize("NFKC", text))
    )
    return min(1.0, 0.5 * shouting + 0.1 * marks)
