"""Addresses, and the origin that a key is bound to."""

import pytest

from server.domain.errors import BadInput
from server.domain.urls import check_http_url, origin

NONE = [
    *("", "nonsense", "//host", "host/path", "http:", "http://", "http:///path", "ftp://host"),
    *("http://u:p@host", "http://u@host", "http://ho st", "http://host\n", "http://host:0"),
    *(
        "http://host:99999",
        "http://host:x",
        "http://[::1",
        "javascript:alert(1)",
        "\x00http://host",
    ),
]


@pytest.mark.parametrize("url", NONE)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_http_url(url)
    assert refused.value.code == "not_a_url"


@pytest.mark.parametrize(
    ("url", "bound_to"),
    [
        ("http://host", "http://host:80"),
        ("HTTPS://Host/v1?x=1#y", "https://host:443"),
        ("https://host:443/v1", "https://host:443"),
        ("http://host:443", "http://host:443"),
        ("http://[::1]:8080/", "http://::1:8080"),
        ("http://localhost:11434/v1", "http://localhost:11434"),
    ],
)
def test_the_same_place_has_one_origin(url: str, bound_to: str) -> None:
    assert origin(url) == bound_to


def test_other_places_have_others() -> None:
    places = ["http://host", "https://host", "http://host:8080", "http://host.evil", "http://hos"]
    assert len({origin(url) for url in places}) == len(places)
