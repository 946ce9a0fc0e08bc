"""What agents call: conversations and their messages."""

from dataclasses import dataclass
from typing import Literal

from server.actions.conversations import ConversationActions
from server.actions.messages import MessageActions
from server.actions.modes import Modes
from server.actions.people import PeopleActions
from server.api.calls import AgentCall
from server.api.ranges import check_limit, check_seq
from server.domain.conversations import Conversation, HandlerKind, Message, Priority, Status
from server.domain.entity import Entity
from server.domain.errors import BadInput
from server.domain.requests import (
    Assign,
    ConversationPage,
    MessagePage,
    PostReply,
)
from server.domain.settings import AssistantMode
from server.realtime.hub import Hub
from server.storage.conversations import Conversations
from server.storage.history import Filter, History, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class ListConversations(Entity):
    """Which conversations; `assignee` is an agent's id or `me`, `q` is looked for in messages.

    Attributes:
        waiting: Only those whose visitor waits for a person, or only the others.
        sort: `latest`, or `longest_wait`: then those who do not wait are left out.
    """

    status: Status | None = None
    handler: HandlerKind | None = None
    assignee: str | None = None
    visitor: str | None = None
    tag: str | None = None
    priority: Priority | None = None
    waiting: bool | None = None
    q: str | None = None
    sort: Literal["latest", "longest_wait"] = "latest"
    limit: int = 50
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMessages(Entity):
    """Which messages: the first after a seq, else the last before one, else the newest."""

    after: int | None = None
    before: int | None = None
    limit: int = 100
    cursor: str | None = None


class ConversationReads:
    """What is there."""

    def __init__(self, stored: Conversations, history: History, hub: Hub) -> None:
        self._stored = stored
        self._history = history
        self._hub = hub

    async def list(self, call: AgentCall, query: ListConversations) -> ConversationPage:
        """List conversations, the latest first. Those in which nothing was said are left out."""
        check_limit(query.limit)
        rev = await self._history.rev()
        which = Filter(
            status=query.status,
            handler=query.handler,
            assignee=call.agent.id if query.assignee == "me" else query.assignee,
            visitor=query.visitor,
            tag=query.tag,
            priority=query.priority,
            waiting=query.waiting,
            text=query.q,
            longest_wait=query.sort == "longest_wait",
        )
        found, following = await self._history.conversations(
            which, limit=query.limit, cursor=query.cursor
        )
        items = tuple(map(self._hub.with_presence, found))
        return ConversationPage(items=items, next=following, rev=rev)

    async def get(self, call: AgentCall) -> Conversation:
        """Read one conversation."""
        return self._hub.with_presence(await self._stored.get(call.params["id"]))

    async def messages(self, call: AgentCall, query: ListMessages) -> MessagePage:
        """Read messages, the oldest first.

        `after` pages forward, `before` backward; `next` is the cursor of the page beyond, for the
        same direction.
        """
        check_limit(query.limit)
        await self._stored.get(call.params["id"])
        after, before = seq_range(query)
        window = Window(after=after, before=before, limit=query.limit + 1)
        found = await self._history.messages(call.params["id"], window)
        more = len(found) > query.limit
        if after is not None:
            items = found[: query.limit]
            return MessagePage(items=items, next=f"after:{items[-1].seq}" if more else None)
        items = found[-query.limit :]
        return MessagePage(items=items, next=f"before:{items[0].seq}" if more else None)


class ConversationChanges:
    """Each goes through its action."""

    def __init__(
        self,
        conversations: ConversationActions,
        messages: MessageActions,
        people: PeopleActions,
        modes: Modes,
        hub: Hub,
    ) -> None:
        self._conversations = conversations
        self._messages = messages
        self._people = people
        self._modes = modes
        self._hub = hub

    async def post(self, call: AgentCall, body: PostReply) -> Message:
        """Send a reply, or leave a note that only agents see.

        A reply takes the conversation from the assistant or the queue. Repeating a `client_id`
        gives the first result again; with another body it is refused. `suggestion_id` names the
        suggestion that a reply came from: it is accepted or edited with it.
        """
        return await self._messages.post_from_agent(
            call.params["id"],
            call.agent,
            client_id=body.client_id,
            body=body.body,
            note=body.kind == "note",
            suggestion_id=body.suggestion_id,
        )

    async def take(self, call: AgentCall) -> Conversation:
        """Take a conversation from the assistant or the queue; an answer under way is cancelled."""
        return self._seen(await self._conversations.take(call.params["id"], call.agent))

    async def assign(self, call: AgentCall, body: Assign) -> Conversation:
        """Give a conversation to an agent, whoever has it; a comment becomes a note with it."""
        colleague = await self._people.colleague(body.agent_id)
        changed = await self._conversations.assign(
            call.params["id"], colleague, by=call.agent, comment=body.comment
        )
        return self._seen(changed)

    async def give_back(self, call: AgentCall) -> Conversation:
        """Give a conversation back to the assistant, or to the queue when it does not answer."""
        mode = await self._modes.now()
        changed = await self._conversations.give_back(
            call.params["id"],
            call.agent,
            assistant_answers=mode is AssistantMode.ANSWER,
        )
        return self._seen(changed)

    async def resolve(self, call: AgentCall) -> Conversation:
        """Close a conversation; the visitor's next message opens it again."""
        return self._seen(await self._conversations.resolve(call.params["id"], call.agent))

    async def reopen(self, call: AgentCall) -> Conversation:
        """Open a resolved conversation again."""
        return self._seen(await self._conversations.reopen(call.params["id"], call.agent))

    def _seen(self, conversation: Conversation) -> Conversation:
        return self._hub.with_presence(conversation)


def seq_range(query: ListMessages) -> tuple[int | None, int | None]:
    """(after, before): the cursor moves the one that it names."""
    after = None if query.after is None else check_seq("after", query.after)
    before = None if query.before is None else check_seq("before", query.before)
    if query.cursor is not None:
        side, _, seq = query.cursor.partition(":")
        if side not in {"after", "before"} or not seq.isdecimal() or len(seq) > 15:
            raise BadInput("bad_cursor", "The cursor is not one that this list gave.")
        return (int(seq), before) if side == "after" else (None, int(seq))
    return after, before
