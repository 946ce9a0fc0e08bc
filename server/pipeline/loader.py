"""Which plugins there are: files and packages in the plugins' folder, installed distributions."""

import ast
import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from server.domain.plugins import MAX_PLUGINS, PluginSource
from server.domain.text import MAX_LINE_CHARS, one_line
from server.pipeline.host import GROUP

_MOST_SOURCE_BYTES = 4 * 1024 * 1024

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A plugin on this PC; none of its code has run.

    Attributes:
        path: The file or folder; None for a distribution.
        title: The first line of its docstring.
        digest: Another one means that it has changed.
    """

    name: str
    source: PluginSource
    path: Path | None
    title: str
    digest: str


def installed() -> Iterable[EntryPoint]:
    """The entry points of installed distributions."""
    return entry_points(group=GROUP)


def find(folder: Path, points: Callable[[], Iterable[EntryPoint]]) -> tuple[Found, ...]:
    """All of them by name. Of two with one name, that in the folder counts."""
    found = {one.name: one for one in (*_distributions(points()), *_in_folder(folder))}
    return tuple(sorted(found.values(), key=lambda one: one.name)[:MAX_PLUGINS])


def _distributions(points: Iterable[EntryPoint]) -> Iterator[Found]:
    for point in points:
        version = point.dist.version if point.dist else ""
        yield Found(
            name=point.name,
            source=PluginSource.DISTRIBUTION,
            path=None,
            title=f"{point.value} {version}".strip(),
            digest=version,
        )


def _in_folder(folder: Path) -> Iterator[Found]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = path.name.removesuffix(".py")
        if not name.isidentifier() or name.startswith("_"):
            continue
        try:
            if path.is_file() and path.suffix == ".py":
                yield _found(name, PluginSource.FILE, path, (path,))
            elif (path / "__init__.py").is_file():
                yield _found(name, PluginSource.PACKAGE, path, sorted(path.rglob("*.py")))
        except OSError as error:
            log.warning("plugin %s cannot be read: %s", name, error.strerror)


def _found(name: str, source: PluginSource, path: Path, files: Iterable[Path]) -> Found:
    main = path if source is PluginSource.FILE else path / "__init__.py"
    return Found(name=name, source=source, path=path, title=_title(main), digest=_digest(files))


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            digest.update(file.read(_MOST_SOURCE_BYTES))
    return digest.hexdigest()


def _title(main: Path) -> str:
    """What the plugin says about itself, read without running it."""
    with main.open("rb") as file:
        source = file.read(_MOST_SOURCE_BYTES)
    try:
        said = ast.get_docstring(ast.parse(source)) or ""
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return ""
    return one_line(said.partition("\n")[0], MAX_LINE_CHARS)
