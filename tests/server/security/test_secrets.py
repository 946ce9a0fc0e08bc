"""A secret shows itself nowhere but where it is used."""

import copy
import json
import logging
import pickle
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from server.security.secrets import Secret, StoredSecret

VALUE = "sk-never-show-this-0123456789"
SECRET = Secret(VALUE)


@dataclass(frozen=True, slots=True)
class Holder:
    key: Secret


WAYS_TO_PRINT: list[Callable[[], str]] = [
    lambda: repr(SECRET),
    lambda: str(SECRET),
    lambda: f"{SECRET} {SECRET!r} {SECRET!s} {SECRET:}",
    lambda: f"{SECRET}",
    lambda: "%s %r" % (SECRET, SECRET),  # noqa: UP031 - one of the ways
    lambda: repr([SECRET, {"key": SECRET}, Holder(SECRET)]),
    lambda: repr(StoredSecret(secret=SECRET, place="session")),
    lambda: json.dumps({"key": SECRET}, default=str),
]
WAYS_TO_COPY: list[Callable[[], object]] = [
    lambda: pickle.dumps(SECRET),
    lambda: copy.copy(SECRET),
    lambda: copy.deepcopy(Holder(SECRET)),
    lambda: json.dumps(SECRET),
]


def test_no_way_of_printing_shows_it() -> None:
    for way in WAYS_TO_PRINT:
        assert VALUE not in way()
        assert "***" in way()


def test_no_way_of_copying_takes_it_along() -> None:
    for way in WAYS_TO_COPY:
        with pytest.raises(TypeError) as refused:
            way()
        assert VALUE not in str(refused.value)


def test_logs_and_traces_do_not_show_it(caplog: pytest.LogCaptureFixture) -> None:
    def fail(key: Secret) -> None:
        raise ValueError(f"no good: {key}")

    with caplog.at_level(logging.DEBUG):
        try:
            fail(SECRET)
        except ValueError:
            logging.getLogger("x").debug("with %s and %r", SECRET, {"key": SECRET}, exc_info=True)
            assert VALUE not in traceback.format_exc()
    assert "***" in caplog.text
    assert VALUE not in caplog.text


def test_it_compares_by_value() -> None:
    others: list[Any] = [Secret("other"), VALUE, None]
    assert Secret(VALUE) == SECRET
    assert hash(Secret(VALUE)) == hash(SECRET)
    assert [other for other in others if other == SECRET] == []
    assert not vars(type(SECRET)).get("__dict__")


@pytest.mark.parametrize(("value", "ending"), [(VALUE, "6789"), ("x" * 15, None), ("", None)])
def test_its_ending_is_told_when_the_rest_stays_unknown(value: str, ending: str | None) -> None:
    assert Secret(value).ending() == ending
