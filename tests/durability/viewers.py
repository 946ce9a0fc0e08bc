"""Clients that only watch: a second tab of a visitor, and an agent's window."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from server.domain import codec
from server.domain.conversations import Conversation
from server.domain.frames import (
    ConversationUpdatedData,
    ErrorFrame,
    EventFrame,
    MessageCreatedData,
    NewMessage,
    Reset,
    ToAgent,
    ToVisitor,
    Welcome,
)
from tests.durability.calls import Caller, frames, keep_calling
from tests.durability.notes import Complaints, DeskNotes, PageNotes, SeenEvent, SeenReset
from tests.durability.office import Office, offline


def show(frame: ToVisitor, page: PageNotes, complaints: Complaints) -> None:
    """What a page does with a frame."""
    match frame:
        case Welcome(messages=messages):
            for message in messages:
                page.see(message)
        case NewMessage(message=message):
            page.see(message)
        case ErrorFrame():
            complaints.add(page.name, f"{frame.code}: {frame.detail}")
        case _:
            pass


def never() -> bool:
    """Viewers watch until they are sent away."""
    return False


@dataclass(frozen=True, slots=True)
class Watching:
    """What viewers share: how long one stays away from a dead server, and whom to complain to."""

    away: Callable[[], float]
    complaints: Complaints

    async def run(self, talk: Callable[[], Awaitable[None]]) -> None:
        await keep_calling(talk, never, self.complaints, self.away)


class Tab:
    """A second tab: comes back with the last seq that it has seen."""

    def __init__(self, caller: Caller, page: PageNotes, watching: Watching) -> None:
        self._caller = caller
        self._page = page
        self._watching = watching

    async def run(self) -> None:
        await self._watching.run(self._talk)

    async def _talk(self) -> None:
        async with self._caller.socket("public/socket", self._page.last) as socket:
            heard = frames(socket, codec.decode_for_visitor, self._watching.complaints)
            async for frame in heard:
                show(frame, self._page, self._watching.complaints)


class Desk:
    """An agent's window: resumes by rev, and fetches everything anew when told to."""

    def __init__(
        self, caller: Caller, office: Office, notes: DeskNotes, watching: Watching
    ) -> None:
        self._caller = caller
        self._office = office
        self._notes = notes
        self._watching = watching
        self._fetched_at = 0

    async def run(self) -> None:
        await self._watching.run(self._talk)

    async def _talk(self) -> None:
        async with self._caller.socket("socket", self._notes.rev) as socket:
            heard = frames(socket, codec.decode_for_agent, self._watching.complaints)
            async for frame in heard:
                await self._hear(frame)

    async def _hear(self, frame: ToAgent) -> None:
        match frame:
            case EventFrame(rev=rev, data=MessageCreatedData() as data):
                message = data.message
                told = (message.conversation_id, message.seq, message.client_id)
                self._note(SeenEvent(rev, told), data.conversation)
            case EventFrame(rev=rev, data=ConversationUpdatedData() as data):
                self._note(SeenEvent(rev), data.conversation)
            case Reset(rev=rev):
                await self._fetch()
                self._notes.seen.append(SeenReset(rev))
            case ErrorFrame():
                self._watching.complaints.add("desk", f"{frame.code}: {frame.detail}")
            case _:
                pass

    def _note(self, event: SeenEvent, conversation: Conversation) -> None:
        self._notes.seen.append(event)
        if event.rev > self._fetched_at:
            self._notes.conversations[conversation.id] = offline(conversation)

    async def _fetch(self) -> None:
        standing = await self._office.standing()
        self._fetched_at = standing.rev
        self._notes.conversations = standing.conversations
