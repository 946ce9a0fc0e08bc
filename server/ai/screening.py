"""Links, markup and secrets in a model's text: what must not reach anybody is taken out.

Pages and windows show the text as plain text anyway. This is the second lock: a visitor must not be
sent to a stranger's address in the team's name, and no secret may leave by an answer.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from server.domain.errors import BadInput
from server.domain.urls import check_http_url

_LONGEST_HELD = 2_048
_ANY_CASE = re.IGNORECASE | re.DOTALL

_SCHEMES = r"(?:javascript|vbscript|data|blob|file|about|intent)"
# "Data: encrypted" and "File: invoice.pdf" are words; these are addresses.
_SCHEME_ADDRESSES = (
    r"(?:java|vb)script\s*:\s*[^\s<>]+",
    r"data\s*:\s*(?:[;,]|(?:text|image|audio|video|font|application|multipart|message)/)[^\s<>]*",
    r"(?:blob|file|intent)\s*:\s*(?:https?:|null|[/\\#])[^\s<>]*",
    r"about\s*:\s*(?:blank|srcdoc|config)[^\s<>]*",
)
# Latin letters and digits alone: to `\w` and `\b` a Chinese character is a letter too.
_START = r"(?<![A-Za-z0-9_])"
_CHAR = r"[A-Za-z0-9_-]"
_SECRETS = (
    rf"{_START}sk-{_CHAR}{{16,}}",
    rf"{_START}AKIA[0-9A-Z]{{16}}(?![0-9A-Z])",
    rf"{_START}gh[pousr]_[A-Za-z0-9_]{{20,}}",
    rf"{_START}xox[abeprs]-{_CHAR}{{10,}}",
    rf"{_START}AIza{_CHAR}{{30,}}",
    rf"{_START}eyJ{_CHAR}{{8,}}\.{_CHAR}{{8,}}\.{_CHAR}*",
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[^-]|-(?!----END))*(?:-----END [A-Z ]*-----)?",
)
_TARGET = r"[^()\s]*(?:\([^()\s]*\)[^()\s]*)*"
_RULES = (
    r"(?P<block><(?P<name>script|style|iframe|object|svg|template)\b[^>]*>.*?</(?P=name)\s*>)",
    r"(?P<tag><!--.*?-->|</?[a-z][^<>]*>|<[!?][^<>]*>)",
    rf"(?P<image>!\[(?P<alt>[^\[\]\n]*)\]\({_TARGET}(?:[ \t][^()\n]*)?\))",
    rf"(?P<link>\[(?P<text>[^\[\]\n]+)\]\((?P<target>{_TARGET})(?:[ \t][^()\n]*)?\))",
    r"(?P<bare><?(?:https?|ftp|wss?)://[^\s<>\"'`，。；！？、（）【】《》「」“”]*>?)",
    f"(?P<scheme>{_START}(?:{'|'.join(_SCHEME_ADDRESSES)}))",
    r"(?P<unc>\\\\[\w.$-]+\\\S*|(?<![\w:/])//[\w-]+(?:\.[\w-]+)+\S*)",
    f"(?P<secret>{'|'.join(_SECRETS)})",
)
_FOUND = re.compile("|".join(_RULES), _ANY_CASE)
_TAIL = ".,;:!?*_~)]}"
# The beginnings of what may still grow into one of these; a plain word goes through at once.
_GROWING = (
    re.compile(r"<(?:script|style|iframe|object|svg|template)\b.*\Z", _ANY_CASE),
    re.compile(r"<(?:[a-z/!?][^<>]*)?\Z", re.IGNORECASE),
    re.compile(r"!?\[[^\[\]\n]{0,300}(?:\](?:\((?:[^()\n]|\([^()\n]*\))*(?:\([^()\n]*)?)?)?\Z|!\Z"),
    re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*\Z", _ANY_CASE),
    re.compile(r"(?:h(?:tt?)?|https?:?/?|f|ft|ftp:?/?|ws?|wss?:?/?)\Z", re.IGNORECASE),
    re.compile(rf"{_START}{_SCHEMES}\s*(?::\s*\S*)?\Z", re.IGNORECASE),
)
_KEY_BEGINS = re.compile(r"-{1,5}[A-Z -]{0,40}\Z", re.IGNORECASE)
_KEY_BEGINS_CHARS = 50
_BEGINNINGS = (
    *("sk", "akia", "ghp", "gho", "ghu", "ghs", "ghr", "xox", "aiza", "eyj"),
    *("javascript", "vbscript", "data", "blob", "file", "about", "intent"),
)
_GRAPHIC = "".join(map(chr, range(0x21, 0x7F)))
_SHORTEST_SECRET = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputRules:
    """What an answer may hold.

    Attributes:
        hosts: Those that may be linked, with everything below them.
        secrets: Texts that never pass, such as the provider's own key.
        removed_link: What stands in the place of a link that was taken out.
        policy: Our own instructions: a long piece of them is no answer.
    """

    hosts: frozenset[str] = frozenset()
    secrets: tuple[str, ...] = ()
    removed_link: str = "[link removed]"
    policy: str = ""


class Screen:
    """Screens a text that comes in pieces; however it is cut, the outcome is the same."""

    def __init__(self, rules: OutputRules) -> None:
        self._rules = rules
        self._held = ""
        secrets = sorted((one for one in rules.secrets if len(one) >= _SHORTEST_SECRET), key=len)
        self._secrets = tuple(reversed(secrets))
        self._beginnings = (*_BEGINNINGS, *(one.casefold() for one in self._secrets))

    def feed(self, text: str) -> str:
        """What may be shown now; what may still grow into something else is held back."""
        text = self._held + text
        cut = self._safe(text)
        cleaned = self._clean(text[:cut])
        # Without what was taken out of it, the end may be the beginning of something.
        end = self._safe(cleaned)
        self._held = cleaned[end:] + text[cut:]
        return cleaned[:end]

    def end(self) -> str:
        """The rest."""
        held, self._held = self._held, ""
        return self._clean(held)

    def _safe(self, text: str) -> int:
        """How much of it is what it seems, whatever follows."""
        places = [found.start() for one in _GROWING if (found := one.search(text))]
        places += [_overlap(text, secret) for secret in self._secrets]
        places += [self._last_word(text), _key_begins(text)]
        cut = min(places, default=len(text))
        straddling = (one for one in _FOUND.finditer(text) if one.start() < cut < one.end())
        cut = min((one.start() for one in straddling), default=cut)
        return cut if len(text) - cut <= _LONGEST_HELD else len(text)

    def _last_word(self, text: str) -> int:
        """Where it begins, if it may become an address or a secret; else the end."""
        word = _trailing_word(text)
        start = len(text) - len(word)
        if "//" in word or "\\" in word:
            return start
        ascii_end = word[len(word.rstrip(_GRAPHIC)) :]
        start = len(text) - len(ascii_end)
        if not ascii_end.isalpha():
            return start
        folded = ascii_end.casefold()
        return start if any(one.startswith(folded) for one in self._beginnings) else len(text)

    def _clean(self, text: str) -> str:
        before = ""
        while text != before:  # what was taken out may have stood between two halves
            before, text = text, _FOUND.sub(self._replace, text)
            for secret in self._secrets:
                text = text.replace(secret, "[removed]")
        return text

    def _replace(self, found: re.Match[str]) -> str:
        replacements: dict[str, Callable[[re.Match[str]], str]] = {
            "image": lambda one: one["alt"],
            "link": self._link,
            "bare": self._bare,
            "scheme": lambda _: self._rules.removed_link,
            "unc": lambda _: self._rules.removed_link,
            "secret": lambda _: "[removed]",
        }
        kind = next(name for name in (*replacements, "block", "tag") if found[name] is not None)
        return replacements[kind](found) if kind in replacements else ""

    def _link(self, found: re.Match[str]) -> str:
        """The text alone, or with its address where that may be told."""
        text, target = found["text"], found["target"]
        if not self._may_link(target) or text == target:
            return text
        return f"{text} ({target})"

    def _bare(self, found: re.Match[str]) -> str:
        whole = found["bare"].strip("<>")
        url = whole.rstrip(_TAIL)
        rest = whole[len(url) :]
        return (url if self._may_link(url) else self._rules.removed_link) + rest

    def _may_link(self, url: str) -> bool:
        try:
            parts = check_http_url(url)
        except (BadInput, ValueError):
            return False
        host = (parts.hostname or "").rstrip(".")
        return any(host == one or host.endswith(f".{one}") for one in self._rules.hosts)


def hosts_in(text: str) -> frozenset[str]:
    """The hosts of the web addresses in a text of ours."""
    urls = re.findall(r"https?://[^\s<>\"'`)\]，。；]+", text, re.IGNORECASE)
    return frozenset(host for url in urls if (host := _host(url.rstrip(_TAIL))))


def _host(url: str) -> str:
    try:
        return (check_http_url(url).hostname or "").rstrip(".")
    except (BadInput, ValueError):
        return ""


def _trailing_word(text: str) -> str:
    """What follows the last white space."""
    if not text or text[-1].isspace():
        return ""
    return text.rsplit(None, 1)[-1]


def _key_begins(text: str) -> int:
    """Where the head line of a private key may begin; else the end."""
    found = _KEY_BEGINS.search(text[-_KEY_BEGINS_CHARS:])
    return len(text) - len(found[0]) if found else len(text)


def _overlap(text: str, secret: str) -> int:
    """Where the longest end of the text begins that is a beginning of the secret; else its end."""
    for length in range(min(len(text), len(secret) - 1), 0, -1):
        if text.endswith(secret[:length]):
            return len(text) - length
    return len(text)
