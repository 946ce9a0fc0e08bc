"""What the coats need from the rest of the server: the real database, and gauges that remember."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from server.ai.cache import MAX_AGE, CacheResult
from server.ai.circuit import BreakerState
from server.ai.stack import Backing
from server.clock import Clock
from server.domain.ledger import Spent
from server.ids import Ids, RandomIds
from server.metrics.counters import Counters
from server.storage.cache import AnswerStore
from server.storage.database import Database
from server.storage.purse import Purse
from server.storage.sqlite import FILE_NAME


@dataclass(slots=True)
class Gauges:
    """Writes down what it is told."""

    states: list[tuple[str, BreakerState]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    looked: list[CacheResult] = field(default_factory=list)
    paid: list[Spent] = field(default_factory=list)

    def breaker_changed(self, provider: str, state: BreakerState) -> None:
        self.states.append((provider, state))

    def provider_asked(self, provider: str, status: str) -> None:
        self.asked.append((provider, status))

    def provider_paid(self, spent: Spent) -> None:
        self.paid.append(spent)

    def cache_looked(self, result: CacheResult) -> None:
        self.looked.append(result)


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Database]:
    """The database in this folder, for as long as a server runs."""
    database = Database(folder / FILE_NAME, Counters())
    await database.open()
    try:
        yield database
    finally:
        await database.close()


def backing(
    database: Database, clock: Clock, gauges: Gauges | None = None, ids: Ids | None = None
) -> Backing:
    return Backing(
        purse=Purse(database),
        answers=AnswerStore(database, clock, MAX_AGE),
        gauges=gauges or Gauges(),
        ids=ids or RandomIds(),
    )
