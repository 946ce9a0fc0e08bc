"""The visitor's WebSocket: say who you are, subscribe, catch up from disk, then talk."""

import asyncio
from typing import assert_never

from aiohttp import web

from server.actions.conversations import ConversationActions
from server.actions.messages import MessageActions
from server.actions.sessions import SessionActions
from server.api.sockets import Ended, Socket, Sockets, ended_by
from server.api.visitor import refuse_attachments
from server.domain import codec
from server.domain.conversations import (
    Author,
    AuthorKind,
    HandoffReason,
    Message,
    VisitorConversation,
    for_visitor,
)
from server.domain.errors import BadInput, KnownError
from server.domain.events import TypingChanged
from server.domain.frames import (
    BAD_FRAME,
    Ack,
    ErrorFrame,
    Hello,
    Ping,
    Pong,
    Presence,
    Rate,
    Read,
    RequestHandoff,
    SendMessage,
    ToVisitor,
    Typing,
    VisitorFrame,
    Welcome,
)
from server.realtime.bus import Bus
from server.realtime.hub import Hub
from server.realtime.line import Line
from server.security.rate_limit import RateLimit
from server.storage.history import History, Window
from server.storage.people import VisitorSession

BACKLOG_PAGE = 500


class VisitorSocket:
    """Handles every visitor's socket."""

    def __init__(
        self,
        sockets: Sockets,
        sessions: SessionActions,
        history: History,
        hub: Hub,
        actions: "VisitorFrames",
    ) -> None:
        self._sockets = sockets
        self._sessions = sessions
        self._history = history
        self._hub = hub
        self._actions = actions

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """The aiohttp handler."""
        return await self._sockets.serve(request, self._talk)

    async def _talk(self, socket: Socket) -> None:
        hello = await socket.hello(codec.decode_visitor_frame)
        session = await self._session(hello)
        line = Line(socket.outbox)
        with self._hub.visitor(session.conversation_id, session.visitor_id, line):
            await self._catch_up(session, line, hello.after or 0)
            await socket.run(
                codec.decode_visitor_frame,
                lambda frame: self._actions.handle(frame, session, line),
            )

    async def _session(self, hello: Hello) -> VisitorSession:
        if hello.after is not None and hello.after < 0:
            raise Ended(BAD_FRAME, BadInput("out_of_range", "after is 0 or more."))
        try:
            session = await self._sessions.visitor(hello.token)
            self._hub.check_room(session.conversation_id)
        except KnownError as error:
            raise ended_by(error) from error
        return session

    async def _catch_up(self, session: VisitorSession, line: Line, after: int) -> None:
        """Send the backlog in frames that fit the outbox, then what happened meanwhile."""
        conversation, messages = await self._page(session, after)
        line.answer(codec.encode_text(welcome(conversation, messages)))
        line.answer(codec.encode_text(Presence(agents_online=self._hub.agent_sockets)))
        line.release(messages[-1].seq if messages else after)
        self._hub.replay_answer(session.conversation_id, line)

    async def _page(
        self, session: VisitorSession, after: int
    ) -> tuple[VisitorConversation, tuple[Message, ...]]:
        window = Window(after=after, limit=BACKLOG_PAGE, notes=False)
        conversation, messages = await self._history.backlog(session.conversation_id, window)
        found = list(messages)
        while messages and len(messages) == BACKLOG_PAGE:
            window = Window(after=messages[-1].seq, limit=BACKLOG_PAGE, notes=False)
            messages = await self._history.messages(session.conversation_id, window)
            found.extend(messages)
        return for_visitor(conversation), tuple(found)


def welcome(conversation: VisitorConversation, messages: tuple[Message, ...]) -> Welcome:
    """The first frame."""
    return Welcome(
        conversation=conversation,
        messages=messages,
        last_seq=max(conversation.last_seq, messages[-1].seq if messages else 0),
    )


class VisitorFrames:
    """What each frame of a visitor does."""

    def __init__(
        self,
        messages: MessageActions,
        conversations: ConversationActions,
        bus: Bus,
        pace: RateLimit,
    ) -> None:
        self._messages = messages
        self._conversations = conversations
        self._bus = bus
        self._pace = pace

    async def handle(self, frame: VisitorFrame, session: VisitorSession, line: Line) -> None:
        """Do it; a refusal is an `error` frame, and the socket stays open."""
        # Slowed down, not cut off: nothing is lost, and nobody else waits.
        await asyncio.sleep(self._pace.reserve(session.visitor_id))
        try:
            answer = await self._answer(frame, session)
        except KnownError as error:
            client_id = frame.client_id if isinstance(frame, SendMessage) else None
            answer = ErrorFrame(code=error.code, detail=error.detail, client_id=client_id)
        if answer is not None:
            line.answer(codec.encode_text(answer))

    async def _answer(self, frame: VisitorFrame, session: VisitorSession) -> ToVisitor | None:
        where = session.conversation_id
        match frame:
            case SendMessage():
                return await self._send(frame, session)
            case Typing():
                self._typing(session, on=frame.on)
            case Read():
                await self._conversations.read_by_visitor(where, frame.seq)
            case RequestHandoff():
                await self._conversations.hand_off(where, HandoffReason.VISITOR_ASKED)
            case Rate():
                await self._conversations.rate(where, frame.score, frame.comment)
            case Ping():
                return Pong()
            case Hello():
                raise BadInput("said_hello", "You have said hello already.")
            case _:
                assert_never(frame)
        return None

    async def _send(self, frame: SendMessage, session: VisitorSession) -> Ack:
        refuse_attachments(frame.attachments)
        message = await self._messages.post_from_visitor(
            session.conversation_id,
            session.visitor_id,
            client_id=frame.client_id,
            body=frame.body,
        )
        return ack(message)

    def _typing(self, session: VisitorSession, *, on: bool) -> None:
        author = Author(kind=AuthorKind.VISITOR, id=session.visitor_id)
        changed = TypingChanged(conversation_id=session.conversation_id, author=author, on=on)
        self._bus.publish([changed])


def ack(message: Message) -> Ack:
    """It is on disk."""
    return Ack(
        client_id=message.client_id,
        id=message.id,
        seq=message.seq,
        created_at=message.created_at,
    )
