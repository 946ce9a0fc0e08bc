"""Imports that agents start: in the background, one after the other, on the record."""

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from server.actions.file_imports import FileImports, SourceFile
from server.domain.errors import BadInput, Conflict, Unavailable
from server.domain.imports import ImportItem, ImportPage, KnowledgeImport
from server.storage.imports import Imports
from server.tasks import Tasks

FOLDER_NAME = "imports"
MAX_WAITING = 5
FREE_BYTES = 500 * 1024 * 1024  # below this the disk is for messages

_PAGE = 100


class ImportActions:
    """Uploaded files lie in a folder of their own until their import has ended."""

    def __init__(self, records: Imports, files: FileImports, folder: Path, tasks: Tasks) -> None:
        self._records = records
        self._files = files
        self._folder = folder
        self._tasks = tasks
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def prepare(self) -> None:
        """What an earlier run of the server left is over, and says so."""
        await self._records.interrupt()
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    async def make_room(self) -> Path:
        """A folder for the files of an import; raises `Conflict` or `Unavailable`."""
        if self._waiting >= MAX_WAITING:
            raise Conflict(
                "too_many_imports", "Other imports are still under way. Wait until one has ended."
            )
        return await asyncio.to_thread(_new_folder, self._folder)

    async def start(
        self, room: Path, files: Sequence[SourceFile], *, force: bool
    ) -> KnowledgeImport:
        """Import the files that lie in this folder, and clear it; raises `BadInput`."""
        if not files:
            raise BadInput("no_files", "There is no file in it. Send files as multipart/form-data.")
        import_id = await self._records.begin(len(files))
        work = self._run(import_id, room, files, force=force)
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
        self, import_id: str, room: Path, files: Sequence[SourceFile], *, force: bool
    ) -> None:
        async def report(items: Sequence[ImportItem]) -> None:
            await self._records.add(import_id, items)

        self._waiting += 1
        try:
            async with self._turn:
                await self._files.run(files, report, force=force)
            await self._records.end(import_id)
        except Exception:
            await self._records.give_up(import_id)
            raise
        finally:
            self._waiting -= 1
            shutil.rmtree(room, ignore_errors=True)


def _new_folder(above: Path) -> Path:
    above.mkdir(mode=0o700, exist_ok=True)
    if shutil.disk_usage(above).free < FREE_BYTES:
        raise Unavailable("disk_full", "The disk is nearly full. Free some space; then try again.")
    return Path(tempfile.mkdtemp(dir=above))
