"""Positions of rows, compared with plain addition."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from ui.row_geometry import EvenRows, UnevenRows

HEIGHTS = st.lists(st.integers(1, 90), max_size=40)


def check(rows: UnevenRows, heights: Sequence[int]) -> None:
    assert rows.count == len(heights)
    assert rows.total == sum(heights)
    for row, height in enumerate(heights):
        assert rows.height(row) == height
        assert rows.y(row) == sum(heights[:row])
        assert rows.row_at(rows.y(row)) == row
        assert rows.row_at(rows.y(row) + height - 1) == row


@given(HEIGHTS, HEIGHTS, st.integers(0, 40))
def test_inserting_anywhere(heights: list[int], new: list[int], at: int) -> None:
    at = min(at, len(heights))
    rows = UnevenRows()
    rows.reset(heights)
    rows.insert(at, new)
    check(rows, [*heights[:at], *new, *heights[at:]])


@given(HEIGHTS, st.integers(0, 40), st.integers(0, 10))
def test_removing_anywhere(heights: list[int], first: int, count: int) -> None:
    first = min(first, len(heights))
    count = min(count, len(heights) - first)
    rows = UnevenRows()
    rows.insert(0, heights)
    rows.remove(first, count)
    check(rows, [*heights[:first], *heights[first + count :]])


@given(
    st.lists(st.integers(1, 90), min_size=1, max_size=40), st.integers(0, 39), st.integers(1, 200)
)
def test_a_row_may_grow_or_shrink(heights: list[int], row: int, height: int) -> None:
    row = min(row, len(heights) - 1)
    rows = UnevenRows()
    rows.reset(heights)
    rows.set_height(row, height)
    check(rows, [*heights[:row], height, *heights[row + 1 :]])


def test_outside_the_rows_the_nearest_one_is_meant() -> None:
    rows = UnevenRows()
    assert rows.row_at(5) == -1
    rows.reset([10, 20])
    assert (rows.row_at(-3), rows.row_at(30), rows.row_at(999)) == (0, 1, 1)


def test_even_rows_cost_nothing_however_many() -> None:
    rows = EvenRows(68)
    assert rows.row_at(0) == -1
    rows.reset([68] * 100_000)
    assert (rows.total, rows.y(1_000), rows.row_at(68_001)) == (6_800_000, 68_000, 1_000)
    rows.remove(5, 10)
    rows.insert(0, [70])
    assert (rows.count, rows.height(0)) == (99_991, 70)
    rows.set_height(0, 50)
    assert rows.y(2) == 100
