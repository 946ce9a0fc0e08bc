"""The owner's settings are known without the disk, and a change is never forgotten."""

import asyncio
import threading
from pathlib import Path

import pytest

from server.domain.errors import BadInput
from server.domain.settings import WidgetSettings
from server.metrics.counters import Counters
from server.storage.database import Database
from server.storage.settings import SettingsStore
from server.storage.sqlite import FILE_NAME, SqliteFile


def named(name: str) -> WidgetSettings:
    return WidgetSettings(name=name)


async def test_a_section_is_read_once_and_follows_its_changes(tmp_path: Path) -> None:
    database = Database(tmp_path / FILE_NAME, Counters())
    await database.open()
    store = SettingsStore(database)
    assert await store.get(WidgetSettings) == WidgetSettings()
    await store.change(WidgetSettings, lambda _: named("Blue Jacket Shop"))
    await database.close()
    assert await store.get(WidgetSettings) == named("Blue Jacket Shop")

    await database.open()
    assert await SettingsStore(database).get(WidgetSettings) == named("Blue Jacket Shop")
    await database.close()


async def test_a_refused_change_is_not_known(tmp_path: Path) -> None:
    database = Database(tmp_path / FILE_NAME, Counters())
    await database.open()
    store = SettingsStore(database)

    def refuse(_: WidgetSettings) -> WidgetSettings:
        raise BadInput("no", "Not this one.")

    with pytest.raises(BadInput):
        await store.change(WidgetSettings, refuse)
    assert await store.get(WidgetSettings) == WidgetSettings()
    await database.close()


async def test_a_reader_from_before_a_change_does_not_bring_the_old_back(tmp_path: Path) -> None:
    database = Database(tmp_path / FILE_NAME, Counters())
    await database.open()
    store = SettingsStore(database)
    read, release = threading.Event(), threading.Event()
    plain = database.read

    async def slow(query: object) -> object:
        def held(file: SqliteFile) -> object:
            found = query(file)  # type: ignore[operator]
            read.set()
            assert release.wait(30)
            return found

        return await plain(held)

    database.read = slow  # type: ignore[method-assign,assignment]
    early = asyncio.ensure_future(store.get(WidgetSettings))  # noqa: TID251 - a test's own task
    await asyncio.to_thread(read.wait, 30)
    await store.change(WidgetSettings, lambda _: named("New"))
    release.set()
    assert await early == named("New")
    assert await store.get(WidgetSettings) == named("New")
    await database.close()
