"""The calls that put conversations in order and note what is known of visitors."""

from datetime import datetime
from urllib.parse import quote

from server.domain.canned import CannedReplyPage
from server.domain.conversations import Conversation, Priority
from server.domain.people import Visitor
from server.domain.requests import AgentPage, Assign, ConversationPage
from server.domain.triage import PutPriority, PutTags, PutVisitor, Snooze, TagList
from ui.api_client import ApiClient


class TriageApi:
    """Each raises `KnownError` with what the server said."""

    def __init__(self, api: ApiClient) -> None:
        self._api = api

    async def assign(self, conversation_id: str, agent_id: str, comment: str) -> Conversation:
        """To this agent, whoever has it; the comment becomes a note."""
        body = Assign(agent_id=agent_id, comment=comment)
        return await self._change("POST", conversation_id, "assign", body)

    async def snooze(self, conversation_id: str, until: datetime) -> Conversation:
        """Aside until then, or until the visitor writes."""
        return await self._change("POST", conversation_id, "snooze", Snooze(until=until))

    async def put_tags(self, conversation_id: str, tags: tuple[str, ...]) -> Conversation:
        """These and no others."""
        return await self._change("PUT", conversation_id, "tags", PutTags(tags=tags))

    async def put_priority(self, conversation_id: str, priority: Priority) -> Conversation:
        """How much it presses."""
        return await self._change(
            "PUT", conversation_id, "priority", PutPriority(priority=priority)
        )

    async def tags(self) -> TagList:
        """All in use, the most used first."""
        return await self._api.send("GET", "/tags", TagList)

    async def agents(self) -> AgentPage:
        """The team."""
        return await self._api.send("GET", "/agents", AgentPage)

    async def canned(self) -> CannedReplyPage:
        """All canned replies."""
        return await self._api.send("GET", "/canned-replies", CannedReplyPage)

    async def put_visitor(self, visitor_id: str, noted: PutVisitor) -> Visitor:
        """What is left out stays as it is."""
        return await self._api.send("PUT", _visitor(visitor_id), Visitor, noted)

    async def earlier(self, visitor_id: str, *, limit: int) -> ConversationPage:
        """A visitor's conversations, the latest first."""
        path = f"{_visitor(visitor_id)}/conversations"
        return await self._api.send("GET", path, ConversationPage, query={"limit": str(limit)})

    async def _change(
        self, method: str, conversation_id: str, what: str, body: object
    ) -> Conversation:
        path = f"/conversations/{quote(conversation_id, safe='')}/{what}"
        return await self._api.send(method, path, Conversation, body)


def _visitor(visitor_id: str) -> str:
    return f"/visitors/{quote(visitor_id, safe='')}"
