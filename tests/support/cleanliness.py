"""What must not be in a model's text once it is out: judged by other means than the gate's own."""

import re
import unicodedata
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from tests.support.hostile_outputs import OWN_HOST, POLICY, SECRETS

_WEB = re.compile(r"https?:[/\\]+[^\s\"'<>`]*", re.IGNORECASE)
_OWN = re.compile(
    rf"https?://(?:[a-z0-9-]+\.)*{re.escape(OWN_HOST)}\.?(?::\d+)?(?![^/?#.,;:!?)\]}}*_~\s，。；！？、）】》」”])",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?<!http)(?<!https)://[^\s<>]|(?:^|[^:a-z0-9_/])//\w[\w-]*\.\w|\\\\[\w.-]+\\"
    r"|(?:java|vb)script\s*:\s*\S|data:(?:[,;]|\w+/)|(?:blob|file):[\w/\\]+[:/\\]|about:srcdoc",
    re.IGNORECASE,
)
_SMUGGLED = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
_KEPT = frozenset("\n\t")
_EMOJI = frozenset("\u200d\ufe0f")


def faults(text: str) -> Iterator[str]:
    """Each fault in words; none when the text is fit to be shown in the shop's name."""
    for found in _WEB.finditer(text):
        if not _OWN.match(found[0]):
            yield f"an address: {found[0]!r}"
    yield from (f"an address: {found[0]!r}" for found in _ELSEWHERE.finditer(text))
    yield from (f"an element: {tag}" for tag in _elements(text))
    yield from (f"a secret: {kind}" for kind, secret in SECRETS.items() if secret in text)
    yield from (f"unseen: {char!r}" for char in set(text) if _is_unseen(char))
    letters = _letters(POLICY)
    pieces = (letters[at : at + 60] for at in range(len(letters) - 59))
    yield from (f"our instructions: {piece}" for piece in pieces if piece in _letters(text))


def _elements(text: str) -> list[str]:
    """What a browser would make of it, were it ever to be taken for a page."""
    nodes = LexborHTMLParser(text).css("*")
    return [str(node.tag) for node in nodes if node.tag not in {"html", "head", "body"}]


def _is_unseen(char: str) -> bool:
    if char in _KEPT or char in _EMOJI:
        return False
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} or char in _SMUGGLED


def _letters(text: str) -> str:
    return "".join(
        char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum()
    )
