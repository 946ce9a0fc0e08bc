"""The knowledge base: its articles, and what they have on a question."""

from collections.abc import Iterator
from dataclasses import replace

from server.domain import codec
from server.domain.articles import (
    Article,
    ArticleContent,
    ArticleStatus,
    Imported,
    ImportOutcome,
    check_content,
)
from server.domain.errors import BadInput
from server.domain.requests import BulkItem, BulkReport, KnowledgeFound, KnowledgeItem
from server.domain.retrieval import Question, Retrieval
from server.domain.text import check_unicode
from server.knowledge.retriever import ANSWERABLE, CANDIDATES, Retriever
from server.storage.articles import Articles
from server.storage.recall import Look

MAX_QUERY_CHARS = 2_000
SOURCES = 3  # as many articles as an answer rests on


class KnowledgeActions:
    """Every change goes through here; what is found is a value."""

    def __init__(self, articles: Articles, retriever: Retriever) -> None:
        self._articles = articles
        self._retriever = retriever

    async def page(
        self, *, limit: int, cursor: str | None, status: ArticleStatus | None
    ) -> tuple[tuple[Article, ...], str | None]:
        """Articles, the newest first, and the cursor of the next page."""
        return await self._articles.page(limit=limit, cursor=cursor, status=status)

    async def get(self, article_id: str) -> Article:
        """Raises `NotFound`."""
        return await self._articles.get(article_id)

    async def add(self, content: ArticleContent) -> Article:
        """Raises `BadInput` (`bad_article`)."""
        return await self._articles.add(check_content(content))

    async def put(self, article_id: str, content: ArticleContent) -> Article:
        """Raises `NotFound` or `BadInput` (`bad_article`)."""
        return await self._articles.put(article_id, check_content(content))

    async def delete(self, article_id: str) -> None:
        """Raises `NotFound`."""
        await self._articles.delete(article_id)

    async def put_all(self, lines: bytes) -> BulkReport:
        """Add or update by title, one JSON object a line; a bad line harms only itself."""
        read = list(read_lines(lines))
        good = [one for one in read if isinstance(one, Imported)]
        stored = await self._articles.put_all(good)
        outcomes = (one.outcome.value for one in stored)
        items = tuple(
            one
            if isinstance(one, BulkItem)
            else replace(_DONE, title=one.title, outcome=next(outcomes))
            for one in read
        )
        return BulkReport(
            items=items,
            added=sum(one.outcome is ImportOutcome.ADDED for one in stored),
            updated=sum(one.outcome is ImportOutcome.UPDATED for one in stored),
            refused=sum(one.outcome == "refused" for one in items),
        )

    async def revision(self) -> int:
        """Another number after every change of what the assistant can see."""
        return await self._articles.revision()

    async def find(
        self, text: str, *, limit: int = SOURCES, threshold: float = ANSWERABLE
    ) -> Retrieval:
        """What the articles have on this text; answerable from this confidence on."""
        question = self.read(text)
        found = await self._articles.candidates(question, limit=CANDIDATES)
        return self._retriever.judge(found, limit=limit, threshold=threshold)

    def find_within(self, look: Look, text: str, *, threshold: float) -> Retrieval:
        """The same within a read of more."""
        found = look.candidates(self.read(text), limit=CANDIDATES)
        return self._retriever.judge(found, limit=SOURCES, threshold=threshold)

    def read(self, text: str) -> Question:
        """The text as the articles are asked it."""
        return self._retriever.read(check_unicode(text)[:MAX_QUERY_CHARS])

    async def is_empty(self) -> bool:
        """Whether there is no article that the assistant may use."""
        items, _ = await self._articles.page(limit=1, cursor=None, status=ArticleStatus.LIVE)
        return not items


_DONE = BulkItem(title="", outcome="")


def read_lines(lines: bytes) -> Iterator[Imported | BulkItem]:
    """What each line brings, or why it is refused."""
    for line in lines.splitlines():
        if not line.strip():
            continue
        try:
            content = check_content(codec.decode(ArticleContent, line))
        except BadInput as error:
            shown = line[:80].decode(errors="replace")
            yield BulkItem(title=shown, outcome="refused", detail=error.detail)
        else:
            yield Imported(
                key=content.title,
                title=content.title,
                body=content.body,
                questions=content.questions,
                language=content.language,
                tags=content.tags,
                status=content.status,
            )


def shown(retrieval: Retrieval) -> KnowledgeFound:
    """What was found, as the API tells it."""
    return KnowledgeFound(
        items=tuple(
            KnowledgeItem(
                article_id=one.article.id,
                title=one.article.title,
                score=one.score,
                excerpt=one.excerpt,
            )
            for one in retrieval.items
        ),
        confidence=retrieval.confidence,
        answerable=retrieval.answerable,
    )
