"""A knowledge base whose words are simply what stands between spaces."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from server.domain.articles import Article
from server.domain.retrieval import IndexTerms, Question
from server.metrics.counters import Counters
from server.storage.article_index import Indexer
from server.storage.articles import Articles
from server.storage.database import Database
from server.storage.sqlite import FILE_NAME
from tests.server.instruments import CountingIds, ManualClock


def as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class PlainIndexer:
    """A slip is a capital letter where there should be a small one."""

    version: int = 1
    cut: Callable[[str], str] = as_it_is

    def terms(self, article: Article) -> IndexTerms:
        asked = "\n".join((article.title, *article.questions))
        return IndexTerms(asked=self.cut(asked), linked="", told=self.cut(article.body))

    def can_mend(self, word: str) -> bool:
        return word.isalpha()

    def is_slip(self, written: str, known: str) -> bool:
        return written.lower() == known

    def question(self, words: tuple[str, ...]) -> Question:
        return Question(words=words, shares=dict.fromkeys(words, 1.0))


@asynccontextmanager
async def opened_articles(indexer: Indexer) -> AsyncIterator[Articles]:
    """In a file of its own, for as long as it is used."""
    with TemporaryDirectory() as folder:
        database = Database(Path(folder) / FILE_NAME, Counters())
        await database.open()
        articles = Articles(database, ManualClock(), CountingIds(), indexer)
        await articles.prepare()
        try:
            yield articles
        finally:
            await database.close()
