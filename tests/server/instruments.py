"""What the server gets from its tests: a clock that only they move, ids in order, a keyring."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


@dataclass(slots=True)
class ManualClock:
    """Stands still between two calls of `advance`."""

    moment: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    seconds: float = 1_000.0

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
        self.seconds += seconds


@dataclass(slots=True)
class ManualPause:
    """Whoever pauses goes on when the test says so, and never before.

    Attributes:
        waiting: How many wait now.
    """

    waiting: int = 0
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, _seconds: float) -> None:
        self.waiting += 1
        try:
            await self._over.wait()
        finally:
            self.waiting -= 1

    def end(self) -> None:
        """For everybody who waits now."""
        self._over.set()
        self._over = asyncio.Event()


@dataclass(slots=True)
class CountingIds:
    """Ids that look like the real ones, and are never given twice in one test."""

    given: int = 0

    def new(self) -> str:
        self.given += 1
        return f"{self.given:08x}-0000-4000-8000-000000000000"


@dataclass(slots=True)
class MemoryKeyring:
    """A backend of the keyring library, as far as the product calls it."""

    kept: dict[str, str] = field(default_factory=dict)

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]
