"""A bug of ours: it is logged, the caller is told little, and everybody else goes on."""

from collections.abc import AsyncIterator

import pytest

from tests.server.actions.test_replies import handoff_in
from tests.server.desk import Desk, running
from tests.server.instruments import CountingIds


class FaultyIds(CountingIds):
    """Fails once, at the call that `fail_in` counts down to."""

    fail_in = 0

    def new(self) -> str:
        self.fail_in -= 1
        if self.fail_in == 0:
            raise ZeroDivisionError("canary-of-the-bug")
        return super().new()


@pytest.fixture
def ids() -> FaultyIds:
    return FaultyIds(5_000_000)


@pytest.fixture
async def desk(cold_desk: Desk, ids: FaultyIds) -> AsyncIterator[Desk]:
    cold_desk.ids = ids
    async with running(cold_desk) as started:
        yield started


async def test_by_http(desk: Desk, ids: FaultyIds, caplog: pytest.LogCaptureFixture) -> None:
    visitor = await desk.waiting_visitor()
    ids.fail_in = 1
    said = {"client_id": "1", "body": "Hello?"}
    reply = await visitor.post("public/messages", said)
    assert reply.refusal == (500, "internal_error")
    assert b"canary" not in reply.body
    assert "bug in POST /api/v1/public/messages" in caplog.text
    assert (await visitor.post("public/messages", said)).data["seq"] == 2
    caplog.clear()


async def test_by_socket(desk: Desk, ids: FaultyIds, caplog: pytest.LogCaptureFixture) -> None:
    visitor, other = await desk.waiting_visitor(), await desk.waiting_visitor()
    said = {"client_id": "1", "body": "Hello?"}
    async with visitor.socket() as talk, other.socket() as others:
        await others.next("welcome")
        ids.fail_in = 1
        await talk.send("message.send", **said)
        assert await talk.ended() == 1011
        assert "bug in a socket" in caplog.text
        await others.send("message.send", **said)
        await others.next("ack")
    async with visitor.socket() as again:
        await again.send("message.send", **said)
        assert (await again.next("ack"))["seq"] == 2
    caplog.clear()


async def test_in_the_assistant_a_person_gets_it(
    desk: Desk, ids: FaultyIds, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = await desk.visitor()
    ids.fail_in = 2  # the first is the message's, the next the answer's
    async with visitor.socket() as talk:
        await talk.send("message.send", client_id="1", body="Hello?")
        assert (await handoff_in(talk))["body"].startswith("Sorry")
    conversation = (await desk.agent("lin").get(f"conversations/{visitor.conversation}")).data
    assert conversation["handoff"]["reason"] == "internal_error"
    assert "no answer in" in caplog.text
    caplog.clear()
