"""Time, as a thing that is handed in: tests and replays bring their own."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The wall clock, in UTC, to the millisecond; never used to order anything."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump; for deadlines and rates."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """To the millisecond, which is what storage keeps: a time read back is equal."""
        return datetime.fromtimestamp(time.time_ns() // 1_000_000 / 1_000, tz=UTC)

    def monotonic(self) -> float:
        """See `Clock`."""
        return time.monotonic()


def to_millis(moment: datetime) -> int:
    """The form that storage keeps."""
    return round(moment.timestamp() * 1_000)


def from_millis(millis: int) -> datetime:
    """The inverse of `to_millis`."""
    return datetime.fromtimestamp(millis / 1_000, tz=UTC)
