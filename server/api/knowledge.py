"""The knowledge base: its articles, and the preview of what the assistant would see."""

from dataclasses import dataclass

from server.actions.knowledge import KnowledgeActions, shown
from server.api.calls import AgentCall
from server.api.ranges import check_limit
from server.domain.articles import Article, ArticleContent, ArticleStatus
from server.domain.entity import Entity
from server.domain.requests import ArticlePage, BulkReport, KnowledgeFound, SearchKnowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class ListArticles(Entity):
    """Which articles."""

    status: ArticleStatus | None = None
    limit: int = 50
    cursor: str | None = None


class KnowledgeApi:
    """Agents write it, the assistant reads it."""

    def __init__(self, knowledge: KnowledgeActions) -> None:
        self._knowledge = knowledge

    async def list(self, call: AgentCall, query: ListArticles) -> ArticlePage:
        """List articles, the newest first."""
        del call
        items, following = await self._knowledge.page(
            limit=check_limit(query.limit), cursor=query.cursor, status=query.status
        )
        return ArticlePage(items=items, next=following)

    async def get(self, call: AgentCall) -> Article:
        """Read one article."""
        return await self._knowledge.get(call.params["id"])

    async def add(self, call: AgentCall, body: ArticleContent) -> Article:
        """Add an article; a draft is kept from the assistant."""
        del call
        return await self._knowledge.add(body)

    async def add_all(self, call: AgentCall, body: bytes) -> BulkReport:
        """Add or update articles, one JSON object a line; the same title again updates.

        Each line has a report of its own; a bad one harms only itself.
        """
        del call
        return await self._knowledge.put_all(body)

    async def put(self, call: AgentCall, body: ArticleContent) -> Article:
        """Save an article."""
        return await self._knowledge.put(call.params["id"], body)

    async def delete(self, call: AgentCall) -> None:
        """Delete an article."""
        await self._knowledge.delete(call.params["id"])

    async def search(self, call: AgentCall, body: SearchKnowledge) -> KnowledgeFound:
        """What the assistant would see: the articles nearest to a question, and how sure it is."""
        del call
        return shown(await self._knowledge.find(body.query, limit=check_limit(body.limit)))
