"""All articles as the window knows them, and what somebody has changed and not saved yet."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from server.domain.articles import Article, ArticleContent, ArticleStatus
from ui.knowledge.api import KnowledgeApi

NEW = ""


class Library(QObject):
    """Edits outlive a look at another article; the server has the last word.

    Attributes:
        known: Whether the articles were fetched.

    Signals:
        changed: There are other articles, or one of them is another.
        edited: This article has edits that are not saved, or has none any more.
    """

    changed = Signal()
    edited = Signal(str)

    def __init__(self, api: KnowledgeApi) -> None:
        super().__init__()
        self.api = api
        self.known = False
        self._articles: dict[str, Article] = {}
        self._edits: dict[str, ArticleContent] = {}

    def __getitem__(self, article_id: str) -> Article:
        return self._articles[article_id]

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._articles

    @property
    def articles(self) -> list[Article]:
        """The latest first."""
        return sorted(self._articles.values(), key=lambda one: one.updated_at, reverse=True)

    @property
    def drafts(self) -> int:
        """How many wait to be approved."""
        return sum(one.status is ArticleStatus.DRAFT for one in self._articles.values())

    def content(self, article_id: str) -> ArticleContent:
        """As it stands in the editor: with the edits, where there are some."""
        if article_id in self._edits:
            return self._edits[article_id]
        found = self._articles.get(article_id)
        return ArticleContent(title="", body="") if found is None else content_of(found)

    def is_edited(self, article_id: str) -> bool:
        """Whether something of it is not saved."""
        return article_id in self._edits

    def edit(self, article_id: str, content: ArticleContent) -> None:
        """Somebody types."""
        stored = self._articles.get(article_id)
        saved = ArticleContent(title="", body="") if stored is None else content_of(stored)
        was = self._edits.get(article_id)
        if content == saved:
            self._edits.pop(article_id, None)
        else:
            self._edits[article_id] = content
        if (was is None) != (article_id not in self._edits):
            self.edited.emit(article_id)

    def forget(self, article_id: str) -> None:
        """Give the edits up."""
        if self._edits.pop(article_id, None) is not None:
            self.edited.emit(article_id)

    async def load(self) -> None:
        """All of them, page by page; raises `KnownError`."""
        found: dict[str, Article] = {}
        cursor: str | None = None
        while True:
            page = await self.api.articles(cursor)
            found |= {one.id: one for one in page.items}
            cursor = page.next
            if cursor is None:
                break
        self.known, self._articles = True, found
        self.changed.emit()

    async def save(self, article_id: str, *, live: bool | None = None) -> Article:
        """What stands in the editor; `live` approves it, or takes it back. Raises `KnownError`."""
        content = self.content(article_id)
        if live is not None:
            status = ArticleStatus.LIVE if live else ArticleStatus.DRAFT
            content = replace(content, status=status)
        if article_id in self._articles:
            saved = await self.api.put(article_id, content)
        else:
            saved = await self.api.add(content)
        self._edits.pop(article_id, None)
        self._articles[saved.id] = saved
        self.changed.emit()
        self.edited.emit(saved.id)
        return saved

    async def delete(self, article_id: str) -> Callable[[], ArticleContent]:
        """Gone; what it said can be asked for, to write it anew. Raises `KnownError`."""
        content = content_of(self._articles[article_id])
        await self.api.delete(article_id)
        del self._articles[article_id]
        self._edits.pop(article_id, None)
        self.changed.emit()
        return lambda: content

    async def write_anew(self, content: ArticleContent) -> None:
        """What was deleted, or came from elsewhere; raises `KnownError`."""
        saved = await self.api.add(content)
        self._articles[saved.id] = saved
        self.changed.emit()


def content_of(article: Article) -> ArticleContent:
    """What people write of it."""
    return ArticleContent(
        title=article.title,
        body=article.body,
        questions=article.questions,
        language=article.language,
        tags=article.tags,
        status=article.status,
    )
