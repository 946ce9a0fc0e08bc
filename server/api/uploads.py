"""Files that come as multipart/form-data: taken one by one, each within its bounds."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from aiohttp import BodyPartReader, MultipartReader

from server.actions.file_imports import SourceFile
from server.domain.errors import BadInput, TooLarge
from server.domain.text import MAX_LINE_CHARS
from server.knowledge.files.drafts import Unreadable
from server.knowledge.files.reading import MAX_FILE_BYTES, check_size

MAX_FILES = 1_000
MAX_BYTES = 200 * 1024 * 1024
CHUNK_SECONDS = 30  # files that trickle in are an attack or a dead line

_CHUNK_BYTES = 256 * 1024


@dataclass(slots=True)
class Upload:
    """What is on its way, into this folder."""

    parts: MultipartReader
    room: Path
    taken: int = 0

    async def files(self) -> list[SourceFile]:
        """All files; raises `BadInput` or `TooLarge`."""
        files: list[SourceFile] = []
        try:
            while (part := await self._next()) is not None:
                if isinstance(part, MultipartReader):
                    raise _bad_upload()
                if part.filename:
                    files.append(await self._file(part, self.room / str(len(files))))
                if len(files) > MAX_FILES:
                    raise TooLarge("too_many_files", f"At most {MAX_FILES:,} files. Send parts.")
        except TimeoutError:
            raise BadInput("too_slow", "The files came too slowly. Send them again.") from None
        except (ValueError, LookupError) as error:
            raise _bad_upload() from error
        return files

    async def _next(self) -> MultipartReader | BodyPartReader | None:
        async with asyncio.timeout(CHUNK_SECONDS):
            return await self.parts.next()

    async def _file(self, part: BodyPartReader, path: Path) -> SourceFile:
        """On disk under a number: no name from outside ever meets the disk."""
        name = clean_name(part.filename or "")
        data = bytearray()
        size = 0
        while chunk := await self._chunk(part):
            size += len(chunk)
            if size <= MAX_FILE_BYTES:
                data += chunk
        try:
            check_size(size)
        except Unreadable as error:
            return SourceFile(name=name, path=path, refused=error)
        await asyncio.to_thread(path.write_bytes, data)
        return SourceFile(name=name, path=path)

    async def _chunk(self, part: BodyPartReader) -> bytes:
        async with asyncio.timeout(CHUNK_SECONDS):
            chunk = await part.read_chunk(_CHUNK_BYTES)
        self.taken += len(chunk)
        if self.taken > MAX_BYTES:
            most = MAX_BYTES // (1024 * 1024)
            raise TooLarge("too_large", f"At most {most} MB at once. Send parts.")
        return chunk


def clean_name(name: str) -> str:
    """The name as a path of plain parts, which lead nowhere else."""
    parts = name.encode("utf-8", "replace").decode().replace("\\", "/").split("/")
    plain = ["".join(filter(str.isprintable, part)).strip() for part in parts]
    kept = [part for part in plain if part not in {"", ".", ".."} and not part.endswith(":")]
    return "/".join(kept)[-MAX_LINE_CHARS:].lstrip("/") or "file"


def _bad_upload() -> BadInput:
    return BadInput("bad_upload", "This is no upload. Send files as multipart/form-data.")
