"""Words that say whom one wants to speak to, typed in haste: “talkk to somone”, “an ooerator”."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

_MEANT = (
    *("person", "human", "agent", "assistant", "operator", "representative", "advisor", "manager"),
    *("supervisor", "someone", "somebody", "anyone", "reception", "talk", "talking", "speak"),
    *("speaking", "chat", "chatting", "contact", "contacting", "connect", "transfer", "customer"),
    *("service", "support"),
)
# One letter from a word above, and words themselves.
_REAL = frozenset(
    (
        *("advisors", "agents", "argent", "assistants", "chanting", "chap", "char"),
        *("chart", "charting", "chats", "cheat", "connects", "contacts", "contract"),
        *("contracting", "customers", "humans", "managers", "manger", "operators"),
        *("persona", "persons", "receptions", "representatives", "services", "sneak"),
        *("speaks", "spear", "speck", "steak", "supervisors", "supports", "tack", "taking"),
        *("talc", "tale", "talks", "tall", "tank", "task", "transfers"),
    )
)
_LEAST = 4  # shorter words are one letter from too many others
_WORD = re.compile(rf"[a-z]{{{_LEAST},20}}")


def as_meant(text: str) -> str:
    """Lower-case English with these words spelled right, where one slip of the finger hid them."""
    return _WORD.sub(lambda found: _meant(found[0]), text)


def _meant(word: str) -> str:
    """A neighbour that begins alike: `walking` is no `talking`, but `eprson` is a `person`."""
    if word in _MEANT or word in _REAL:
        return word
    best = process.extractOne(word, _MEANT, scorer=OSA.distance, score_cutoff=1)
    if best is None or not (best[0][0] == word[0] or sorted(best[0]) == sorted(word)):
        return word
    return best[0]
