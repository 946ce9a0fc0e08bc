"""What visitors' pages call."""

import asyncio
from dataclasses import dataclass

from server.actions.conversations import ConversationActions
from server.actions.messages import MessageActions
from server.actions.sessions import SessionActions
from server.api.calls import Call, VisitorCall
from server.api.ranges import MAX_PAGE, check_limit, check_seq
from server.domain.conversations import (
    HandoffReason,
    Message,
    VisitorConversation,
    for_visitor,
    message_for_visitor,
)
from server.domain.entity import Entity
from server.domain.errors import BadInput
from server.domain.people import VisitorDetails
from server.domain.requests import (
    PostMessage,
    StartedSession,
    StartSession,
    VisitorMessages,
)
from server.security.hosts import is_loopback
from server.security.rate_limit import RateLimit
from server.storage.history import History, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesAfter(Entity):
    """Which messages: those after this seq."""

    after: int = 0
    limit: int = MAX_PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorLimits:
    """How many sessions an address may start, and how fast a visitor may send."""

    new_sessions: RateLimit
    pace: RateLimit


class VisitorApi:
    """A visitor sees one conversation: the one that the token opens."""

    def __init__(
        self,
        sessions: SessionActions,
        messages: MessageActions,
        conversations: ConversationActions,
        history: History,
        limits: VisitorLimits,
    ) -> None:
        self._sessions = sessions
        self._messages = messages
        self._conversations = conversations
        self._history = history
        self._limits = limits

    async def start_session(self, call: Call, body: StartSession) -> StartedSession:
        """Start a session: a visitor, an empty conversation, and the token that opens it."""
        if not is_loopback(call.address):
            self._limits.new_sessions.check(call.address)
        return await self._sessions.start(
            VisitorDetails(
                locale=body.locale,
                page_url=body.page_url,
                referrer=body.referrer,
                user_agent=call.user_agent,
            )
        )

    async def post(self, call: VisitorCall, body: PostMessage) -> Message:
        """Send a message by plain HTTP, where sockets are blocked.

        The result is the stored message; repeating a `client_id` gives the first result again.
        """
        refuse_attachments(body.attachments)
        session = call.session
        await asyncio.sleep(self._limits.pace.reserve(session.visitor_id))
        return await self._messages.post_from_visitor(
            session.conversation_id,
            session.visitor_id,
            client_id=body.client_id,
            body=body.body,
        )

    async def messages(self, call: VisitorCall, query: MessagesAfter) -> VisitorMessages:
        """Read what came after a seq, by plain HTTP."""
        after, limit = check_seq("after", query.after), check_limit(query.limit)
        window = Window(after=after, limit=limit, notes=False)
        conversation, items = await self._history.backlog(call.session.conversation_id, window)
        more = bool(items) and items[-1].seq < conversation.last_seq and len(items) == query.limit
        return VisitorMessages(
            conversation=for_visitor(conversation),
            items=tuple(map(message_for_visitor, items)),
            next=items[-1].seq if more else None,
        )

    async def request_handoff(self, call: VisitorCall) -> VisitorConversation:
        """Ask for a person, by plain HTTP."""
        conversation = await self._conversations.hand_off(
            call.session.conversation_id, HandoffReason.VISITOR_ASKED
        )
        return for_visitor(conversation)

    async def helped(self, call: VisitorCall) -> VisitorConversation:
        """Say that the assistant's answer was enough, by plain HTTP."""
        conversation = await self._conversations.helped(call.session.conversation_id)
        return for_visitor(conversation)


def refuse_attachments(attachments: tuple[str, ...]) -> None:
    """No file was ever uploaded, so none can be meant."""
    if attachments:
        raise BadInput("no_such_file", "There is no such file. Send the message without it.")
