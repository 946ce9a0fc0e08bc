"""Our own retrieval on real storage: what the assistant would see for each question."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from server.clock import SystemClock
from server.domain.articles import Imported
from server.domain.retrieval import Candidates
from server.ids import RandomIds
from server.knowledge.indexing import ArticleIndexer
from server.knowledge.ranking import Ranked, rank
from server.knowledge.retriever import CANDIDATES, Retriever
from server.knowledge.signs import Signs, read_signs
from server.knowledge.vocabulary import built_in_vocabulary
from server.knowledge.weights import weigh
from server.storage.articles import Articles
from server.storage.database import Database
from tests.eval.collections import Asked, Collection
from tests.eval.measures import Judged

FIRST = 10

VOCABULARY = built_in_vocabulary()


class NoGauges:
    """Nobody watches the writer here."""

    def watch_queue(self, length: Callable[[], float]) -> None:
        """See `WriterGauges`."""

    def committed(self, seconds: float) -> None:
        """See `WriterGauges`."""


@asynccontextmanager
async def stored(collection: Collection) -> AsyncIterator[Articles]:
    """The collection as a knowledge base on disk."""
    with TemporaryDirectory(prefix="deskbell-eval-") as folder:
        database = Database(Path(folder) / "eval.sqlite3", NoGauges())
        await database.open()
        articles = Articles(database, SystemClock(), RandomIds(), ArticleIndexer(VOCABULARY))
        await articles.prepare()
        await articles.put_all(_imported(collection))
        try:
            yield articles
        finally:
            await database.close()


def _imported(collection: Collection) -> list[Imported]:
    return [
        Imported(
            key=key,
            title=phrasings[0],
            body=collection.bodies.get(key, ""),
            questions=phrasings,
        )
        for key, phrasings in collection.articles.items()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What came out, and what each question took."""

    judged: list[Judged]
    seconds: list[float]


async def judge(collection: Collection) -> Timed:
    """Every question of a collection."""
    retriever = Retriever(VOCABULARY)
    timed = Timed(judged=[], seconds=[])
    async with stored(collection) as articles:
        for one in collection.asked:
            started = perf_counter()
            question = retriever.read(one.text)
            found = await articles.candidates(question, limit=CANDIDATES)
            retrieval = retriever.judge(found, limit=FIRST)
            timed.seconds.append(perf_counter() - started)
            keys = [item.article.key for item in retrieval.items]
            timed.judged.append(judged_as(one, keys, retrieval.confidence))
    return timed


def judged_as(asked: Asked, keys: list[str | None], sure: float) -> Judged:
    """Where the right one of these keys stands."""
    place = keys.index(asked.key) if asked.key is not None and asked.key in keys else None
    return Judged(place=place, inside=asked.key is not None, sure=sure)


async def signs(collection: Collection) -> list[tuple[Signs | None, Judged]]:
    """For every question what confidence is made from; None where nothing was found."""
    retriever = Retriever(VOCABULARY)
    rows = []
    async with stored(collection) as articles:
        for one in collection.asked:
            question = retriever.read(one.text)
            found = await articles.candidates(question, limit=CANDIDATES)
            read, ranked = _signs(found)
            keys = [item.candidate.article.key for item in ranked]
            rows.append((read, judged_as(one, keys, 0.0)))
    return rows


def _signs(found: Candidates) -> tuple[Signs | None, tuple[Ranked, ...]]:
    weights = weigh(found)
    ranked = rank(weights, found)
    if not ranked:
        return None, ()
    return read_signs(weights, ranked[0], VOCABULARY.says_little), ranked
