"""Which reader reads which file. The libraries are loaded by the reader that needs them."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import PurePosixPath
from typing import cast

from server.knowledge.files.drafts import Found, Unreadable, numbered

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_FOUND = 20_000

READERS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plain",
    ".html": "web",
    ".htm": "web",
    ".csv": "table",
    ".tsv": "table",
    ".xlsx": "sheets",
    ".pdf": "pdf",
    ".docx": "word",
}

Read = Callable[[bytes, str], Iterable[Found]]


def check_name(name: str) -> str:
    """The reader's name; raises `Unreadable` (`unknown_type`)."""
    ending = PurePosixPath(name).suffix.lower()
    if ending not in READERS:
        raise Unreadable(
            "unknown_type",
            f"Files of the type “{ending or 'none'}” cannot be read. Save it as Markdown, text,"
            " HTML, CSV, Excel (.xlsx), Word (.docx) or PDF.",
        )
    return READERS[ending]


def check_size(size: int) -> None:
    """Raises `Unreadable`."""
    if size > MAX_FILE_BYTES:
        most = MAX_FILE_BYTES // (1024 * 1024)
        raise Unreadable("too_large", f"The file is larger than {most} MB. Split it.")


def read_file(data: bytes, name: str) -> list[Found]:
    """What the file holds; raises `Unreadable`."""
    check_size(len(data))
    reader = cast(Read, import_module(f"server.knowledge.files.{check_name(name)}").read)
    found = list(numbered(reader(data, PurePosixPath(name).stem)))
    if not found:
        raise Unreadable("empty_file", "There is no text in it. Write some, and import it again.")
    if len(found) > MAX_FOUND:
        raise Unreadable("too_large", f"It holds over {MAX_FOUND:,} articles. Split the file.")
    return found
