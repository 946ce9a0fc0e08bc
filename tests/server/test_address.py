"""Where the server listens, and what visitors type to find it."""

import pytest

from server.address import Address
from server.domain.settings import NetworkScope


@pytest.mark.parametrize(
    ("host", "scope", "listens_on", "lan"),
    [
        (None, NetworkScope.THIS_PC, "127.0.0.1", False),
        (None, NetworkScope.LAN, "0.0.0.0", True),  # noqa: S104 - what the owner turns on
        ("127.0.0.1", NetworkScope.LAN, "127.0.0.1", False),
        ("::1", NetworkScope.LAN, "::1", False),
        ("192.168.1.20", NetworkScope.THIS_PC, "192.168.1.20", True),
    ],
)
def test_the_command_line_comes_before_the_settings(
    host: str | None, scope: NetworkScope, listens_on: str, lan: bool
) -> None:
    address = Address(port=8484)
    address.listen_on(host, scope)
    assert (address.host, address.lan) == (listens_on, lan)


def test_urls() -> None:
    address = Address(host="127.0.0.1", port=8484)
    assert address.urls() == ("http://127.0.0.1:8484/",)
    assert address.urls("https://chat.example.com/")[0] == "https://chat.example.com/"
    assert Address(host="::1", port=80).local_url == "http://[::1]:80/"
    everywhere = Address(host="::", port=80).urls()
    assert everywhere[-1] == "http://127.0.0.1:80/"
    assert len(set(everywhere)) == len(everywhere)
