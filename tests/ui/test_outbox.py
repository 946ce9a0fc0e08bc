"""What was written goes out once, in order, whatever the server says."""

import asyncio
import json
from collections.abc import AsyncIterator
from functools import partial

import aiohttp
import pytest

from tests.support.desk_sample import ME, NOW, mia_messages
from tests.support.fake_desk_server import FakeDeskServer
from tests.support.qt import wait_until
from ui.api_client import ApiClient
from ui.changes import Change, Written
from ui.outbox import Outbox
from ui.state import State, Unsent
from ui.store import apply
from ui.tasks import Tasks

STORED = next(mia_messages())


class Desk:
    """A state and an outbox."""

    def __init__(self, api: ApiClient) -> None:
        self.state = State(me=ME)
        self.complaints: list[str] = []
        self.outbox = Outbox(api, lambda: self.state, self.apply, self.complaints.append)

    def apply(self, change: Change) -> None:
        self.state = apply(self.state, change)

    def write(self, client_id: str) -> None:
        unsent = Unsent(
            client_id=client_id, conversation_id="c", body=client_id, kind="reply", at=NOW
        )
        self.apply(Written(unsent=unsent))
        self.outbox.wake()

    @property
    def sent(self) -> list[int | None]:
        return [unsent.seq for unsent in self.state.outbox]


@pytest.fixture
async def server() -> AsyncIterator[FakeDeskServer]:
    async with FakeDeskServer() as server:
        yield server


@pytest.fixture
async def desk(server: FakeDeskServer) -> AsyncIterator[Desk]:
    tasks = Tasks(lambda name, failure: pytest.fail(f"{name}: {failure!r}"))
    async with aiohttp.ClientSession() as session:
        desk = Desk(ApiClient(session, server.url, "token"))
        tasks.start("outbox", desk.outbox.run())
        yield desk
        await tasks.end()


def client_ids(server: FakeDeskServer) -> list[str]:
    return [json.loads(body)["client_id"] for body in server.bodies]


async def until_asked(server: FakeDeskServer, times: int) -> None:
    await wait_until(lambda: len(server.asked) >= times)


async def test_in_order_and_once(server: FakeDeskServer, desk: Desk) -> None:
    server.answer(STORED, STORED, STORED)
    for client_id in "abc":
        desk.write(client_id)
    await wait_until(lambda: desk.sent == [1, 1, 1])
    assert client_ids(server) == ["a", "b", "c"]


async def test_a_refusal_is_kept_with_its_reason_and_the_next_goes_on(
    server: FakeDeskServer, desk: Desk
) -> None:
    server.refuse(409, "taken_by_other")
    server.answer(STORED)
    desk.write("a")
    desk.write("b")
    await wait_until(lambda: desk.sent == [None, 1])
    assert desk.state.outbox[0].problem == "Another agent already has this conversation."


async def test_being_too_fast_waits_and_sends_the_same_again(
    server: FakeDeskServer, desk: Desk
) -> None:
    server.refuse(429, "too_fast", headers={"Retry-After": "0"})
    server.answer(STORED)
    desk.write("a")
    await wait_until(lambda: desk.sent == [1])
    assert client_ids(server) == ["a", "a"]


@pytest.mark.parametrize(("status", "code"), [(503, "disk_full"), (401, "not_signed_in")])
async def test_trouble_of_the_server_is_said_and_the_message_waits(
    server: FakeDeskServer, desk: Desk, status: int, code: str
) -> None:
    server.refuse(status, code)
    server.answer(STORED)
    desk.write("a")
    await wait_until(partial(bool, desk.complaints))
    assert desk.sent == [None]
    await _wake_until(desk, lambda: desk.sent == [1])
    assert client_ids(server) == ["a", "a"]


async def test_being_offline_is_not_said_again(server: FakeDeskServer, desk: Desk) -> None:
    async with aiohttp.ClientSession() as session:
        api = ApiClient(session, "http://127.0.0.1:1")
        away = Desk(api)
        tasks = Tasks(lambda name, failure: pytest.fail(f"{name}: {failure!r}"))
        tasks.start("outbox", away.outbox.run())
        away.write("a")
        await asyncio.sleep(0.05)
        server.answer(STORED)
        api.move_to(server.url)
        await _wake_until(away, lambda: away.sent == [1])
        await tasks.end()
    assert away.complaints == []


async def _wake_until(desk: Desk, is_true: object) -> None:
    def woken() -> object:
        desk.outbox.wake()
        return is_true() if callable(is_true) else is_true

    await wait_until(woken)
