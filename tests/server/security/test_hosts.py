"""Which Host and Origin headers are ours."""

import socket

import pytest

from server.security.hosts import Hosts, is_loopback

OWN = socket.gethostname()
KNOWN = ["localhost", "LocalHost:8484", "127.0.0.1", "10.0.0.7:80", "[::1]", "[fe80::1]:80", OWN]
UNKNOWN = ["", ":", "evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "[", "a b", "@"]


@pytest.fixture
def hosts() -> Hosts:
    made = Hosts()
    made.allow("https://Chat.Example.com/desk/")
    return made


def test_names(hosts: Hosts) -> None:
    ours = [*KNOWN, "chat.example.com", "CHAT.example.com:443"]
    assert [host for host in ours if not hosts.knows(host)] == []
    assert [host for host in UNKNOWN if hosts.knows(host)] == []


def test_only_the_last_public_address_counts(hosts: Hosts) -> None:
    hosts.allow("https://new.example.com")
    assert (hosts.knows("new.example.com"), hosts.knows("chat.example.com")) == (True, False)
    hosts.allow("")
    assert not hosts.knows("new.example.com")


@pytest.mark.parametrize(
    ("origin", "host", "ours"),
    [
        (None, "127.0.0.1:8484", True),
        ("http://127.0.0.1:8484", "127.0.0.1:8484", True),
        ("http://LOCALHOST:8484", "localhost:8484", True),
        ("https://chat.example.com", "127.0.0.1:8484", True),
        ("http://127.0.0.1:8485", "127.0.0.1:8484", False),
        ("http://evil.example", "127.0.0.1:8484", False),
        ("https://chat.example.com.evil.example", "127.0.0.1:8484", False),
        ("null", "null", False),
        ("", "", False),
        ("file://", "", False),
        ("http://[", "[", False),
        ("javascript://127.0.0.1:8484", "127.0.0.1:8484", False),
    ],
)
def test_origins(hosts: Hosts, origin: str | None, host: str, ours: bool) -> None:
    assert hosts.same_origin(origin, host) == ours


def test_loopback() -> None:
    assert all(map(is_loopback, ["127.0.0.1", "127.8.8.8", "::1"]))
    assert not any(map(is_loopback, ["", "localhost", "10.0.0.1", "::", "nonsense"]))
