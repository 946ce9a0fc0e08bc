"""One slip of the finger is one; two are not."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from server.knowledge.spelling import can_slip, is_slip

SLIPS = ["refnd", "refuund", "refumd", "refudn", "efund", "refun", "xrefund", "refundx", "refund"]
NONE = ["refdnu", "rfnd", "refuuund", "fund", "refxxd", "dnufer", "", "return"]


@pytest.mark.parametrize("written", SLIPS)
def test_a_slip(written: str) -> None:
    assert is_slip(written, "refund")
    assert is_slip("refund", written)


@pytest.mark.parametrize("written", NONE)
def test_no_slip(written: str) -> None:
    assert not is_slip(written, "refund")
    assert not is_slip("refund", written)


@pytest.mark.parametrize(
    ("word", "can"),
    [
        ("refund", True),
        ("größe", True),
        ("the", False),
        ("0000", False),
        ("退", False),
        ("ครับผม", False),
        ("a1b2", False),
        ("", False),
    ],
)
def test_only_longer_words_of_letters_are_mended(word: str, can: bool) -> None:
    assert can_slip(word) is can


def steps(one: str, other: str) -> int:
    """Fewest single changes and swaps of neighbours, by the book."""
    table = [
        [max(i, j) if 0 in {i, j} else 0 for j in range(len(other) + 1)]
        for i in range(len(one) + 1)
    ]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            same = one[i - 1] == other[j - 1]
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (not same)
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


FEW_LETTERS = st.text(alphabet="abc", max_size=7)


@given(FEW_LETTERS, FEW_LETTERS)
def test_it_is_what_the_book_calls_one_step(one: str, other: str) -> None:
    assume(max(len(one), len(other)) > 4)  # between short words every letter counts
    long_enough = max(len(one), len(other)) > 4
    assert is_slip(one, other) is (long_enough and steps(one, other) <= 1)


def test_short_words_are_not_mistaken_for_each_other() -> None:
    assert not is_slip("bake", "bike")
    assert is_slip("oder", "order")
