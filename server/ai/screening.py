"""Links, markup and secrets in a model's text: what must not reach anybody is taken out.

Pages and windows show the text as plain text anyway. This is the second lock: a visitor must not be
sent to a stranger's address in the team's name, and no secret may leave by an answer.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from server.domain.errors import BadInput
from server.domain.urls import check_http_url

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
_ADDRESS = r"(?:https?|ftp|wss?):[/\\]+[^\s<>\"'`，。；！？、（）【】《》「」“”]*"
_RULES = (
    rf"(?P<bare><{_ADDRESS}>|{_ADDRESS})",
    r"(?P<block><(?P<name>script|style|iframe|object|svg|template)\b[^>]*>.*?</(?P=name)\s*>)",
    # As a browser reads it: a tag may hold another "<", in quotes or not.
    r"(?P<tag><!--.*?-->|</?[a-z][^>]*>|<[!?][^>]*>)",
    rf"(?P<image>!\[(?P<alt>[^\[\]\n]*)\]\({_TARGET}(?:[ \t][^()\n]*)?\))",
    rf"(?P<link>\[(?P<text>[^\[\]\n]+)\]\((?P<target>{_TARGET})(?:[ \t][^()\n]*)?\))",
    f"(?P<scheme>{_START}(?:{'|'.join(_SCHEME_ADDRESSES)}))",
    r"(?P<unc>\\\\[\w.$-]+\\\S*|(?<![A-Za-z0-9_:/])//[\w-]+(?:\.[\w-]+)+\S*|://[^\s<>]+)",
    f"(?P<secret>{'|'.join(_SECRETS)})",
)
_FOUND = re.compile("|".join(_RULES), _ANY_CASE)
_TAIL = ".,;:!?*_~)]}"
# The beginnings of what may still grow into one of these; a plain word goes through at once.
_GROWING = (
    re.compile(r"<(?:script|style|iframe|object|svg|template)\b.*\Z", _ANY_CASE),
    re.compile(r"<(?:[a-z/!?][^>]*)?\Z", re.IGNORECASE),
    re.compile(r"<!--(?:(?!-->).)*\Z", re.DOTALL),
    re.compile(r"!?\[[^\[\]\n]{0,300}(?:\](?:\((?:[^()\n]|\([^()\n]*\))*(?:\([^()\n]*)?)?)?\Z|!\Z"),
    re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*\Z", _ANY_CASE),
    re.compile(r"(?:h(?:tt?)?|https?|f|ft|ftp|ws?|wss?)?(?::[/\\]*)?\Z", re.IGNORECASE),
    re.compile(rf"{_START}{_SCHEMES}\s*(?::\s*\S*)?\Z", re.IGNORECASE),
)
_KEY_BEGINS = re.compile(r"-{1,5}[A-Z -]{0,40}\Z", re.IGNORECASE)
_KEY_BEGINS_CHARS = 50
_BEGINNINGS = (
    *("sk", "akia", "ghp", "gho", "ghu", "ghs", "ghr", "xox", "aiza", "eyj"),
    *("javascript", "vbscript", "data", "blob", "file", "about", "intent"),
)
_ADDRESS_SIGNS = ("//", ":/", "\\")
_PLAIN_HOST = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?(?:[/?#]|\Z)", re.IGNORECASE)
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
        self._last = ""  # the last character that was shown: what follows may depend on it
        self._held = ""
        self._enough = 0
        secrets = sorted((one for one in rules.secrets if len(one) >= _SHORTEST_SECRET), key=len)
        self._secrets = tuple(reversed(secrets))
        self._beginnings = (*_BEGINNINGS, *(one.casefold() for one in self._secrets))

    def feed(self, text: str) -> str:
        """What may be shown now; what may still grow into something else is held back."""
        self._held += text
        if len(self._held) < self._enough:
            return ""
        shown = self._settled(ended=False)
        # Much that is held is not looked through again for each letter that comes.
        self._enough = len(self._held) + len(self._held) // 8
        return shown

    def end(self) -> str:
        """The rest."""
        return self._settled(ended=True)

    def _settled(self, *, ended: bool) -> str:
        text, start = self._last + self._held, len(self._last)
        while True:  # what was taken out may have stood between two halves
            cut = len(text) if ended else max(start, self._safe(text, start))
            head = self._screened(text[:cut], start)
            if head == text[:cut]:
                break
            text = head + text[cut:]
        self._last, self._held = head[-1:], text[cut:]
        return head[start:]

    def _safe(self, text: str, start: int) -> int:
        """How much of it is what it seems, whatever follows."""
        cut, before = self._begun(text, start), len(text)
        while start < cut < before:  # what is held may vanish, and join what stands around it
            cut, before = self._begun(text[:cut], start), cut
        return cut

    def _begun(self, text: str, start: int) -> int:
        """Where something begins that may still grow; else the end."""
        places = [found.start() for one in _GROWING if (found := one.search(text, start))]
        places += [_overlap(text, secret) for secret in self._secrets]
        places += [self._last_word(text), _key_begins(text)]
        cut = min(places, default=len(text))
        straddling = (one for one in _FOUND.finditer(text, start) if one.start() < cut < one.end())
        return min((one.start() for one in straddling), default=cut)

    def _last_word(self, text: str) -> int:
        """Where it begins, if it may become an address or a secret; else the end."""
        word = _trailing_word(text)
        start = len(text) - len(word)
        if any(sign in word for sign in _ADDRESS_SIGNS):
            return start
        ascii_end = word[len(word.rstrip(_GRAPHIC)) :]
        start = len(text) - len(ascii_end)
        if not ascii_end.isalpha():
            return start
        folded = ascii_end.casefold()
        # "AK" may become a key, and so may "AKIAX".
        may_grow = (one.startswith(folded) or folded.startswith(one) for one in self._beginnings)
        return start if any(may_grow) else len(text)

    def _screened(self, text: str, start: int) -> str:
        parts, at = [text[:start]], start
        for found in _FOUND.finditer(text, start):
            parts += [text[at : found.start()], self._replace(found)]
            at = found.end()
        text = "".join((*parts, text[at:]))
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
        host = _host(url)
        if host in self._rules.hosts:
            return True
        # Readers do not agree where a host ends that holds a backslash or a letter of elsewhere.
        is_plain = _PLAIN_HOST.match(url) is not None
        return is_plain and any(host.endswith(f".{one}") for one in self._rules.hosts)


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
