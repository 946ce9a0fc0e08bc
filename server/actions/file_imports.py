"""Files into the knowledge base: read apart, checked, stored, and each thing in them reported."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from server.domain.articles import ArticleContent, ArticleStatus, Imported, Stored, check_content
from server.domain.errors import BadInput, KnownError
from server.domain.imports import ImportItem, ImportRules, ItemOutcome
from server.domain.text import MAX_LINE_CHARS, one_line
from server.knowledge.files.drafts import Draft, Found, Unreadable
from server.knowledge.files.reader import FileReader
from server.knowledge.files.reading import check_name, check_size
from server.storage.articles import Articles

KEY = "file:"

_EDITED = "It was edited here since its last import, and was kept. Force the import to replace it."
_GONE = "It is no longer in the file. Delete it here if it does not hold any more."

Report = Callable[[Sequence[ImportItem]], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file to import.

    Attributes:
        name: Its path as people know it, with `/`; the same name again means the same file.
        refused: Why it is not read at all; None otherwise.
    """

    name: str
    path: Path
    refused: Unreadable | None = None


class FileImports:
    """Reads files one after the other; a bad one harms only itself."""

    def __init__(self, articles: Articles, command: tuple[str, ...]) -> None:
        self._articles = articles
        self._command = command

    async def run(self, files: Iterable[SourceFile], report: Report, rules: ImportRules) -> None:
        """Import them; `report` is awaited with what became of each file."""
        reader, names = FileReader(self._command), set[str]()
        try:
            for file in files:
                await report(await self._one(file, reader, names, rules))
                names.add(file.name)
        finally:
            await reader.close()

    async def _one(
        self, file: SourceFile, reader: FileReader, before: set[str], rules: ImportRules
    ) -> list[ImportItem]:
        try:
            if file.name in before:
                raise _same_name()
            found = await self._read(file, reader)
            return await self._store(file.name, found, rules)
        except KnownError as error:
            return [_refused(file.name, "", error)]
        except OSError as error:
            detail = f"It cannot be opened ({error.strerror}). Check its path and your rights."
            return [_refused(file.name, "", BadInput("not_opened", detail))]

    async def _read(self, file: SourceFile, reader: FileReader) -> list[Found]:
        if file.refused is not None:
            raise file.refused
        check_name(file.name)
        data = await asyncio.to_thread(_bytes_of, file.path)
        return await reader.read(file.name, data)

    async def _store(self, name: str, found: list[Found], rules: ImportRules) -> list[ImportItem]:
        read = [_checked(name, one) for one in found]
        good = [one for one in read if isinstance(one, Imported)]
        stored = iter(await self._put_all(name, good, rules))
        items = [one if isinstance(one, ImportItem) else next(stored) for one in read]
        return items + await self._gone(name, {_key(name, one.place) for one in found})

    async def _put_all(
        self, name: str, good: list[Imported], rules: ImportRules
    ) -> list[ImportItem]:
        """One for each: when the disk fills on the way, what was stored before is stored."""
        new = ArticleStatus.DRAFT if rules.draft else ArticleStatus.LIVE
        items: list[ImportItem] = []
        try:
            async for one in self._articles.put_each(good, keep_edits=not rules.force, new=new):
                items.append(_stored(name, one))  # noqa: PERF401  # those before an error count
        except KnownError as error:
            items += [_refused(name, one.title, error) for one in good[len(items) :]]
        return items

    async def _gone(self, name: str, there: set[str]) -> list[ImportItem]:
        earlier = await self._articles.brought_from(f"{KEY}{name}")
        return [
            ImportItem(
                file=name,
                title=one.title,
                outcome=ItemOutcome.GONE,
                detail=_GONE,
                article_id=one.id,
            )
            for one in earlier
            if one.key not in there
        ]


def _bytes_of(path: Path) -> bytes:
    if not path.is_file() and path.exists():
        raise Unreadable("not_a_file", "It is no file. Name a file, or a folder of files.")
    check_size(path.stat().st_size)
    return path.read_bytes()


def _key(name: str, place: str) -> str:
    return f"{KEY}{name}#{place}" if place else f"{KEY}{name}"


def _checked(name: str, found: Found) -> Imported | ImportItem:
    """As storage takes it, or why it does not."""
    if not isinstance(found, Draft):
        return _refused(name, found.place, BadInput("bad_row", found.detail))
    try:
        check_content(
            ArticleContent(
                title=found.title,
                body=found.body,
                questions=found.questions or (),
                language=found.language or "",
                tags=found.tags or (),
                status=found.status or ArticleStatus.LIVE,
            )
        )
    except BadInput as error:
        return _refused(name, found.title or found.place, error)
    return Imported(
        key=_key(name, found.place),
        title=found.title,
        body=found.body,
        questions=found.questions,
        language=found.language,
        tags=found.tags,
        status=found.status,
    )


def _stored(name: str, stored: Stored) -> ImportItem:
    outcome = ItemOutcome(stored.outcome.value)
    return ImportItem(
        file=name,
        title=stored.article.title,
        outcome=outcome,
        detail=_EDITED if outcome is ItemOutcome.KEPT else "",
        article_id=stored.article.id,
    )


def _refused(name: str, title: str, error: KnownError) -> ImportItem:
    return ImportItem(
        file=name,
        title=one_line(title.encode("utf-8", "replace").decode(), MAX_LINE_CHARS),
        outcome=ItemOutcome.REFUSED,
        code=error.code,
        detail=error.detail.encode("utf-8", "replace").decode(),
    )


def _same_name() -> Unreadable:
    return Unreadable(
        "same_name",
        "Another file of this import has the same name. Rename it, or import the folder above"
        " both.",
    )
