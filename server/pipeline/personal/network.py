"""E-mail and IP addresses, and keys that open something."""

import ipaddress
import re
from collections.abc import Iterator

Place = tuple[int, int]

_EMAIL = re.compile(
    r"(?<![A-Z0-9._%+@-])[A-Z0-9](?:[A-Z0-9_%+'-]|\.(?!\.)){0,63}@"
    r"(?:[A-Z0-9](?:[A-Z0-9-]{0,61}[A-Z0-9])?\.){1,8}[A-Z]{2,24}(?![A-Z0-9@-]|\.[A-Z0-9])",
    re.ASCII | re.IGNORECASE,
)
_IPV4 = re.compile(
    r"(?<![\w.-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|(?![\w-]|\.\d))){4}(?<!\.)", re.ASCII
)
_IPV6 = re.compile(
    r"(?<![\w:.])[0-9A-F:]{0,39}:[0-9A-F:]{0,39}:[0-9A-F:.]{0,39}(?<![:.])(?![\w:])",
    re.ASCII | re.IGNORECASE,
)
_VERSION = re.compile(
    r"(?:\bv(?:er(?:sion)?)?\.?|\bbuild|\bfirmware|版本号?)[ :：]?$", re.IGNORECASE
)
_KEY = re.compile(
    r"(?<![\w-])(?:"
    r"sk-[A-Za-z0-9_-]{20,}|sk_(?:live|test)_[A-Za-z0-9]{16,}"
    r"|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}"
    r"|xox[abposr]-[A-Za-z0-9-]{10,}|AKIA[0-9A-Z]{16}|AIza[\w-]{35}"
    r"|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"
    r")(?![\w-])"
    r"|-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[\w+/=\s]*(?:-----END [A-Z ]{0,20}KEY-----)?",
    re.ASCII,
)


def emails(text: str) -> Iterator[Place]:
    """E-mail addresses; Chinese text may stand right beside them."""
    yield from (found.span() for found in _EMAIL.finditer(text))


def ip_addresses(text: str) -> Iterator[Place]:
    """IPv4 and IPv6; the number of a version looks the same, and is none."""
    for found in _IPV4.finditer(text):
        if not _VERSION.search(text[max(0, found.start() - 10) : found.start()]):
            yield found.span()
    for found in _IPV6.finditer(text):
        if _is_ipv6(found[0]):
            yield found.span()


def _is_ipv6(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return any(char.isdigit() for char in text)


def keys(text: str) -> Iterator[Place]:
    """Keys and tokens in the forms that large services give them."""
    yield from (found.span() for found in _KEY.finditer(text))
