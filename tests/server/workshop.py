"""The server's parts without its doors: for tests of what happens between two commits."""

import asyncio
import threading
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import web

from app.credentials import Credentials
from server.actions.people import OwnerToken
from server.address import Address
from server.config import ProviderOverride, ServerConfig
from server.domain.events import Event
from server.domain.people import VisitorDetails
from server.main import lifecycle, subscribe
from server.parts import Base, Parts
from tests.server.desk import until
from tests.server.instruments import CountingIds, ManualClock, ManualPause


class Workshop:
    """All parts, wired and cold.

    Attributes:
        events: Everything that was published, in order.
    """

    def __init__(
        self,
        data_dir: Path,
        provider: ProviderOverride | None = None,
        *,
        listening: bool = True,
        clock: ManualClock | None = None,
        ids: CountingIds | None = None,
    ) -> None:
        """Not `listening`: nobody answers what is published.

        With the `clock` and the `ids` of an earlier one, it goes on where that was left.
        """
        self.clock = clock or ManualClock()
        self.pause = ManualPause()
        self.base = Base(
            config=ServerConfig(data_dir=data_dir, provider=provider or ProviderOverride()),
            secrets=Credentials({}, lambda: "test", lambda: None),
            owner_token=OwnerToken(),
            address=Address(),
            clock=self.clock,
            ids=ids or CountingIds(2_000_000),
            pause=self.pause,
        )
        self.events: list[Event] = []
        self.parts = Parts(self.base)
        if listening:
            subscribe(self.parts)
        self.base.bus.subscribe(self.events.append)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Parts]:
        async with asynccontextmanager(lifecycle(self.parts))(web.Application()):
            yield self.parts

    async def conversation(self) -> str:
        """A new visitor's; where nothing was said yet."""
        return (await self.parts.actions.sessions.start(VisitorDetails())).conversation_id

    async def one_batch(self, *jobs: Coroutine[Any, Any, object]) -> None:
        """Run them so that their writes share a commit, in this order."""
        began, release = threading.Event(), threading.Event()

        def hold(_: object) -> None:
            began.set()
            assert release.wait(30)

        async with asyncio.TaskGroup() as group:
            group.create_task(self.parts.storage.database.write(hold))
            await asyncio.to_thread(began.wait, 30)
            for number, job in enumerate(jobs, 1):
                group.create_task(job)
                await until(partial(self._queued, number))
            release.set()

    async def _queued(self, jobs: int) -> bool:
        return f"deskbell_writer_queue_length {float(jobs)}" in self.base.counters.text().decode()
