"""What the desk asks for when it lacks something."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from server.domain.conversations import Conversation
from server.domain.requests import ConversationPage, MessagePage
from tests.support.desk_sample import ME, others, resolved
from tests.support.fake_desk_server import FakeDeskServer
from tests.ui.test_store import conversation, said_between, snapshot
from ui.api_client import ApiClient
from ui.changes import Change
from ui.fetching import Fetching, is_behind
from ui.state import State
from ui.store import apply


class Asking:
    """A state and what fills it."""

    def __init__(self, api: ApiClient) -> None:
        self.state = State(me=ME)
        self.fetching = Fetching(api, lambda: self.state, self.apply)

    def apply(self, change: Change) -> None:
        self.state = apply(self.state, change)

    @property
    def seqs(self) -> list[int]:
        return [message.seq for message in self.state.windows["c"].messages]


@pytest.fixture
async def server() -> AsyncIterator[FakeDeskServer]:
    async with FakeDeskServer() as server:
        yield server


@pytest.fixture
async def asking(server: FakeDeskServer) -> AsyncIterator[Asking]:
    async with aiohttp.ClientSession() as session:
        yield Asking(ApiClient(session, server.url, "token"))


def page(*items: Conversation, cursor: str | None = None, rev: int = 7) -> ConversationPage:
    return ConversationPage(items=items, next=cursor, rev=rev)


def messages(first: int, last: int) -> MessagePage:
    return MessagePage(items=said_between(first, last), next=None)


def queries(server: FakeDeskServer) -> list[str]:
    return [asked.partition("?")[2] for asked in server.asked]


async def test_a_snapshot_is_all_that_is_open_and_the_latest_of_the_rest(
    server: FakeDeskServer, asking: Asking
) -> None:
    first, second, *_ = others()
    server.answer(
        page(first, cursor="more"), page(second, rev=9), page(), page(resolved(), cursor="n")
    )
    await asking.fetching.snapshot()
    assert set(asking.state.conversations) == {first.id, second.id, "c-done"}
    assert (asking.state.rev, asking.state.loaded) == (7, True)
    assert "cursor=more" in queries(server)[1]


async def test_further_resolved_ones_come_by_cursor_until_there_are_none(
    server: FakeDeskServer, asking: Asking
) -> None:
    server.answer(page(), page(), page(resolved(), cursor="n"), page(conversation()))
    await asking.fetching.snapshot()
    await asking.fetching.older_conversations()
    await asking.fetching.older_conversations()
    assert set(asking.state.conversations) == {"c-done", "c"}
    assert "status=resolved" in queries(server)[3]
    assert "cursor=n" in queries(server)[3]
    assert len(server.asked) == 4


async def test_opening_fetches_the_newest_page(server: FakeDeskServer, asking: Asking) -> None:
    asking.apply(snapshot(conversation(last_seq=250)))
    assert is_behind(asking.state, "c")
    server.answer(messages(151, 250))
    await asking.fetching.latest("c")
    assert asking.seqs == list(range(151, 251))
    assert not is_behind(asking.state, "c")


async def test_what_was_missed_is_fetched_page_by_page(
    server: FakeDeskServer, asking: Asking
) -> None:
    asking.apply(snapshot(conversation(last_seq=10)))
    server.answer(messages(1, 10))
    await asking.fetching.latest("c")
    asking.apply(snapshot(conversation(last_seq=150), rev=50))
    server.answer(messages(11, 110), messages(111, 150))
    await asking.fetching.latest("c")
    assert asking.seqs == list(range(1, 151))
    assert queries(server)[1:] == ["after=10&limit=100", "after=110&limit=100"]


async def test_too_far_behind_begins_with_the_newest(
    server: FakeDeskServer, asking: Asking
) -> None:
    asking.apply(snapshot(conversation(last_seq=10)))
    server.answer(messages(1, 10))
    await asking.fetching.latest("c")
    asking.apply(snapshot(conversation(last_seq=900), rev=50))
    server.answer(messages(801, 900))
    await asking.fetching.latest("c")
    assert asking.seqs == list(range(801, 901))


async def test_an_empty_page_ends_the_catching_up(server: FakeDeskServer, asking: Asking) -> None:
    asking.apply(snapshot(conversation(last_seq=12)))
    server.answer(messages(1, 10), MessagePage(items=(), next=None))
    await asking.fetching.latest("c")
    assert len(server.asked) == 2


async def test_older_messages_come_before_the_first(server: FakeDeskServer, asking: Asking) -> None:
    asking.apply(snapshot(conversation(last_seq=250)))
    server.answer(messages(151, 250), messages(51, 150))
    await asking.fetching.latest("c")
    await asking.fetching.older("c")
    assert asking.seqs == list(range(51, 251))
    assert queries(server)[1] == "before=151&limit=100"
