"""The writer: jobs share commits, harm only themselves, and nobody is told too early."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import apsw
import pytest

from server.domain.errors import Conflict, Unavailable
from server.metrics.counters import Counters
from server.storage.database import Database
from server.storage.sqlite import FILE_NAME, SqliteFile
from tests.server.storage.conftest import numbers, tell, telling


def commits(gauges: Counters) -> float:
    lines = gauges.text().decode().splitlines()
    (found,) = [line for line in lines if line.startswith("deskbell_commit_seconds_count")]
    return float(found.split()[1])


async def held(database: Database, meanwhile: Callable[[], Awaitable[None]]) -> None:
    """Keep the writer busy until this is done: what is queued meanwhile is one batch."""
    began, release = threading.Event(), threading.Event()

    def hold(_: SqliteFile) -> None:
        began.set()
        assert release.wait(30)

    async with asyncio.TaskGroup() as group:
        group.create_task(database.write(hold))
        await asyncio.to_thread(began.wait, 30)
        await meanwhile()
        release.set()


async def test_jobs_that_wait_together_share_commits(tmp_path: Path) -> None:
    gauges = Counters()
    database = Database(tmp_path / FILE_NAME, gauges)
    await database.open()
    await database.write(lambda file: file.execute_sql("CREATE TABLE told (number, filler)"))
    before = commits(gauges)
    done = await asyncio.gather(*(database.write(telling(n)) for n in range(1_000)))
    assert done == list(range(1_000)) == await database.read(numbers)
    assert commits(gauges) - before < 50
    await database.close()


async def test_a_bad_job_harms_only_itself(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def conflict(file: SqliteFile) -> None:
        tell(file, 100)
        raise Conflict("taken", "Somebody was faster.")

    def twice(file: SqliteFile) -> None:
        tell(file, 200)
        tell(file, 200)

    def bug(file: SqliteFile) -> None:
        tell(file, 300)
        raise ZeroDivisionError

    jobs = [telling(1), conflict, twice, bug, telling(2)]
    outcomes = await asyncio.gather(*map(database.write, jobs), return_exceptions=True)
    kinds = [type(outcome) for outcome in outcomes]
    assert kinds == [int, Conflict, Unavailable, ZeroDivisionError, int]
    assert await database.read(numbers) == [1, 2]
    assert "a write failed" in caplog.text
    caplog.clear()


async def test_nobody_is_told_before_the_commit(database: Database) -> None:
    """Another connection sees the row at the moment when the caller is told."""
    with_own_eyes = apsw.Connection(str(database.path), flags=apsw.SQLITE_OPEN_READONLY)
    for number in range(50):
        await database.write(telling(number))
        assert with_own_eyes.execute("SELECT max(number) FROM told").get == number
    with_own_eyes.close()


async def test_what_is_true_is_told_in_the_order_of_the_commits(database: Database) -> None:
    told: list[int] = []
    writes = (database.write(telling(n), told.append) for n in range(200))
    await asyncio.gather(*writes)
    assert told == sorted(told) == list(range(200))


async def test_it_is_told_even_when_whoever_waited_has_gone(database: Database) -> None:
    told: list[int] = []

    async def impatient() -> None:
        async with asyncio.timeout(0):
            await database.write(telling(1), told.append)

    async def meanwhile() -> None:
        with pytest.raises(TimeoutError):
            await impatient()
        assert told == []

    await held(database, meanwhile)
    await database.write(telling(2))
    assert told == [1]
    assert await database.read(numbers) == [1, 2]


async def test_closing_finishes_what_is_queued_and_refuses_the_rest(tmp_path: Path) -> None:
    database = Database(tmp_path / FILE_NAME, Counters())
    await database.open()
    await database.write(lambda file: file.execute_sql("CREATE TABLE told (number, filler)"))
    async with asyncio.TaskGroup() as group:
        for number in range(300):
            group.create_task(database.write(telling(number)))
        await asyncio.sleep(0)
        await database.close()
    for refused in (database.read(numbers), database.write(numbers)):
        with pytest.raises(Unavailable) as error:
            await refused
        assert error.value.code == "shutting_down"
    await database.close()
    await database.open()
    assert len(await database.read(numbers)) == 300
    await database.close()


async def test_a_reader_cannot_write(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Unavailable) as error:
        await database.read(telling(1))
    assert error.value.code == "storage_failed"
    assert await database.read(numbers) == []
    caplog.clear()


async def test_the_pragmas_that_durability_rests_on(database: Database) -> None:
    def pragmas(file: SqliteFile) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
        return [file.execute_sql(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert await database.write(pragmas) == ["wal", 2, 1, 0]
    assert (await database.read(pragmas))[:2] == ["wal", 2]
