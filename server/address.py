"""Where the server listens, and the addresses under which visitors find it."""

import ipaddress
import socket
from dataclasses import dataclass

from server.domain.settings import NetworkScope

_ANY = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared with, not bound to
_DOCUMENTATION_PEER = ("192.0.2.1", 9)  # RFC 5737: routed like any stranger, never sent to


@dataclass(slots=True)
class Address:
    """Known once the socket is bound."""

    host: str = "127.0.0.1"
    port: int = 0

    def listen_on(self, host: str | None, scope: NetworkScope) -> None:
        """The host of the command line, else what the owner allows."""
        everywhere = scope is NetworkScope.LAN
        self.host = host or ("0.0.0.0" if everywhere else "127.0.0.1")  # noqa: S104 - their wish

    @property
    def lan(self) -> bool:
        """Whether other machines can reach it."""
        return self.host in _ANY or not _is_loopback(self.host)

    @property
    def local_url(self) -> str:
        """The address for this machine itself."""
        host = "127.0.0.1" if self.host in _ANY else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    def urls(self, public_url: str = "") -> tuple[str, ...]:
        """For visitors, the best first."""
        found = [public_url] if public_url else []
        if self.host in _ANY and (address := lan_address()):
            found.append(f"http://{address}:{self.port}/")
        found.append(self.local_url)
        return tuple(dict.fromkeys(found))


def lan_address() -> str | None:
    """This machine's address on the network that leads outside; nothing is sent to learn it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_DOCUMENTATION_PEER)
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if _is_loopback(address) else address


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
