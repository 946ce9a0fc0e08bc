"""The live connection: resume, reset, gaps, and what is not a server at all."""

import asyncio
import random
from collections.abc import AsyncIterator

import aiohttp
import pytest

from server.domain.conversations import Author, AuthorKind
from server.domain.errors import NotSignedIn, Unavailable
from server.domain.events import (
    AnswerCancelled,
    AnswerDelta,
    ConversationUpdated,
    Event,
    MessageCreated,
    PresenceChanged,
    SettingsChanged,
    TypingChanged,
)
from server.domain.frames import (
    NOT_SIGNED_IN,
    TOO_SLOW,
    AgentTyping,
    AgentWelcome,
    CancelledAnswer,
    ConversationUpdatedData,
    Delta,
    EventData,
    EventFrame,
    Hello,
    MessageCreatedData,
    Pong,
    PresenceChangedData,
    Reset,
    SettingsChangedData,
    ToAgent,
    VisitorTypingData,
)
from tests.support.desk_sample import ME, mia, mia_messages
from tests.support.fake_desk_server import FakeDeskServer
from tests.support.qt import wait_until
from ui.api_client import ApiClient
from ui.live import Live, to_event
from ui.state import Link
from ui.tasks import Tasks

HER = Author(kind=AuthorKind.VISITOR, id="v", name="Mia")


class Memory:
    """Whoever is told; remembers it."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.links: list[Link] = []
        self.fetched = 0
        self.is_signed_out = False
        self.known: int | None = None
        self.trouble: list[Exception] = []

    def rev(self) -> int | None:
        return self.known

    async def refetch(self) -> None:
        if self.trouble:
            raise self.trouble.pop(0)
        self.fetched += 1
        self.known = 10 * self.fetched

    def deliver(self, event: Event) -> None:
        self.events.append(event)
        if isinstance(event, MessageCreated | ConversationUpdated):
            self.known = event.rev

    def link_changed(self, link: Link) -> None:
        self.links.append(link)

    def signed_out(self) -> None:
        self.is_signed_out = True


@pytest.fixture
async def server() -> AsyncIterator[FakeDeskServer]:
    async with FakeDeskServer() as server:
        yield server


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
async def live(server: FakeDeskServer, memory: Memory) -> AsyncIterator[Live]:
    failures: list[Exception] = []
    tasks = Tasks(lambda _name, failure: failures.append(failure))
    async with aiohttp.ClientSession() as session:
        live = Live(session, ApiClient(session, server.url, "token"), memory, random.Random(1))
        tasks.start("live", live.run())
        yield live
        await tasks.end()
    assert failures == []


def updated(rev: int) -> EventFrame:
    data = ConversationUpdatedData(conversation=mia())
    return EventFrame(rev=rev, name="conversation.updated", data=data)


async def hellos(server: FakeDeskServer, count: int) -> list[Hello]:
    """Once there are so many."""
    await wait_until(lambda: len(_hellos(server)) >= count)
    return _hellos(server)


def _hellos(server: FakeDeskServer) -> list[Hello]:
    return [frame for frame in server.heard if isinstance(frame, Hello)]


async def welcome(server: FakeDeskServer, memory: Memory, times: int = 1) -> None:
    """The client is in, for the first time or again."""
    await hellos(server, times)
    await server.say(AgentWelcome(rev=1, agent=ME))
    await wait_until(lambda: memory.links.count(Link.ONLINE) >= times)


async def test_it_fetches_once_and_says_what_it_holds(
    server: FakeDeskServer, memory: Memory, live: Live
) -> None:
    await welcome(server, memory)
    assert await hellos(server, 1) == [Hello(token="token", after=10)]
    assert (memory.fetched, memory.links) == (1, [Link.ONLINE])


async def test_a_cut_connection_goes_on_where_it_was(
    server: FakeDeskServer, memory: Memory, live: Live
) -> None:
    await welcome(server, memory)
    await server.say(updated(11))
    await wait_until(lambda: memory.known == 11)
    await server.hang_up(TOO_SLOW)
    await welcome(server, memory, times=2)
    assert (await hellos(server, 2))[1].after == 11
    assert (memory.fetched, memory.links) == (1, [Link.ONLINE, Link.OFFLINE, Link.ONLINE])


async def test_a_reset_begins_again_from_a_snapshot(
    server: FakeDeskServer, memory: Memory, live: Live
) -> None:
    await welcome(server, memory)
    await server.say(Reset(rev=500))
    assert (await hellos(server, 2))[1].after == 20
    assert memory.fetched == 2


async def test_a_missing_event_begins_again_from_a_snapshot(
    server: FakeDeskServer, memory: Memory, live: Live
) -> None:
    await welcome(server, memory)
    await server.say(updated(13))
    assert (await hellos(server, 2))[1].after == 20
    assert memory.events == []


@pytest.mark.parametrize("text", ["not json", '{"type": "surprise"}', "[]"])
async def test_what_it_does_not_understand_ends_the_connection(
    server: FakeDeskServer, memory: Memory, live: Live, text: str
) -> None:
    await welcome(server, memory)
    await server.say_text(text)
    await hellos(server, 2)


async def test_a_lost_sign_in_ends_it(server: FakeDeskServer, memory: Memory, live: Live) -> None:
    await hellos(server, 1)
    await server.hang_up(NOT_SIGNED_IN)
    await wait_until(lambda: memory.is_signed_out)
    assert memory.links == [Link.OFFLINE]


async def test_a_sign_in_refused_while_fetching_ends_it_too(
    server: FakeDeskServer, memory: Memory, live: Live
) -> None:
    await welcome(server, memory)
    memory.trouble.append(NotSignedIn("not_signed_in", "No."))
    await server.say(Reset(rev=1))
    await wait_until(lambda: memory.is_signed_out)


async def test_trouble_while_fetching_is_tried_again_in_a_hurry(
    server: FakeDeskServer, memory: Memory, live: Live
) -> None:
    await welcome(server, memory)
    memory.trouble += [Unavailable("unreachable", "No.")] * 3
    await server.say(Reset(rev=1))
    while memory.fetched < 2:
        live.hurry()
        await asyncio.sleep(0.01)
    assert (await hellos(server, 2))[1].after == 20


async def test_frames_go_out_while_it_is_online(
    server: FakeDeskServer, memory: Memory, live: Live
) -> None:
    typing = AgentTyping(conversation_id="c", on=True)
    await live.send(typing)
    await welcome(server, memory)
    await live.send(typing)
    await wait_until(lambda: server.heard.count(typing) == 1)
    await server.hang_up()
    await wait_until(lambda: Link.OFFLINE in memory.links)
    await live.send(typing)
    assert server.heard.count(typing) == 1


MESSAGE = next(mia_messages())


def event_frame(data: EventData) -> EventFrame:
    return EventFrame(rev=5, name="any", data=data)


@pytest.mark.parametrize(
    ("frame", "event"),
    [
        (
            event_frame(MessageCreatedData(message=MESSAGE, conversation=mia())),
            MessageCreated(rev=5, message=MESSAGE, conversation=mia()),
        ),
        (
            event_frame(ConversationUpdatedData(conversation=mia())),
            ConversationUpdated(rev=5, conversation=mia()),
        ),
        (
            event_frame(VisitorTypingData(conversation_id="c", author=HER, on=True)),
            TypingChanged(conversation_id="c", author=HER, on=True),
        ),
        (
            event_frame(PresenceChangedData(conversation_id="c", visitor_id="v", online=True)),
            PresenceChanged(conversation_id="c", visitor_id="v", online=True),
        ),
        (event_frame(SettingsChangedData(section="widget")), SettingsChanged(section="widget")),
        (
            Delta(conversation_id="c", answer_id="a", index=2, text="x"),
            AnswerDelta(conversation_id="c", answer_id="a", index=2, text="x"),
        ),
        (
            CancelledAnswer(conversation_id="c", answer_id="a"),
            AnswerCancelled(conversation_id="c", answer_id="a"),
        ),
        (Delta(answer_id="a", index=2, text="x"), None),
        (Pong(), None),
    ],
)
def test_frames_in_the_words_of_the_domain(frame: ToAgent, event: Event | None) -> None:
    assert to_event(frame) == event
