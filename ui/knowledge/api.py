"""The calls of the knowledge page."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from server.domain.articles import Article, ArticleContent
from server.domain.imports import ImportPage, KnowledgeImport
from server.domain.requests import ArticlePage, KnowledgeFound, SearchKnowledge
from server.domain.unanswered import Unanswered, UnansweredPage
from ui.api_client import ApiClient

_ARTICLES = "/knowledge/articles"
_IMPORTS = "/knowledge/imports"
_UNANSWERED = "/knowledge/unanswered"
_PAGE = "200"


class KnowledgeApi:
    """Each raises `KnownError` with what the server said."""

    def __init__(self, api: ApiClient) -> None:
        self._api = api

    async def articles(self, cursor: str | None) -> ArticlePage:
        """The newest first."""
        query = {"limit": _PAGE, "cursor": cursor}
        return await self._api.send("GET", _ARTICLES, ArticlePage, query=query)

    async def add(self, content: ArticleContent) -> Article:
        """A new one."""
        return await self._api.send("POST", _ARTICLES, Article, content)

    async def put(self, article_id: str, content: ArticleContent) -> Article:
        """Instead of what it was."""
        return await self._api.send("PUT", _one(_ARTICLES, article_id), Article, content)

    async def delete(self, article_id: str) -> None:
        """Gone."""
        await self._api.send("DELETE", _one(_ARTICLES, article_id), type(None))

    async def search(self, question: str) -> KnowledgeFound:
        """What the assistant would see."""
        body = SearchKnowledge(query=question)
        return await self._api.send("POST", "/knowledge/search", KnowledgeFound, body)

    async def unanswered(self) -> UnansweredPage:
        """The most asked first."""
        query: dict[str, str | None] = {"limit": _PAGE}
        return await self._api.send("GET", _UNANSWERED, UnansweredPage, query=query)

    async def dismiss(self, question_id: str) -> None:
        """It needs no article."""
        path = f"{_one(_UNANSWERED, question_id)}/dismiss"
        await self._api.send("POST", path, Unanswered)

    async def imports(self) -> ImportPage:
        """The latest, the newest first."""
        return await self._api.send("GET", _IMPORTS, ImportPage)

    async def read_import(self, import_id: str) -> KnowledgeImport:
        """How far it is, and what became of the first things in it."""
        return await self._api.send("GET", _one(_IMPORTS, import_id), KnowledgeImport)

    async def start_import(self, files: Iterable[Path], *, draft: bool) -> KnowledgeImport:
        """These files; with `draft` what is new in them waits to be approved."""
        query = {"draft": "true" if draft else "false"}
        return await self._api.upload(_IMPORTS, files, KnowledgeImport, query=query)


def _one(collection: str, what: str) -> str:
    return f"{collection}/{quote(what, safe='')}"
