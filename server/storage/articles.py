"""Articles on disk, and their numbered changes. What finds them is in `article_index`."""

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from server.clock import Clock
from server.domain import codec
from server.domain.articles import (
    Article,
    ArticleContent,
    ArticleStatus,
    Imported,
    ImportOutcome,
    Stored,
)
from server.domain.errors import BadInput, NotFound
from server.domain.retrieval import Candidates, Question
from server.ids import Ids
from server.storage import article_index
from server.storage.article_imports import (
    Brought,
    added,
    joined,
    merged,
    read_brought,
    was_edited,
)
from server.storage.article_index import ArticleIndex, Indexer
from server.storage.article_rows import article, article_row
from server.storage.database import Database
from server.storage.rows import Row
from server.storage.sqlite import SqliteFile
from server.storage.statement import Statement, slot, slots
from server.storage.tables_knowledge import ArticleTable, KnowledgeTable

AT_ONCE = 20  # so many articles are cut into terms and stored in some 50 ms


class Articles:
    """Every change of the knowledge base: in one commit the article, its index, the revision.

    The revision grows by one with each commit that changed anything, so whoever keeps something
    that was made from articles knows by one number whether it still holds.
    """

    def __init__(self, database: Database, clock: Clock, ids: Ids, indexer: Indexer) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self._indexer = indexer
        self._index = ArticleIndex(indexer)

    async def prepare(self) -> None:
        """Index everything anew when another version of the program has made the index."""
        await self._database.write(self._prepare)

    async def revision(self) -> int:
        """How often the knowledge base has changed."""
        return await self._database.read(revision)

    async def get(self, article_id: str) -> Article:
        """Raises `NotFound`."""
        return await self._database.read(lambda file: load(file, article_id)[1])

    async def page(
        self, *, limit: int, cursor: str | None, status: ArticleStatus | None = None
    ) -> tuple[tuple[Article, ...], str | None]:
        """Newest first, and the cursor of the next page; raises `BadInput` (`bad_cursor`)."""
        before = _decode_cursor(cursor) if cursor else None
        found = await self._database.read(lambda file: _page(file, limit, before, status))
        more = len(found) > limit
        last = str(found[limit - 1]["number"]) if more else None
        return tuple(article(row) for row in found[:limit]), last

    async def candidates(self, question: Question, *, limit: int) -> Candidates:
        """The live articles that share most with the question; see `article_index`."""

        def query(file: SqliteFile) -> Candidates:
            with file.atomic():
                return self.propose(file, question, limit=limit)

        return await self._database.read(query)

    def propose(self, file: SqliteFile, question: Question, *, limit: int) -> Candidates:
        """The same within a read of more."""
        return self._index.candidates(file, question, revision=revision(file), limit=limit)

    async def add(self, content: ArticleContent) -> Article:
        """A new article."""
        new = self._article(content, self._ids.new(), key=None)
        return await self._database.write(lambda file: self._insert(file, new, advance(file)))

    async def put(self, article_id: str, content: ArticleContent) -> Article:
        """The article with this content; unchanged content changes nothing. Raises `NotFound`."""

        def job(file: SqliteFile) -> Article:
            number, before = load(file, article_id)
            after = self._article(content, before.id, key=before.key)
            if same(before, after):
                return before
            return self._update(file, number, after, advance(file))

        return await self._database.write(job)

    async def delete(self, article_id: str) -> None:
        """Raises `NotFound`."""

        def job(file: SqliteFile) -> None:
            number, _ = load(file, article_id)
            advance(file)
            article_index.remove(file, number)
            ArticleTable.delete().where(ArticleTable.number == number).execute(file)

        await self._database.write(job)

    async def put_all(self, items: Iterable[Imported]) -> tuple[Stored, ...]:
        """The same as `put_each`, all of them, as the import wants it."""
        return tuple([one async for one in self.put_each(items)])

    async def put_each(
        self,
        items: Iterable[Imported],
        *,
        keep_edits: bool = False,
        new: ArticleStatus = ArticleStatus.LIVE,
    ) -> AsyncIterator[Stored]:
        """Add or update by key; the same again changes nothing.

        With `keep_edits` an article whose text was edited here since its last import stays as it
        is, and so does all else that was changed here. A `new` one whose import names no status
        gets this. A few in each commit: a visitor's message must not wait for a long import to end.
        """
        for some in batched(items, AT_ONCE):
            job = partial(self._put_some, items=some, keep_edits=keep_edits, new=new)
            for stored in await self._database.write(job):
                yield stored

    async def brought_from(self, key: str) -> tuple[Article, ...]:
        """The articles that imports brought under this key, or below it, after a `#`."""
        first, beyond = f"{key}#", f"{key}$"  # `$` is the character that follows `#`
        query = ArticleTable.select().where(
            (ArticleTable.key == key) | ((ArticleTable.key >= first) & (ArticleTable.key < beyond))
        )
        return await self._database.read(
            lambda file: tuple(article(row) for row in query.dicts().execute(file))
        )

    def _put_some(
        self,
        file: SqliteFile,
        items: tuple[Imported, ...],
        *,
        keep_edits: bool,
        new: ArticleStatus,
    ) -> list[Stored]:
        next_revision = revision(file) + 1
        stored = []
        for item in items:
            rows = FIND_BY_KEY.rows(file, key=item.key)
            if rows:
                one = self._put_again(file, item, rows[0], next_revision, keep_edits=keep_edits)
            else:
                one = self._put_new(file, item, added(item, new), next_revision)
            stored.append(one)
        if any(one.outcome in _CHANGES for one in stored):
            advance(file)
        return stored

    def _put_new(
        self, file: SqliteFile, item: Imported, content: ArticleContent, number_of_change: int
    ) -> Stored:
        new = self._article(content, self._ids.new(), key=item.key)
        brought = codec.encode_text(Brought.of(content))
        stored = self._insert(file, new, number_of_change, imported=brought)
        return Stored(article=stored, outcome=ImportOutcome.ADDED)

    def _put_again(
        self, file: SqliteFile, item: Imported, row: Row, number_of_change: int, *, keep_edits: bool
    ) -> Stored:
        number, before, imported = row["number"], article(row), row["imported"]
        wanted = merged(item, before)
        stays = joined(wanted, before, read_brought(imported)) if keep_edits else wanted
        after = self._article(stays, before.id, key=before.key)
        outcome = ImportOutcome.UPDATED
        if same(before, after):
            outcome = ImportOutcome.UNCHANGED
        elif keep_edits and was_edited(before, imported):
            return Stored(article=before, outcome=ImportOutcome.KEPT)
        else:
            before = self._update(file, number, after, number_of_change)
        if imported != (brought := codec.encode_text(Brought.of(wanted))):
            MARK_IMPORTED.run(file, which=number, imported=brought)
        return Stored(article=before, outcome=outcome)

    def _article(self, content: ArticleContent, article_id: str, *, key: str | None) -> Article:
        return Article(
            id=article_id,
            key=key,
            title=content.title,
            body=content.body,
            questions=content.questions,
            language=content.language,
            tags=content.tags,
            status=content.status,
            revision=0,
            updated_at=self._clock.now(),
        )

    def _insert(
        self, file: SqliteFile, new: Article, number_of_change: int, imported: str | None = None
    ) -> Article:
        new = replace(new, revision=number_of_change)
        number = INSERT.insert(file, imported=imported, **article_row(new))
        article_index.put(file, self._indexer, number, new)
        return new

    def _update(
        self, file: SqliteFile, number: int, after: Article, number_of_change: int
    ) -> Article:
        after = replace(after, revision=number_of_change)
        UPDATE.run(file, which=number, **article_row(after))
        article_index.put(file, self._indexer, number, after)
        return after

    def _prepare(self, file: SqliteFile) -> None:
        made_by = KnowledgeTable.select(KnowledgeTable.index_version).scalar(file)
        if made_by == self._indexer.version:
            return
        article_index.clear(file)
        for row in list(ArticleTable.select().dicts().execute(file)):
            article_index.put(file, self._indexer, row["number"], article(row))
        KnowledgeTable.update(index_version=self._indexer.version).execute(file)


_CHANGES = frozenset({ImportOutcome.ADDED, ImportOutcome.UPDATED})


def revision(file: SqliteFile) -> int:
    """Of the knowledge base as this connection sees it."""
    return int(REVISION.rows(file)[0]["revision"])


def advance(file: SqliteFile) -> int:
    """The number of the change that is being made."""
    KnowledgeTable.update(revision=KnowledgeTable.revision + 1).execute(file)
    return revision(file)


def load(file: SqliteFile, article_id: str) -> tuple[int, Article]:
    """The article and its number; raises `NotFound`."""
    for row in FIND_BY_ID.rows(file, id=article_id):
        return row["number"], article(row)
    raise NotFound("no_such_article", "There is no such article.")


def same(before: Article, after: Article) -> bool:
    """Whether nobody could tell the two apart."""
    return before == replace(after, revision=before.revision, updated_at=before.updated_at)


def _page(
    file: SqliteFile, limit: int, before: int | None, status: ArticleStatus | None
) -> list[Row]:
    query = ArticleTable.select()
    if before is not None:
        query = query.where(ArticleTable.number < before)
    if status is not None:
        query = query.where(ArticleTable.status == status.value)
    return list(query.order_by(ArticleTable.number.desc()).limit(limit + 1).dicts().execute(file))


def _decode_cursor(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
        raise BadInput("bad_cursor", "The cursor is not one that this list gave.")
    return int(cursor)


def batched(items: Iterable[Imported], size: int) -> Iterator[tuple[Imported, ...]]:
    """So many at a time."""
    rest = iter(items)
    while some := tuple(islice(rest, size)):
        yield some


REVISION = Statement(KnowledgeTable.select(KnowledgeTable.revision))
INSERT = Statement(ArticleTable.insert(slots(ArticleTable, but={"number"})))
UPDATE = Statement(
    ArticleTable.update(slots(ArticleTable, but={"number", "imported"})).where(
        ArticleTable.number == slot("which")
    )
)
MARK_IMPORTED = Statement(
    ArticleTable.update({"imported": slot("imported")}).where(ArticleTable.number == slot("which"))
)
FIND_BY_ID = Statement(ArticleTable.select().where(ArticleTable.id == slot("id")))
FIND_BY_KEY = Statement(ArticleTable.select().where(ArticleTable.key == slot("key")))
