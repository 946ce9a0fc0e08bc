"""The owner's settings on disk, one JSON document a section."""

from collections.abc import Callable
from typing import TypeVar, cast

from server.domain import codec
from server.domain.settings import SECTIONS, Section
from server.storage.database import Database
from server.storage.sqlite import SqliteFile
from server.storage.tables import SettingTable

S = TypeVar("S", bound=Section)


class SettingsStore:
    """Sections with their defaults.

    Read from disk once, then known: every message asks for several, and this is their one writer.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[str, Section] = {}

    async def get(self, kind: type[S]) -> S:
        """The section as it was saved, or its defaults."""
        name = section_name(kind)
        if name not in self._known:
            stored = await self._database.read(lambda file: _load(file, kind, name))
            self._known.setdefault(name, stored)  # a change may have been committed meanwhile
        return cast(S, self._known[name])

    async def change(self, kind: type[S], decide: Callable[[S], S]) -> tuple[S, S]:
        """Decide on the section inside the commit, so that nobody's field is lost.

        Returns:
            Before and after. What `decide` raises comes through, and nothing changes.
        """
        name = section_name(kind)

        def job(file: SqliteFile) -> tuple[S, S]:
            before = _load(file, kind, name)
            after = decide(before)
            value = codec.encode(after).decode()
            SettingTable.insert(section=name, value=value).on_conflict_replace().execute(file)
            return before, after

        def committed(change: tuple[S, S]) -> None:
            self._known[name] = change[1]

        return await self._database.write(job, committed)


def section_name(kind: type[S]) -> str:
    """The name that the API and the table know it by."""
    return next(name for name, section in SECTIONS.items() if issubclass(kind, section))


def _load(file: SqliteFile, kind: type[S], name: str) -> S:
    query = SettingTable.select(SettingTable.value).where(SettingTable.section == name)
    stored = cast(str | None, query.scalar(file))
    return codec.decode(kind, stored) if stored is not None else kind()
