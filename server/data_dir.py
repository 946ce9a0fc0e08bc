"""The data directory: made if need be, private, and used by one server at a time."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from server.domain.errors import UnusableSetup

LOCK_NAME = "server.lock"


def prepare(data_dir: Path) -> None:
    """Make sure that it is there and can be written; raises `UnusableSetup`."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = data_dir / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise _not_writable(data_dir, error) from error


def _not_writable(path: Path, error: OSError) -> UnusableSetup:
    return UnusableSetup(
        "data_dir_not_writable",
        f"{path} cannot be written ({error.strerror}). Give this user the right to write there, or"
        " name another data folder with --data-dir.",
    )


@contextlib.contextmanager
def locked(data_dir: Path) -> Iterator[None]:
    """Ours alone while it lasts; the lock dies with the process, however it dies.

    Raises:
        UnusableSetup: `data_locked`, `data_dir_not_writable`.
    """
    with _lock_file(data_dir) as file:
        try:
            _lock(file)
        except OSError as error:
            raise UnusableSetup(
                "data_locked",
                f"Another Deskbell server already uses the data folder {data_dir}. Stop it first,"
                " or name another folder with --data-dir.",
            ) from error
        yield


def _lock_file(data_dir: Path) -> IO[str]:
    try:
        return (data_dir / LOCK_NAME).open("a")
    except OSError as error:  # another user's, left from their try
        raise _not_writable(data_dir / LOCK_NAME, error) from error


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
