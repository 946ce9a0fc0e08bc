"""The desktop's only WebSocket code: connect, resume, back off, and hand events to the desk."""

import asyncio
import random
from collections.abc import Awaitable
from typing import Protocol

import aiohttp

from server.domain import codec
from server.domain.errors import BadInput, KnownError, NotSignedIn
from server.domain.events import (
    AnswerCancelled,
    AnswerDelta,
    ConversationUpdated,
    Event,
    MessageCreated,
    PresenceChanged,
    SettingsChanged,
    SuggestionChanged,
    TypingChanged,
)
from server.domain.frames import (
    NOT_SIGNED_IN,
    AgentFrame,
    AgentWelcome,
    CancelledAnswer,
    ConversationUpdatedData,
    Delta,
    EventFrame,
    Hello,
    MessageCreatedData,
    PresenceChangedData,
    Reset,
    SettingsChangedData,
    SuggestionData,
    ToAgent,
    VisitorTypingData,
)
from ui.api_client import ApiClient
from ui.state import Link

# Home routers drop idle connections at 60 s; half of it also notices a dead server in time.
_HEARTBEAT_SECONDS = 25.0
_FIRST_WAIT_SECONDS = 0.5
_LONGEST_WAIT_SECONDS = 30.0
# A connection that lived this long was a good one: the next trouble is a new trouble.
_STABLE_SECONDS = 30.0
_CONNECT_SECONDS = 10.0


class Feed(Protocol):
    """Whoever is told; see `ui.desk.Desk`."""

    def rev(self) -> int | None:
        """The last event that the state holds; None when a snapshot is needed first."""

    async def refetch(self) -> None:
        """Get a snapshot; raises `KnownError`."""

    def deliver(self, event: Event) -> None:
        """An event of the stream, in order."""

    def link_changed(self, link: Link) -> None:
        """The connection came or went."""

    def signed_out(self) -> None:
        """The server does not know the token any more."""


class _Lost(Exception):
    """The connection ended, or what it carried does not fit: start again from what is held."""


class Live:
    """One connection at a time, for as long as `run` runs."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        api: ApiClient,
        feed: Feed,
        chance: random.Random,
    ) -> None:
        self._session = session
        self._api = api
        self._feed = feed
        self._chance = chance
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._awake = asyncio.Event()
        self._stale = False
        self._failures = 0

    async def run(self) -> None:
        """Stay connected until cancelled or signed out."""
        try:
            while True:
                await self._attempt()
                self._feed.link_changed(Link.OFFLINE)
                await self._back_off()
        except NotSignedIn:
            self._feed.link_changed(Link.OFFLINE)
            self._feed.signed_out()

    def hurry(self) -> None:
        """There is reason to hope: try again now."""
        self._failures = 0
        self._awake.set()

    async def send(self, frame: AgentFrame) -> None:
        """Typing and read marks: not worth keeping when there is no connection."""
        socket = self._socket
        if socket is None or socket.closed:
            return
        try:
            await socket.send_str(codec.encode_text(frame))
        except ConnectionError:
            return  # the receiving side notices it too, and connects again

    # --- one connection -------------------------------------------------------------------------

    async def _attempt(self) -> None:
        """Connect and listen until it ends; only a lost sign-in is an error here."""
        clock = asyncio.get_running_loop().time
        started = clock()
        try:
            if self._stale or self._feed.rev() is None:
                await self._feed.refetch()
                self._stale = False
            await self._listen()
        except NotSignedIn:
            raise
        except (KnownError, _Lost, aiohttp.ClientError, TimeoutError, OSError):
            self._failures = 0 if clock() - started > _STABLE_SECONDS else self._failures + 1
        finally:
            self._socket = None

    async def _listen(self) -> None:
        async with asyncio.timeout(_CONNECT_SECONDS):
            socket = await self._session.ws_connect(
                f"{self._api.base_url}/api/v1/socket", heartbeat=_HEARTBEAT_SECONDS, max_msg_size=0
            )
        async with socket:
            await socket.send_str(
                codec.encode_text(Hello(token=self._api.token, after=self._feed.rev()))
            )
            await self._receive(socket)

    async def _receive(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                break
            self._on_frame(socket, _decoded(message.data))
        if socket.close_code == NOT_SIGNED_IN:
            raise NotSignedIn("not_signed_in", "Sign in again.")
        raise _Lost

    def _on_frame(self, socket: aiohttp.ClientWebSocketResponse, frame: ToAgent) -> None:
        if isinstance(frame, AgentWelcome):
            self._socket = socket
            self._feed.link_changed(Link.ONLINE)
        elif isinstance(frame, Reset):
            self._stale = True
            self._awake.set()  # the server itself asks for it: nothing to wait for
            raise _Lost
        elif event := to_event(frame):
            self._check_gapless(event)
            self._feed.deliver(event)

    def _check_gapless(self, event: Event) -> None:
        """Durable events are dense: a missing one means that the state would stay wrong."""
        rev = self._feed.rev()
        if isinstance(event, MessageCreated | ConversationUpdated) and event.rev > (rev or 0) + 1:
            self._stale = True
            raise _Lost

    async def _back_off(self) -> None:
        """Each desktop waits its own time, so that they do not all come back in one moment."""
        longest = min(_LONGEST_WAIT_SECONDS, _FIRST_WAIT_SECONDS * 2 ** min(self._failures, 10))
        delay = longest * (0.5 + self._chance.random() / 2)
        await _within(delay, self._awake.wait())
        self._awake.clear()


async def _within(seconds: float, waited_for: Awaitable[object]) -> None:
    try:
        await asyncio.wait_for(waited_for, seconds)
    except TimeoutError:
        return


def _decoded(text: str) -> ToAgent:
    try:
        return codec.decode_for_agent(text)
    except BadInput as error:
        raise _Lost from error


def to_event(frame: ToAgent) -> Event | None:
    """What a frame tells, in the words of the domain; None for those that tell nothing."""
    match frame:
        case EventFrame():
            return _from_stream(frame)
        case Delta(conversation_id=str() as conversation_id):
            return AnswerDelta(
                conversation_id=conversation_id,
                answer_id=frame.answer_id,
                index=frame.index,
                text=frame.text,
            )
        case CancelledAnswer(conversation_id=str() as conversation_id):
            return AnswerCancelled(conversation_id=conversation_id, answer_id=frame.answer_id)
        case _:
            return None


def _from_stream(frame: EventFrame) -> Event:
    match frame.data:
        case MessageCreatedData(message=message, conversation=conversation):
            return MessageCreated(rev=frame.rev, message=message, conversation=conversation)
        case ConversationUpdatedData(conversation=conversation):
            return ConversationUpdated(rev=frame.rev, conversation=conversation)
        case VisitorTypingData(conversation_id=where, author=author, on=on):
            return TypingChanged(conversation_id=where, author=author, on=on)
        case PresenceChangedData(conversation_id=where, visitor_id=visitor_id, online=online):
            return PresenceChanged(conversation_id=where, visitor_id=visitor_id, online=online)
        case SettingsChangedData(section=section):
            return SettingsChanged(section=section)
        case SuggestionData(suggestion=suggestion):
            return SuggestionChanged(suggestion=suggestion)
