"""The index of the articles' words: SQLite's FTS5 over terms that are cut elsewhere.

Cutting text into terms is not the engine's work: its own tokenizers find nothing in Chinese. It
gets terms with spaces between, and its `ascii` tokenizer leaves each of them whole. Only live
articles are in it.
"""

from collections.abc import Mapping
from typing import Protocol

from server.domain.articles import Article, ArticleStatus
from server.domain.retrieval import Candidate, Candidates, IndexTerms, Question
from server.storage.article_rows import article
from server.storage.sqlite import SqliteFile
from server.storage.tables_knowledge import ArticleTable
from server.storage.term_counts import TermCounts

# A question that shares a word with everything need not look at everything to find its best.
ENOUGH_POSTINGS = 4_000
SHORTEST_BEGINNING = 4


class Indexer(Protocol):
    """What storage must be told to index an article and to find it."""

    @property
    def version(self) -> int:
        """Another number, and everything is indexed anew."""
        ...

    def terms(self, article: Article) -> IndexTerms:
        """No term holds white space or ASCII punctuation."""
        ...

    def can_mend(self, word: str) -> bool:
        """Whether the word, when no article holds it, may be another one, mistyped."""
        ...

    def is_slip(self, written: str, known: str) -> bool:
        """Whether the first word may be the second one, mistyped."""
        ...

    def question(self, words: tuple[str, ...]) -> Question:
        """The question that these words ask."""
        ...


def put(file: SqliteFile, indexer: Indexer, number: int, now: Article) -> None:
    """Index an article as it is now."""
    remove(file, number)
    if now.status is not ArticleStatus.LIVE:
        return
    terms = indexer.terms(now)
    file.execute_sql(
        "INSERT INTO article_index (rowid, asked, linked, told) VALUES (?, ?, ?, ?)",
        (number, terms.asked, terms.linked, terms.told),
    )
    for word in {word for word in terms.asked.split() if indexer.can_mend(word)}:
        file.execute_sql("INSERT OR IGNORE INTO article_word (word) VALUES (?)", (word,))


def remove(file: SqliteFile, number: int) -> None:
    """Forget an article, indexed or not; its words may stay, unused."""
    file.execute_sql("DELETE FROM article_index WHERE rowid = ?", (number,))


def clear(file: SqliteFile) -> None:
    """Forget all."""
    file.execute_sql("DELETE FROM article_index")
    file.execute_sql("DELETE FROM article_word")


class ArticleIndex:
    """Proposes articles; what it learns about terms holds as long as the revision does."""

    def __init__(self, indexer: Indexer) -> None:
        self._indexer = indexer
        self._counts = TermCounts()

    def candidates(
        self, file: SqliteFile, asked: Question, *, revision: int, limit: int
    ) -> Candidates:
        """What shares most with the question, and how rare its terms are."""
        question = self._mended(file, asked, revision)
        counts = self._counts.of(file, question.shares, revision)
        patterns = [f'"{term}"' for term in _worth_matching(counts)]
        patterns += [f'"{start}"*' for start in self._beginnings(question, counts)]
        return Candidates(
            question=question,
            items=_matching(file, patterns, limit),
            total=_total(file),
            counts=counts,
            revision=revision,
        )

    def _beginnings(self, question: Question, counts: Mapping[str, int]) -> set[str]:
        """Of words that no article holds as they are: it may hold another form of them."""
        unknown = {word for word in question.words if word not in counts}
        return {_beginning(word) for word in unknown if self._indexer.can_mend(word)}

    def _mended(self, file: SqliteFile, asked: Question, revision: int) -> Question:
        counts = self._counts.of(file, asked.words, revision)
        unknown = {word for word in asked.words if word not in counts}
        mended = {word: self._meant(file, word, revision) for word in unknown}
        words = tuple(mended.get(word, word) for word in asked.words)
        return asked if words == asked.words else self._indexer.question(words)

    def _meant(self, file: SqliteFile, word: str, revision: int) -> str:
        """The commonest word that this one may be a slip of; its first letter is taken as right."""
        if not self._indexer.can_mend(word):
            return word
        near = file.execute_sql(
            "SELECT word FROM article_word"
            " WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?",
            (word[0], chr(ord(word[0]) + 1), len(word) - 1, len(word) + 1),
        )
        known = [other for (other,) in near.fetchall() if self._indexer.is_slip(word, other)]
        counts = self._counts.of(file, known, revision)
        return max(counts, key=lambda other: (counts[other], other), default=word)


def _worth_matching(counts: Mapping[str, int]) -> list[str]:
    """The rarest terms, as many as can be matched in a moment; at least one."""
    chosen: list[str] = []
    postings = 0
    for term in sorted(counts, key=lambda term: counts[term]):
        postings += counts[term]
        if chosen and postings > ENOUGH_POSTINGS:
            break
        chosen.append(term)
    return chosen


def _beginning(word: str) -> str:
    return word[: max(SHORTEST_BEGINNING, len(word) * 2 // 3)]


def _matching(file: SqliteFile, patterns: list[str], limit: int) -> tuple[Candidate, ...]:
    if not patterns:
        return ()
    best = file.execute_sql(
        "SELECT rowid FROM article_index WHERE article_index MATCH ?"
        " ORDER BY bm25(article_index, 2, 2, 1) LIMIT ?",
        (" OR ".join(patterns), limit),
    )
    numbers = [number for (number,) in best.fetchall()]
    rows = ArticleTable.select().where(ArticleTable.number.in_(numbers)).dicts().execute(file)
    articles = {row["number"]: article(row) for row in rows}
    return tuple(
        Candidate(article=articles[number], terms=_terms(file, number)) for number in numbers
    )


def _terms(file: SqliteFile, number: int) -> IndexTerms:
    sql = "SELECT asked, linked, told FROM article_index WHERE rowid = ?"
    asked, linked, told = file.execute_sql(sql, (number,)).fetchone()
    return IndexTerms(asked=asked, linked=linked, told=told)


def _total(file: SqliteFile) -> int:
    sql = "SELECT count(*) FROM article WHERE status = ?"
    return int(file.execute_sql(sql, (ArticleStatus.LIVE.value,)).fetchone()[0])
