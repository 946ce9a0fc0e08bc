"""Where each row of a long list lies: heights in, positions out, in logarithmic time. No Qt."""

from collections.abc import Sequence
from typing import Protocol


class RowGeometry(Protocol):
    """Rows one below the other, from 0."""

    @property
    def count(self) -> int:
        """How many rows."""
        ...

    @property
    def total(self) -> int:
        """Height of all rows together."""
        ...

    def y(self, row: int) -> int:
        """Upper edge of a row; of the end for `count`."""
        ...

    def height(self, row: int) -> int:
        """Height of a row."""
        ...

    def row_at(self, y: int) -> int:
        """The row that covers this position, the nearest one outside; -1 without rows."""
        ...

    def insert(self, at: int, heights: Sequence[int]) -> None:
        """New rows before row `at`."""
        ...

    def remove(self, first: int, count: int) -> None:
        """These rows are gone."""
        ...

    def set_height(self, row: int, height: int) -> None:
        """One row grew or shrank."""
        ...

    def reset(self, heights: Sequence[int]) -> None:
        """All rows anew."""
        ...


class EvenRows:
    """Rows of one height, however many: nothing is stored."""

    def __init__(self, height: int) -> None:
        self._height = height
        self._count = 0

    @property
    def count(self) -> int:
        return self._count

    @property
    def total(self) -> int:
        return self._count * self._height

    def y(self, row: int) -> int:
        return row * self._height

    def height(self, _row: int) -> int:
        return self._height

    def row_at(self, y: int) -> int:
        return min(max(0, y // self._height), self._count - 1)

    def insert(self, _at: int, heights: Sequence[int]) -> None:
        self._count += len(heights)
        self._height = heights[0] if heights else self._height

    def remove(self, _first: int, count: int) -> None:
        self._count -= count

    def set_height(self, _row: int, height: int) -> None:
        """One height for all: the last one said."""
        self._height = height

    def reset(self, heights: Sequence[int]) -> None:
        self._count = len(heights)
        if heights:
            self._height = heights[0]


class UnevenRows:
    """Rows of different heights in a Fenwick tree: sums of heights over powers of two."""

    def __init__(self) -> None:
        self._heights: list[int] = []
        self._sums: list[int] = [0]

    @property
    def count(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        return self.y(len(self._heights))

    def y(self, row: int) -> int:
        total = 0
        while row > 0:
            total += self._sums[row]
            row -= row & -row
        return total

    def height(self, row: int) -> int:
        return self._heights[row]

    def row_at(self, y: int) -> int:
        row, left, step = 0, y, 1 << len(self._heights).bit_length()
        while step:
            beyond = row + step
            if beyond <= len(self._heights) and self._sums[beyond] <= left:
                row, left = beyond, left - self._sums[beyond]
            step >>= 1
        return min(row, len(self._heights) - 1)

    def insert(self, at: int, heights: Sequence[int]) -> None:
        if at == len(self._heights):
            for height in heights:
                self._append(height)
            return
        self._heights[at:at] = heights
        self._rebuild()

    def remove(self, first: int, count: int) -> None:
        del self._heights[first : first + count]
        self._rebuild()

    def set_height(self, row: int, height: int) -> None:
        more = height - self._heights[row]
        self._heights[row] = height
        at = row + 1
        while at < len(self._sums):
            self._sums[at] += more
            at += at & -at

    def reset(self, heights: Sequence[int]) -> None:
        self._heights = list(heights)
        self._rebuild()

    def _append(self, height: int) -> None:
        """The new sum covers its own row and the sums below it: no other sum changes."""
        self._heights.append(height)
        at = len(self._heights)
        self._sums.append(self.y(at - 1) - self.y(at - (at & -at)) + height)

    def _rebuild(self) -> None:
        size = len(self._heights)
        sums = [0, *self._heights]
        for at in range(1, size + 1):
            parent = at + (at & -at)
            if parent <= size:
                sums[parent] += sums[at]
        self._sums = sums
