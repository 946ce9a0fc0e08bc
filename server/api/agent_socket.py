"""The agents' WebSocket: the event stream, resumed from disk by rev, and what agents send."""

from typing import assert_never

from aiohttp import web

from server.actions.conversations import ConversationActions
from server.actions.messages import MessageActions
from server.actions.people import PeopleActions
from server.api.one_socket import Socket, ended_by
from server.api.sockets import Sockets
from server.api.visitor_socket import ack
from server.domain import codec
from server.domain.conversations import Author, AuthorKind
from server.domain.errors import BadInput, KnownError
from server.domain.events import TypingChanged
from server.domain.frames import (
    AgentFrame,
    AgentRead,
    AgentTyping,
    AgentWelcome,
    ErrorFrame,
    Hello,
    Ping,
    Pong,
    Reset,
    SendReply,
    ToAgent,
)
from server.domain.people import Agent
from server.realtime.bus import Bus
from server.realtime.hub import Hub
from server.realtime.line import Line
from server.storage.history import History

# Whoever missed more is quicker with a fresh snapshot.
REPLAY_EVENTS = 200


class AgentSocket:
    """Handles every agent's socket."""

    def __init__(
        self,
        sockets: Sockets,
        people: PeopleActions,
        history: History,
        hub: Hub,
        actions: "AgentFrames",
    ) -> None:
        self._sockets = sockets
        self._people = people
        self._history = history
        self._hub = hub
        self._actions = actions

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """The aiohttp handler."""
        return await self._sockets.serve(request, self._talk)

    async def _talk(self, socket: Socket) -> None:
        hello = await socket.hello(codec.decode_agent_frame)
        agent = await self._agent(hello.token)
        line = Line(socket.outbox)

        async def handle(frame: AgentFrame) -> None:
            await self._actions.handle(frame, agent, line)

        async def still_signed_in() -> None:
            await self._agent(hello.token)

        with self._hub.agent(line):
            await self._catch_up(agent, socket, line, hello.after)
            await socket.run(codec.decode_agent_frame, handle, still=still_signed_in)

    async def _agent(self, token: str) -> Agent:
        try:
            return await self._people.agent(token)
        except KnownError as error:
            raise ended_by(error) from error

    async def _catch_up(self, agent: Agent, socket: Socket, line: Line, after: int | None) -> None:
        """Replay what was missed, or say that everything is to be fetched again."""
        rev = await self._history.rev()
        start = rev if after is None else after
        missed = await self._history.events(start, limit=REPLAY_EVENTS)
        if missed is None:
            await socket.send(AgentWelcome(rev=rev, agent=agent))
            await socket.send(Reset(rev=rev))
            line.release(rev)
        else:
            await socket.send(AgentWelcome(rev=start, agent=agent))
            for event in missed:
                await socket.send(self._hub.event_frame(event))
            line.release(missed[-1].rev if missed else start)
        self._hub.replay_answers(line)


class AgentFrames:
    """What each frame of an agent does."""

    def __init__(
        self, messages: MessageActions, conversations: ConversationActions, bus: Bus
    ) -> None:
        self._messages = messages
        self._conversations = conversations
        self._bus = bus

    async def handle(self, frame: AgentFrame, agent: Agent, line: Line) -> None:
        """Do it; a refusal is an `error` frame, and the socket stays open."""
        try:
            answer = await self._answer(frame, agent)
        except KnownError as error:
            client_id = frame.client_id if isinstance(frame, SendReply) else None
            answer = ErrorFrame(code=error.code, detail=error.detail, client_id=client_id)
        if answer is not None:
            line.answer(codec.encode_text(answer))

    async def _answer(self, frame: AgentFrame, agent: Agent) -> ToAgent | None:
        match frame:
            case SendReply():
                message = await self._messages.post_from_agent(
                    frame.conversation_id,
                    agent,
                    client_id=frame.client_id,
                    body=frame.body,
                    note=frame.kind == "note",
                    suggestion_id=frame.suggestion_id,
                )
                return ack(message)
            case AgentTyping():
                self._typing(frame, agent)
            case AgentRead():
                await self._conversations.read_by_agent(frame.conversation_id, frame.seq)
            case Ping():
                return Pong()
            case Hello():
                raise BadInput("said_hello", "You have said hello already.")
            case _:
                assert_never(frame)
        return None

    def _typing(self, frame: AgentTyping, agent: Agent) -> None:
        author = Author(kind=AuthorKind.AGENT, id=agent.id, name=agent.display_name)
        changed = TypingChanged(conversation_id=frame.conversation_id, author=author, on=frame.on)
        self._bus.publish([changed])
