"""Which Host and Origin headers are ours: a name that only a stranger's DNS knows is not."""

import ipaddress
import socket
from urllib.parse import urlsplit


class Hosts:
    """Names of this server.

    Address literals need no list: rebinding attacks need a name that the attacker controls.
    """

    def __init__(self, extra: frozenset[str] = frozenset()) -> None:
        name = socket.gethostname().lower()
        self._names = {"localhost", name, f"{name.split('.')[0]}.local"} | extra

    def allow(self, url: str) -> None:
        """The host of this address is ours too."""
        if host := urlsplit(url).hostname:
            self._names.add(host.lower())

    def knows(self, host_header: str) -> bool:
        """Whether a request with this Host header is meant for us."""
        name = _host_name(host_header)
        return name is not None and (name in self._names or _is_address(name))

    def same_origin(self, origin: str | None, host_header: str) -> bool:
        """Whether a browser's page with this Origin is our own; programs send none."""
        if origin is None:
            return True
        parts = urlsplit(origin)
        return parts.scheme in {"http", "https"} and parts.netloc.lower() == host_header.lower()


def _host_name(host_header: str) -> str | None:
    try:
        return urlsplit(f"//{host_header}").hostname
    except ValueError:
        return None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_loopback(address: str) -> bool:
    """Whether the peer is on this machine."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
