"""Which Host and Origin headers are ours: a name that only a stranger's DNS knows is not."""

import ipaddress
import socket
from urllib.parse import urlsplit


class Hosts:
    """Names of this server.

    Address literals need no list: rebinding attacks need a name that the attacker controls.
    """

    def __init__(self) -> None:
        name = socket.gethostname().lower()
        self._names = {"localhost", name, f"{name.split('.')[0]}.local"}
        self._public: set[str] = set()

    def allow(self, url: str) -> None:
        """The host of this address, a reverse proxy's say, is ours too; only the last one is."""
        host = urlsplit(url).hostname
        self._public = {host} if host else set()

    def knows(self, host_header: str) -> bool:
        """Whether a request with this Host header is meant for us."""
        name = _host_name(host_header)
        if name is None:
            return False
        return name in self._names or name in self._public or _is_address(name)

    def same_origin(self, origin: str | None, host_header: str) -> bool:
        """Whether a browser's page with this Origin is our own; programs send none.

        A proxy may have put its own Host in place of the one that the browser saw.
        """
        if origin is None:
            return True
        try:
            parts = urlsplit(origin)
            host = parts.hostname
        except ValueError:
            return False
        if parts.scheme not in {"http", "https"}:
            return False
        return parts.netloc.lower() == host_header.lower() or host in self._public


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
