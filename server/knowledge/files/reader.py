"""Reads files in a process of its own, which a bad file cannot leave and may not outlive."""

import asyncio
import contextlib
import shutil
import tempfile
from pathlib import Path

from server.knowledge.files import wire
from server.knowledge.files.drafts import Found, Unreadable
from server.security.own_process import OF_ITS_OWN, clean_environment, kill_all, own_command

READ_SECONDS = 120.0

_GONE = (OSError, asyncio.IncompleteReadError, ValueError, TypeError, KeyError, RecursionError)


def reader_command() -> tuple[str, ...]:
    """The same program as a reader of files."""
    return own_command("file-reader", "server.knowledge.files.host")


class FileReader:
    """One process for many files; one that did not survive a file is replaced for the next."""

    def __init__(self, command: tuple[str, ...], *, seconds: float = READ_SECONDS) -> None:
        self._command = command
        self._seconds = seconds
        self._process: asyncio.subprocess.Process | None = None
        self._folder: Path | None = None

    async def read(self, name: str, data: bytes) -> list[Found]:
        """What the file holds; raises `Unreadable`."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._ask(name, data)
        except Unreadable:
            raise
        except TimeoutError:
            await self.close()
            raise Unreadable(
                "too_slow", f"It was not read within {self._seconds:.0f} s. Split the file."
            ) from None
        except _GONE as error:
            await self.close()
            raise Unreadable(
                "damaged_file", "Its reader has given up on the file. Save it anew, or as text."
            ) from error
        except asyncio.CancelledError:
            await self.close()
            raise

    async def close(self) -> None:
        """End the process, whatever it is doing."""
        process, folder, self._process, self._folder = self._process, self._folder, None, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill_all(process.pid)
            await process.wait()
            if process.stdin is not None:
                process.stdin.close()
        if folder is not None:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def _ask(self, name: str, data: bytes) -> list[Found]:
        process = await self._started()
        if process.stdin is None or process.stdout is None:
            raise OSError("no pipe")
        process.stdin.write(wire.question(name, data))
        process.stdin.write(data)
        await process.stdin.drain()
        (length,) = wire.LENGTH.unpack(await process.stdout.readexactly(wire.LENGTH.size))
        if length > wire.MAX_ANSWER_BYTES:
            raise ValueError("more than any file holds")
        return wire.read_answer(await process.stdout.readexactly(length))

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            await self.close()
            self._folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="deskbell-read-"))
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                cwd=self._folder,
                env=clean_environment(self._folder),
                **OF_ITS_OWN,
            )
        return self._process
