"""The desk with a server that says what the test wants: signals, verbs, marks, typing."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from functools import partial

import aiohttp
import pytest
from PySide6.QtWidgets import QApplication

from server.domain.conversations import Author, AuthorKind
from server.domain.events import MessageCreated, TypingChanged
from server.domain.frames import NOT_SIGNED_IN, AgentRead, AgentTyping, AgentWelcome, Hello
from server.domain.requests import ConversationPage, MessagePage
from tests.support.desk_sample import ME, line, mia, mia_messages, sample_desk
from tests.support.fake_desk_server import FakeDeskServer
from tests.support.qt import wait_until
from ui.conversation.typing_notice import TypingNotice
from ui.desk import Desk
from ui.state import Link
from ui.tasks import Tasks
from ui.typing_expiry import TypingExpiry

HER = Author(kind=AuthorKind.VISITOR, id="v-mia", name="Mia Chen")


@dataclass(frozen=True, kw_only=True)
class Connected:
    desk: Desk
    server: FakeDeskServer


@pytest.fixture
async def connected(qapp: QApplication) -> AsyncIterator[Connected]:
    """Signed in and online, with Mia's conversation known and open."""
    tasks = Tasks(lambda name, failure: pytest.fail(f"{name}: {failure!r}"))
    async with FakeDeskServer() as server, aiohttp.ClientSession() as session:
        desk = sample_desk(session, tasks, server.url)
        server.answer(
            ConversationPage(items=(mia(),), next=None, rev=100),
            ConversationPage(items=(), next=None, rev=100),
            ConversationPage(items=(), next=None, rev=100),
            MessagePage(items=tuple(mia_messages()), next=None),
        )
        desk.start()
        await wait_until(lambda: server.heard)
        await server.say(AgentWelcome(rev=100, agent=ME))
        await wait_until(lambda: desk.state.link is Link.ONLINE)
        desk.open("c-mia")
        await wait_until(lambda: "c-mia" in desk.state.windows)
        yield Connected(desk=desk, server=server)
        await tasks.end()


def heard(connected: Connected, frame: object) -> Callable[[], bool]:
    return lambda: frame in connected.server.heard


async def test_it_says_who_it_is_and_what_it_holds(connected: Connected) -> None:
    assert connected.server.heard == [Hello(token="token", after=100)]


async def test_a_visitors_message_is_announced_once(connected: Connected) -> None:
    desk = connected.desk
    seq = desk.state.conversations["c-mia"].last_seq + 1
    news: list[object] = []
    desk.arrived.connect(news.append)
    event = MessageCreated(
        rev=101,
        message=line(seq, HER, "hello", minutes=0),
        conversation=replace(mia(), last_seq=seq),
    )
    desk.apply(event)
    desk.apply(event)
    mine = line(seq + 1, Author(kind=AuthorKind.AGENT, id=ME.id, name="x"), "hi", minutes=0)
    desk.apply(MessageCreated(rev=102, message=mine, conversation=replace(mia(), last_seq=seq + 1)))
    assert news == [event]


async def test_signals_name_what_changed(connected: Connected) -> None:
    desk = connected.desk
    told: list[str] = []
    desk.conversation_changed.connect(lambda id: told.append(f"conversation {id}"))
    desk.thread_changed.connect(lambda id: told.append(f"thread {id}"))
    desk.typing_changed.connect(lambda id: told.append(f"typing {id}"))
    desk.outbox_changed.connect(lambda: told.append("outbox"))
    desk.apply(TypingChanged(conversation_id="c-mia", author=HER, on=True))
    desk.keep_draft("c-mia", "x")
    desk.discard("unknown")
    assert told == ["typing c-mia", "conversation c-mia"]
    connected.server.answer(line(99, HER, "x", minutes=0))
    desk.send("c-mia", "hello")
    assert told[2:] == ["thread c-mia", "outbox"]


async def test_a_verb_is_busy_until_it_is_answered(connected: Connected) -> None:
    handling = connected.desk.handling
    connected.server.answer(mia())
    handling.give_back("c-mia")
    handling.give_back("c-mia")
    assert handling.is_busy("c-mia")
    await wait_until(lambda: not handling.is_busy("c-mia"))
    asked = [asked for asked in connected.server.asked if "give-back" in asked]
    assert len(asked) == 1


async def test_a_refused_verb_is_said_in_words(connected: Connected) -> None:
    trouble: list[str] = []
    connected.desk.troubled.connect(trouble.append)
    connected.server.refuse(409, "taken_by_other")
    connected.desk.handling.take("c-mia")
    await wait_until(partial(bool, trouble))
    assert trouble == ["Another agent already has this conversation."]


async def test_a_lost_sign_in_is_told(connected: Connected) -> None:
    out: list[int] = []
    connected.desk.signed_out.connect(lambda: out.append(1))
    connected.server.refuse(401, "not_signed_in")
    connected.desk.handling.resolve("c-mia")
    await wait_until(partial(bool, out))


async def test_fetching_in_vain_is_quiet(connected: Connected) -> None:
    trouble: list[str] = []
    connected.desk.troubled.connect(trouble.append)
    connected.server.refuse(503, "closing")
    connected.server.answer(mia())
    far = line(90, HER, "far", minutes=0)
    desk = connected.desk
    desk.apply(MessageCreated(rev=101, message=far, conversation=replace(mia(), last_seq=90)))
    await wait_until(lambda: any("after=" in asked for asked in connected.server.asked))
    desk.handling.resolve("c-mia")
    await wait_until(lambda: not desk.handling.is_busy("c-mia"))
    assert trouble == []


async def test_reading_is_told_once(connected: Connected) -> None:
    read = AgentRead(conversation_id="c-mia", seq=mia().last_seq)
    connected.desk.read()
    connected.desk.read()
    await wait_until(heard(connected, read))
    connected.desk.typing("c-mia", on=True)
    await wait_until(heard(connected, AgentTyping(conversation_id="c-mia", on=True)))
    assert connected.server.heard.count(read) == 1


async def test_typing_is_told_at_its_beginning_and_end(connected: Connected) -> None:
    notice = TypingNotice(connected.desk, connected.desk)
    for _ in range(5):
        notice.changed("c-mia", writing=True)
    notice.changed("c-mia", writing=False)
    notice.stop()
    off = AgentTyping(conversation_id="c-mia", on=False)
    await wait_until(heard(connected, off))
    on = AgentTyping(conversation_id="c-mia", on=True)
    assert [frame for frame in connected.server.heard if isinstance(frame, AgentTyping)] == [
        on,
        off,
    ]


async def test_typing_that_is_never_ended_ends_by_itself(connected: Connected) -> None:
    expiry = TypingExpiry(connected.desk, lasts_ms=1)
    ended: list[TypingChanged] = []
    expiry.expired.connect(ended.append)
    typing = TypingChanged(conversation_id="c-mia", author=HER, on=True)
    expiry.renew(typing)
    expiry.renew(typing)
    await wait_until(partial(bool, ended))
    assert ended == [replace(typing, on=False)]


async def test_signed_in_again_it_goes_on_where_it_was(connected: Connected) -> None:
    desk, server = connected.desk, connected.server
    out: list[int] = []
    desk.signed_out.connect(lambda: out.append(1))
    await server.hang_up(NOT_SIGNED_IN)
    await wait_until(partial(bool, out))
    assert desk.state.link is Link.OFFLINE
    desk.resume()
    desk.resume()
    await wait_until(lambda: server.heard.count(Hello(token="token", after=100)) == 2)
    await server.say(AgentWelcome(rev=100, agent=ME))
    await wait_until(lambda: desk.state.link is Link.ONLINE)
    assert len(server.sockets) == 2
