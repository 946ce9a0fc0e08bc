"""A full disk: nothing acknowledged is lost, the trouble has a name, and room ends it."""

import asyncio

import pytest

from server.domain.errors import Unavailable
from server.storage.database import Database
from server.storage.sqlite import SqliteFile
from tests.server.storage.conftest import numbers, telling

PAGE = 4_096


def allow_pages(file: SqliteFile, more: int) -> None:
    """For the writer's own connection: so much, and the disk is full."""
    pages = file.execute_sql("PRAGMA page_count").fetchone()[0]
    file.execute_sql(f"PRAGMA max_page_count = {pages + more}")


async def test_what_does_not_fit_is_refused_and_the_rest_is_kept(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await database.write(lambda file: allow_pages(file, 40))
    writes = [database.write(telling(n, 3 * PAGE)) for n in range(100)]
    outcomes = await asyncio.gather(*writes, return_exceptions=True)
    acknowledged = [outcome for outcome in outcomes if isinstance(outcome, int)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert len(refused) > 50
    assert {getattr(one, "code", one) for one in refused} == {"storage_failed"}
    assert await database.read(numbers) == acknowledged
    caplog.clear()


async def test_room_ends_it_without_a_restart(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await database.write(lambda file: allow_pages(file, 0))
    for _ in range(3):
        with pytest.raises(Unavailable) as error:
            await database.write(telling(1, 50 * PAGE))
        assert error.value.code == "storage_failed"
        assert "Free some space" in error.value.detail
    await database.write(lambda file: allow_pages(file, 1_000))
    assert await database.write(telling(1, 50 * PAGE)) == 1
    assert await database.read(numbers) == [1]
    caplog.clear()


async def test_a_big_job_in_a_batch_takes_no_small_one_with_it(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """Each is acknowledged and kept, or refused and gone; which of both, the disk decides."""
    await database.write(lambda file: allow_pages(file, 20))
    sizes = [10, 10, 90 * PAGE, 10, 10]
    writes = [database.write(telling(n, size)) for n, size in enumerate(sizes)]
    outcomes = await asyncio.gather(*writes, return_exceptions=True)
    assert isinstance(outcomes[2], Unavailable)
    kept = [outcome for outcome in outcomes if isinstance(outcome, int)]
    assert await database.read(numbers) == kept
    caplog.clear()
