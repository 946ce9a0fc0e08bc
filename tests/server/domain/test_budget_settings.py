"""The owner's budget, as it comes over the wire."""

import pytest

from server.domain import codec
from server.domain.errors import BadInput
from server.domain.settings import AtCap, BudgetSettings, Cap, FallbackProviderSettings, Prices


def test_one_part_changes_and_the_others_stay() -> None:
    before = BudgetSettings(per_month=Cap(money=5_000_000))

    changes = b'{"per_day": {"tokens": 0}, "at_cap": "people", "prices": {"input": 250000}}'
    after = codec.merge(before, changes)

    assert after == BudgetSettings(
        per_day=Cap(tokens=0),
        per_month=Cap(money=5_000_000),
        at_cap=AtCap.PEOPLE,
        prices=Prices(input=250_000),
    )
    assert codec.decode(BudgetSettings, codec.encode(after)) == after


REFUSED = [
    (b'{"per_day": {"tokens": -1}}', "out_of_range"),
    (b'{"per_day": {"money": 1000000000000001}}', "out_of_range"),
    (b'{"prices": {"output": -1}}', "out_of_range"),
    (b'{"prices": {"input": 0.25}}', "bad_fields"),
    (b'{"per_week": {}}', "bad_fields"),
    (b'{"at_cap": "nobody"}', "bad_fields"),
]


@pytest.mark.parametrize(("changes", "code"), REFUSED)
def test_what_cannot_be_is_refused(changes: bytes, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        codec.merge(BudgetSettings(), changes)

    assert refused.value.code == code


def test_the_second_provider_needs_a_url_that_is_one() -> None:
    with pytest.raises(BadInput):
        codec.merge(FallbackProviderSettings(), b'{"base_url": "api.example.com"}')
