"""Tags, priority, snoozing, and what is known of a visitor."""

from dataclasses import dataclass

from server.actions.triage import TriageActions
from server.api.calls import AgentCall
from server.api.ranges import check_limit
from server.domain.conversations import Conversation
from server.domain.entity import Entity
from server.domain.people import Visitor
from server.domain.requests import ConversationPage
from server.domain.triage import PutPriority, PutTags, PutVisitor, Snooze, Tag, TagList
from server.realtime.hub import Hub
from server.storage.history import Filter, History
from server.storage.triage import Triage


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEarlier(Entity):
    """A page of a visitor's conversations."""

    limit: int = 20
    cursor: str | None = None


class TriageApi:
    """For agents alone: no visitor's route or frame shows any of it."""

    def __init__(self, actions: TriageActions, stored: Triage, history: History, hub: Hub) -> None:
        self._actions = actions
        self._stored = stored
        self._history = history
        self._hub = hub

    async def snooze(self, call: AgentCall, body: Snooze) -> Conversation:
        """Put a conversation aside until a time, within a year; the visitor's word wakes it."""
        return self._seen(await self._actions.snooze(call.params["id"], body.until))

    async def put_tags(self, call: AgentCall, body: PutTags) -> Conversation:
        """Tag a conversation: up to 20 tags, each once whatever its case."""
        return self._seen(await self._actions.put_tags(call.params["id"], body.tags))

    async def put_priority(self, call: AgentCall, body: PutPriority) -> Conversation:
        """Say how much a conversation presses."""
        return self._seen(await self._actions.put_priority(call.params["id"], body.priority))

    async def tags(self, call: AgentCall) -> TagList:
        """List the tags in use, the most used first."""
        del call
        found = await self._stored.tags()
        return TagList(items=tuple(Tag(name=name, count=count) for name, count in found))

    async def put_visitor(self, call: AgentCall, body: PutVisitor) -> Visitor:
        """Note what is known of a visitor; what is left out stays. Only the team sees it."""
        return await self._actions.put_visitor(call.params["id"], body)

    async def earlier(self, call: AgentCall, query: ListEarlier) -> ConversationPage:
        """List a visitor's conversations, the latest first."""
        check_limit(query.limit)
        rev = await self._history.rev()
        which = Filter(visitor=call.params["id"])
        found, following = await self._history.conversations(
            which, limit=query.limit, cursor=query.cursor
        )
        return ConversationPage(items=tuple(map(self._seen, found)), next=following, rev=rev)

    def _seen(self, conversation: Conversation) -> Conversation:
        return self._hub.with_presence(conversation)
