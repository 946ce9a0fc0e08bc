"""An audit hook that keeps tests on this machine.

It sees every connection that this process makes, whichever library makes it, and patches nothing.
"""

import ipaddress
import socket
from typing import Any

_LOCAL_NAMES = {None, "", "localhost"}


class LeftThisMachine(RuntimeError):
    """A test reached for the network."""


def refuse_the_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Let pass what is loopback; `.invalid` names fail the way an unknown name does."""
    if event == "socket.connect":
        _check_connect(*arguments)
    elif event == "socket.getaddrinfo":
        _check_lookup(arguments[0])


def _check_connect(connecting: socket.socket, address: Any) -> None:
    inet = connecting.family in {socket.AF_INET, socket.AF_INET6}
    # A datagram socket sends nothing on connect: it only learns which own address would be used.
    if inet and connecting.type != socket.SOCK_DGRAM and not _is_loopback(address[0]):
        raise LeftThisMachine(f"A test connected to {address[0]}.")


def _check_lookup(host: str | bytes | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name is not None and name.endswith(".invalid"):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    if not _is_address(name) and not _is_loopback(name):
        raise LeftThisMachine(f"A test looked up {name}.")


def _is_address(name: str | None) -> bool:
    try:
        ipaddress.ip_address(name or "")
    except ValueError:
        return False
    return True


def _is_loopback(name: str | None) -> bool:
    if _is_address(name):
        return ipaddress.ip_address(name or "").is_loopback
    return name in _LOCAL_NAMES
