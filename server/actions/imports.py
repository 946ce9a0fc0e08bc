"""Imports that agents start: in the background, one after the other, on the record."""

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path

from server.actions.file_imports import FileImports, SourceFile
from server.domain.errors import BadInput, Conflict, Unavailable
from server.domain.imports import ImportItem, ImportPage, ImportRules, KnowledgeImport
from server.ids import Ids
from server.storage.imports import Imports
from server.tasks import Tasks

FOLDER_NAME = "imports"
MAX_AT_ONCE = 5  # with those whose files are still on their way
FREE_BYTES = 500 * 1024 * 1024  # below this the disk is for messages

_PAGE = 100


class ImportActions:
    """Uploaded files lie in a folder of their own until their import has ended."""

    def __init__(
        self, records: Imports, files: FileImports, folder: Path, ids: Ids, tasks: Tasks
    ) -> None:
        self._records = records
        self._files = files
        self._folder = folder
        self._ids = ids
        self._tasks = tasks
        self._turn = asyncio.Lock()
        self._rooms: set[Path] = set()

    async def prepare(self) -> None:
        """What an earlier run of the server left is over, and says so."""
        await self._records.interrupt()
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    async def make_room(self) -> Path:
        """A folder for the files of an import; raises `Conflict` or `Unavailable`."""
        if len(self._rooms) >= MAX_AT_ONCE:
            raise Conflict(
                "too_many_imports", "Other imports are still under way. Wait until one has ended."
            )
        room = self._folder / self._ids.new()
        self._rooms.add(room)
        try:
            await asyncio.to_thread(_make_folder, room)
        except BaseException:
            await self.clear(room)
            raise
        return room

    async def clear(self, room: Path) -> None:
        """Nothing more comes into this folder, and nobody reads it."""
        self._rooms.discard(room)
        await asyncio.to_thread(shutil.rmtree, room, ignore_errors=True)

    async def start(
        self, room: Path, files: Sequence[SourceFile], rules: ImportRules
    ) -> KnowledgeImport:
        """Import the files that lie in this folder, and clear it; raises `BadInput`."""
        if not files:
            raise BadInput("no_files", "There is no file in it. Send files as multipart/form-data.")
        import_id = await self._records.begin(len(files))
        work = self._run(import_id, room, files, rules)
        _ = self._tasks.start(f"import {import_id}", work)
        return await self.get(import_id)

    async def get(
        self, import_id: str, *, limit: int = _PAGE, cursor: str | None = None
    ) -> KnowledgeImport:
        """Raises `NotFound`."""
        return await self._records.get(import_id, limit=limit, cursor=cursor)

    async def latest(self) -> ImportPage:
        """Those that are remembered."""
        return ImportPage(items=await self._records.newest(), next=None)

    async def _run(
        self, import_id: str, room: Path, files: Sequence[SourceFile], rules: ImportRules
    ) -> None:
        async def report(items: Sequence[ImportItem]) -> None:
            await self._records.add(import_id, items)

        try:
            async with self._turn:
                await self._files.run(files, report, rules)
            await self._records.end(import_id)
        except Exception:
            await self._records.give_up(import_id)
            raise
        finally:
            await self.clear(room)


def _make_folder(room: Path) -> None:
    room.parent.mkdir(mode=0o700, exist_ok=True)
    if shutil.disk_usage(room.parent).free < FREE_BYTES:
        raise Unavailable("disk_full", "The disk is nearly full. Free some space; then try again.")
    room.mkdir(mode=0o700)
