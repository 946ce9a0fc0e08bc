"""What the server process says on stderr: the newest lines in memory, all of it in a log file."""

import logging
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LINES_KEPT = 200
_FILE_BYTES = 2_000_000
_OLD_FILES = 3
# A child that never ends its line must not fill the memory.
_LONGEST_LINE = 8_000


class ChildLog:
    """Splits the stream into lines, keeps the newest for "Copy details", and files them."""

    def __init__(self, file: Path) -> None:
        self._file = _open(file)
        self._newest: deque[str] = deque(maxlen=_LINES_KEPT)
        self._unfinished = b""

    def feed(self, data: bytes) -> None:
        *lines, self._unfinished = (self._unfinished + data).split(b"\n")
        if len(self._unfinished) > _LONGEST_LINE:
            lines.append(self._unfinished)
            self._unfinished = b""
        for line in lines:
            self.note(line.decode(errors="replace").rstrip())

    def note(self, line: str) -> None:
        self._newest.append(line)
        if self._file is not None:
            self._file.emit(logging.makeLogRecord({"msg": line}))

    def newest(self) -> tuple[str, ...]:
        """The last lines, oldest first."""
        return tuple(self._newest)

    def last(self) -> str:
        """The last line with something on it; empty when there is none."""
        return next((line for line in reversed(self._newest) if line.strip()), "")

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def _open(file: Path) -> RotatingFileHandler | None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return RotatingFileHandler(
            file, maxBytes=_FILE_BYTES, backupCount=_OLD_FILES, encoding="utf-8"
        )
    except OSError:
        # A folder that cannot be written is the server's to explain; the lines stay in memory.
        return None
