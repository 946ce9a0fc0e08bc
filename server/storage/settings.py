"""The owner's settings on disk, one JSON document a section."""

from typing import TypeVar, cast

from server.domain import codec
from server.domain.settings import SECTIONS, Section
from server.storage.database import Database
from server.storage.sqlite import SqliteFile
from server.storage.tables import SettingTable

S = TypeVar("S", bound=Section)


class SettingsStore:
    """Sections with their defaults."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, kind: type[S]) -> S:
        """The section as it was saved, or its defaults."""
        name = section_name(kind)
        stored = await self._database.read(lambda file: _load(file, name))
        return codec.decode(kind, stored) if stored is not None else kind()

    async def put(self, section: Section) -> None:
        """Save a section."""
        name, value = section_name(type(section)), codec.encode(section).decode()
        save = SettingTable.insert(section=name, value=value).on_conflict_replace()
        await self._database.write(save.execute)


def section_name(kind: type[S]) -> str:
    """The name that the API and the table know it by."""
    return next(name for name, section in SECTIONS.items() if issubclass(kind, section))


def _load(file: SqliteFile, name: str) -> str | None:
    query = SettingTable.select(SettingTable.value).where(SettingTable.section == name)
    return cast(str | None, query.scalar(file))
