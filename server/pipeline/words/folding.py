"""One form for all spellings of a text, which still knows where each character came from."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_SIMPLIFIED = str.maketrans(
    "妳媽幹賤爛雞滾殘癡豬養們東開裡貨婦蕩亂賣詐騙錢給這個誰殺門髒臟嗎罵爺孫",
    "你妈干贱烂鸡滚残痴猪养们东开里货妇荡乱卖诈骗钱给这个谁杀门脏脏吗骂爷孙",
)
UNSPACED = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # as a class of characters

_ONE_UNSPACED = re.compile(f"[{UNSPACED}]")
_ODD_SPACE = re.compile(r"[^ -~]|  ")
_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Me"})


@dataclass(frozen=True, slots=True)
class Folded:
    """The text in its one form; `origins[i]` is the place of its character i in the original."""

    text: str
    origins: Sequence[int]

    def without(self, places: Sequence[int]) -> "Folded":
        """Without these of its characters."""
        dropped = set(places)
        kept = [place for place in range(len(self.text)) if place not in dropped]
        return Folded(
            "".join(self.text[place] for place in kept), [self.origins[place] for place in kept]
        )

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where this part of it stands in the original."""
        return self.origins[start], self.origins[end - 1] + 1


def fold(text: str) -> Folded:
    """Lower case, full-width as usual, no accents, simplified characters, one space at a time."""
    if text.isascii() and not _ODD_SPACE.search(text):
        return Folded(text.lower(), range(len(text)))
    chars: list[str] = []
    origins: list[int] = []
    for place, char in enumerate(text):
        for folded in _fold(char):
            if folded != " " or chars[-1:] != [" "]:
                chars.append(folded)
                origins.append(place)
    return Folded("".join(chars), origins)


@lru_cache(maxsize=10_000)
def _fold(char: str) -> str:
    if char.isspace():
        return " "
    whole = unicodedata.normalize("NFKD", char).casefold().translate(_SIMPLIFIED)
    return "".join(part for part in whole if unicodedata.category(part) not in _UNSEEN)


def is_letter(char: str) -> bool:
    """A letter or digit of a script that has spaces between its words."""
    return char.isalnum() and (char.isascii() or not has_unspaced(char))


def has_unspaced(text: str) -> bool:
    """Whether some of it is in a script without spaces between words: Chinese, Japanese."""
    return _ONE_UNSPACED.search(text) is not None
