"""Which files the paths of an import name, and what each is called."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from server.actions.file_imports import SourceFile
from server.knowledge.files.drafts import Unreadable

_NOT_MEANT = (".", "~$")  # hidden, and what Office leaves beside an open file


def source_files(paths: Iterable[Path]) -> list[SourceFile]:
    """Every file; those in a folder by their path from that folder on, its own name included."""
    return [one for path in paths for one in _files(path)]


def _files(path: Path) -> Iterator[SourceFile]:
    whole = path.absolute().resolve()
    if not whole.is_dir():
        yield SourceFile(name=_text(whole.name), path=path, refused=_missing(whole))
        return
    for folder, folders, names in os.walk(whole):
        folders[:] = sorted(name for name in folders if not name.startswith(_NOT_MEANT))
        for name in sorted(name for name in names if not name.startswith(_NOT_MEANT)):
            file = Path(folder) / name
            yield SourceFile(name=_text(file.relative_to(whole.parent).as_posix()), path=file)


def _missing(path: Path) -> Unreadable | None:
    if path.exists():
        return None
    return Unreadable("no_such_file", "There is no such file or folder. Check the path.")


def _text(name: str) -> str:
    """A name that is no Unicode is shown, and stored, with a mark in place of what is odd."""
    return name.encode("utf-8", "replace").decode()
