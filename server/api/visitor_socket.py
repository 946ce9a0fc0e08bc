"""The visitor's WebSocket: say who you are, subscribe, catch up from disk, then talk."""

import asyncio
from dataclasses import replace
from typing import assert_never

from aiohttp import web

from server.actions.conversations import ConversationActions
from server.actions.messages import MessageActions
from server.actions.sessions import SessionActions
from server.api.one_socket import Ended, Socket, ended_by
from server.api.ranges import check_seq
from server.api.sockets import Sockets
from server.api.visitor import refuse_attachments
from server.domain import codec
from server.domain.conversations import (
    Author,
    AuthorKind,
    HandoffReason,
    Message,
    for_visitor,
    message_for_visitor,
)
from server.domain.errors import BadInput, KnownError
from server.domain.events import TypingChanged
from server.domain.frames import (
    BAD_FRAME,
    Ack,
    ErrorFrame,
    Hello,
    Helped,
    NewMessage,
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

PAGE = 200  # 4 MB at the very most, which is what WebSocket libraries take


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
            await self._catch_up(session, socket, line, hello.after or 0)
            await socket.run(
                codec.decode_visitor_frame,
                lambda frame: self._actions.handle(frame, session, line),
            )

    async def _session(self, hello: Hello) -> VisitorSession:
        try:
            check_seq("after", hello.after or 0)
        except BadInput as error:
            raise Ended(BAD_FRAME, error) from error
        try:
            session = await self._sessions.visitor(hello.token)
            self._hub.check_room(session.conversation_id)
        except KnownError as error:
            raise ended_by(error) from error
        return session

    async def _catch_up(
        self, session: VisitorSession, socket: Socket, line: Line, after: int
    ) -> None:
        """Send the backlog, the first page as the welcome, then what happened meanwhile."""
        where, window = session.conversation_id, Window(after=after, limit=PAGE, notes=False)
        conversation, page = await self._history.backlog(where, window)
        seen = for_visitor(conversation)
        messages = tuple(map(message_for_visitor, page))
        await socket.send(Welcome(conversation=seen, messages=messages, last_seq=seen.last_seq))
        # A client may remember more than there is: the data may be those of a backup.
        last = page[-1].seq if page else min(after, seen.last_seq)
        while len(page) == PAGE:
            page = await self._history.messages(where, replace(window, after=last))
            for message in page:
                await socket.send(NewMessage(message=message_for_visitor(message)))
                last = message.seq
        await socket.send(Presence(agents_online=self._hub.agent_sockets))
        line.release(last)
        self._hub.replay_answer(where, line)


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
        try:
            # Slowed down, not cut off: nothing is lost, and nobody else waits.
            await asyncio.sleep(self._pace.reserve(session.visitor_id))
            answer = await self._answer(frame, session)
        except KnownError as error:
            client_id = frame.client_id if isinstance(frame, SendMessage) else None
            answer = ErrorFrame(code=error.code, detail=error.detail, client_id=client_id)
        if answer is not None:
            line.answer(codec.encode_text(answer))

    async def _answer(self, frame: VisitorFrame, session: VisitorSession) -> ToVisitor | None:
        match frame:
            case SendMessage():
                return await self._send(frame, session)
            case Typing():
                self._typing(session, on=frame.on)
            case Read() | RequestHandoff() | Helped() | Rate():
                await self._wish(frame, session.conversation_id)
            case Ping():
                return Pong()
            case Hello():
                raise BadInput("said_hello", "You have said hello already.")
            case _:
                assert_never(frame)
        return None

    async def _wish(self, frame: Read | RequestHandoff | Helped | Rate, where: str) -> None:
        match frame:
            case Read():
                await self._conversations.read_by_visitor(where, frame.seq)
            case RequestHandoff():
                await self._conversations.hand_off(where, HandoffReason.VISITOR_ASKED)
            case Helped():
                await self._conversations.helped(where)
            case Rate():
                await self._conversations.rate(where, frame.score, frame.comment)
            case _:
                assert_never(frame)

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
