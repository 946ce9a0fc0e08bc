"""Round numbers at the side of a chart."""

from itertools import count

_MOST_LINES = 4


def round_steps(largest: float) -> tuple[int, ...]:
    """From 0 in equal round steps to at least this value; at most four above 0."""
    for power in count():
        for factor in (1, 2, 5):
            step = factor * 10**power
            if step * _MOST_LINES >= largest:
                lines = max(1, -int(-largest // step))
                return tuple(step * n for n in range(lines + 1))
    raise AssertionError("powers of ten never end")
