"""Addresses: what counts as one, and the origin that a secret is bound to."""

from urllib.parse import SplitResult, urlsplit

from server.domain.errors import BadInput

_DEFAULT_PORTS = {"http": 80, "https": 443}


def check_http_url(url: str) -> SplitResult:
    """The parts of an http(s) address with a host and without credentials.

    Raises:
        BadInput: `not_a_url`.
    """
    problem = BadInput(
        "not_a_url",
        f"{url[:200]!r} is not a web address. It looks like https://api.example.com/v1.",
    )
    if any(char.isspace() or ord(char) < 32 for char in url):
        raise problem
    try:
        parts = urlsplit(url)
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError as error:
        raise problem from error
    if (
        parts.scheme not in _DEFAULT_PORTS
        or not parts.hostname
        or parts.username
        or not port_is_valid
    ):
        raise problem
    return parts


def origin(url: str) -> str:
    """Scheme, host and port, in one form: `https://api.example.com:443`."""
    parts = check_http_url(url)
    return f"{parts.scheme}://{parts.hostname}:{parts.port or _DEFAULT_PORTS[parts.scheme]}"
