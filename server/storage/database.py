"""The database as the rest of storage sees it: `read` on a pool, `write` on the one writer."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import apsw
from peewee import PeeweeException

from server.domain.errors import Unavailable
from server.storage.sqlite import SqliteFile, open_file
from server.storage.writer import Writer, WriterGauges

log = logging.getLogger(__name__)

T = TypeVar("T")

READERS = 2  # more would only wait for each other: the interpreter runs one at a time


class Database:
    """Opened by `open`, used through `read` and `write`, ended by `close`.

    A query or job is a function that gets the file; it runs in another thread.
    """

    def __init__(self, path: Path, gauges: WriterGauges) -> None:
        self.path = path
        self._writer = Writer(gauges)
        self._file: SqliteFile | None = None
        self._readers: ThreadPoolExecutor | None = None

    async def open(self) -> None:
        """Open and migrate; raises `UnusableSetup`."""
        self._file = await asyncio.to_thread(self._open_file)
        self._readers = ThreadPoolExecutor(READERS, "reader", initializer=self._open_reader)
        self._writer.start(self._file)

    async def close(self) -> None:
        """Finish what is queued, then let go of the file; later calls are refused."""
        file, readers, self._file, self._readers = self._file, self._readers, None, None
        if file is None or readers is None:
            return
        await asyncio.to_thread(self._writer.close)
        await asyncio.to_thread(readers.shutdown)
        await asyncio.to_thread(file.close_all)

    async def read(self, query: Callable[[SqliteFile], T]) -> T:
        """Run a query on a connection that cannot write."""
        if self._readers is None:
            raise closed()
        file = self._opened()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._readers, query, file)
        except (PeeweeException, apsw.Error) as error:
            log.exception("a query failed")
            raise Unavailable(
                "storage_failed", f"The database cannot be read ({error}). Try again in a moment."
            ) from error

    async def write(
        self, job: Callable[[SqliteFile], T], committed: Callable[[T], None] | None = None
    ) -> T:
        """Run a job on the writer; returns after it is committed to disk. See `Writer.submit`."""
        self._opened()
        return await self._writer.submit(job, committed)

    def _open_file(self) -> SqliteFile:
        file = open_file(self.path)
        file.close()  # this thread's connection; the writer and the readers open their own
        return file

    def _open_reader(self) -> None:
        file = self._opened()
        file.connect()
        file.execute_sql("PRAGMA query_only = on")

    def _opened(self) -> SqliteFile:
        if self._file is None:
            raise closed()
        return self._file


def closed() -> Unavailable:
    """What every call gets after the end."""
    return Unavailable("shutting_down", "The server is shutting down. Try again in a moment.")
