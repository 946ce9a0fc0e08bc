"""The one thread that writes: jobs that wait together share a commit, and none is told early."""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Protocol, TypeVar

import apsw
from peewee import PeeweeException

from server.domain.errors import Unavailable
from server.storage.sqlite import SqliteFile

log = logging.getLogger(__name__)

T = TypeVar("T")

MAX_BATCH = 256


class WriterGauges(Protocol):
    """Who wants to know how the writer does."""

    def watch_queue(self, length: Callable[[], float]) -> None:
        """`length` tells at any moment how many jobs wait."""
        ...

    def committed(self, seconds: float) -> None:
        """A commit took so long, its jobs included."""
        ...


@dataclass(frozen=True, slots=True)
class _Job:
    run: Callable[[SqliteFile], Any]
    future: asyncio.Future[Any]
    committed: Callable[[Any], None] | None


@dataclass(frozen=True, slots=True)
class _Outcome:
    job: _Job
    result: Any = None
    error: BaseException | None = None


class Writer:
    """Group commit without waiting: while one commit is flushed, the next batch gathers.

    Each job has a savepoint, so that a bad one harms only itself; its future ends after COMMIT.
    """

    def __init__(self, gauges: WriterGauges) -> None:
        self._gauges = gauges
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        gauges.watch_queue(self._queue.qsize)
        self._thread: threading.Thread | None = None

    def start(self, file: SqliteFile) -> None:
        """Begin; call from the event loop that awaits the results."""
        loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._work, args=(file, loop), name="writer")
        self._thread.start()

    async def submit(
        self, job: Callable[[SqliteFile], T], committed: Callable[[T], None] | None = None
    ) -> T:
        """Queue a job; returns what it returned once that is on disk.

        `committed` is called with the result after the commit, in the order of the commits, even
        when whoever waited has gone: what is true must be told.
        """
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queue.put(_Job(job, future, committed))
        return await future

    def close(self) -> None:
        """Finish what is queued and end the thread."""
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join()

    def _work(self, file: SqliteFile, loop: asyncio.AbstractEventLoop) -> None:
        file.connect()
        batch = self._next_batch()
        while batch:
            outcomes = self._commit(file, batch)
            loop.call_soon_threadsafe(_deliver, outcomes)
            batch = self._next_batch()

    def _next_batch(self) -> list[_Job]:
        """What waits now, at most `MAX_BATCH`; empty at the end."""
        batch: list[_Job] = []
        job = self._queue.get()
        while job is not None:
            batch.append(job)
            if len(batch) == MAX_BATCH or self._queue.empty():
                return batch
            job = self._queue.get()
        if batch:
            self._queue.put(None)  # the end comes after this batch
        return batch

    def _commit(self, file: SqliteFile, batch: list[_Job]) -> list[_Outcome]:
        started = perf_counter()
        try:
            with file.transaction("IMMEDIATE"):
                outcomes = [_run(file, job) for job in batch]
        except (PeeweeException, apsw.Error) as error:
            log.error("commit failed: %s", error)  # noqa: TRY400 - the cause is the disk or the file
            return [_Outcome(job, error=storage_trouble(error)) for job in batch]
        self._gauges.committed(perf_counter() - started)
        return outcomes


def _run(file: SqliteFile, job: _Job) -> _Outcome:
    try:
        with file.savepoint():
            return _Outcome(job, result=job.run(file))
    except (PeeweeException, apsw.Error) as error:
        if file.connection().get_autocommit():
            # SQLite has rolled everything back (disk full, I/O error): the others are lost too,
            # and what follows must not commit as if they were not.
            raise
        log.exception("a write failed")
        return _Outcome(job, error=storage_trouble(error))
    except Exception as error:  # noqa: BLE001 - handed to whoever waits for this job
        return _Outcome(job, error=error)


def _deliver(outcomes: list[_Outcome]) -> None:
    for outcome in outcomes:
        future, committed = outcome.job.future, outcome.job.committed
        if outcome.error is None and committed is not None:
            committed(outcome.result)
        if future.done():  # whoever waited has gone
            continue
        if outcome.error is not None:
            future.set_exception(outcome.error)
        else:
            future.set_result(outcome.result)


def storage_trouble(error: Exception) -> Unavailable:
    """The sentence for a file that cannot be written."""
    return Unavailable(
        "storage_failed",
        f"The disk did not take it ({error}). Free some space; then send it again.",
    )
