"""However a provider fails: no silence, no half answer, no second answer, no secret, a person."""

import logging
import socket
import ssl
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from server.config import ProviderOverride
from server.security.secrets import Secret
from tests.server.ai.asking import at_once
from tests.server.calling import Caller, Talk, Visitor
from tests.server.desk import Desk, running
from tests.server.instruments import ManualClock
from tests.support.certificates import self_signed
from tests.support.fake_openai import MODEL, FakeOpenAI, text
from tests.support.provider_faults import KEY, ROWS, Row

CUT = "…"


@pytest.fixture
async def provider() -> AsyncIterator[FakeOpenAI]:
    """What is asked once too often is answered, so that it shows."""
    async with FakeOpenAI(default=text("asked too often")) as fake:
        yield fake


class StopWatch(ManualClock):
    """Deadlines end while the date stands still."""

    def monotonic(self) -> float:
        return time.monotonic()


def faced_with(desk: Desk, base_url: str) -> Desk:
    desk.provider = ProviderOverride(base_url=base_url, model=MODEL)
    desk.environment["provider_api_key"] = Secret(KEY)
    desk.retry_pause = at_once
    return desk


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
async def test_a_visitor_is_never_left_alone(
    row: Row, cold_desk: Desk, provider: FakeOpenAI, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "server")
    provider.answer_with(*[row.answer] * row.asked)
    cold_desk.patience, cold_desk.clock = row.patience, StopWatch()
    async with running(faced_with(cold_desk, provider.base_url)) as desk:
        visitor = await desk.visitor()
        async with visitor.socket() as talk:
            await talk.send("message.send", client_id="1", body="What does the large one cost?")
            said = await said_in(talk)
            await talk.settle()
            if row.code is None:
                await check_answered(row, visitor, talk)
            else:
                await check_handed_over(desk.agent("lin"), visitor, talk, said)
        await check_ledger(desk.agent("adam"), row)
    assert len(provider.requests) == row.asked
    check_log(caplog, fails=row.code is not None)


UNREACHABLE = ["A1 no such name", "A2 refused", "A4 a certificate signed by itself"]


@pytest.mark.parametrize("name", UNREACHABLE)
async def test_a_provider_that_cannot_be_reached(
    name: str, cold_desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "server")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "own.pem"))
    async with FakeOpenAI(tls=context) as provider:
        urls = ["http://no-such-provider.invalid/v1", f"http://127.0.0.1:{unused_port()}/v1"]
        url = [*urls, provider.base_url][UNREACHABLE.index(name)]
        async with running(faced_with(cold_desk, url)) as desk:
            visitor = await desk.visitor()
            async with visitor.socket() as talk:
                await talk.send("message.send", client_id="1", body="What does it cost?")
                said = await said_in(talk)
                await check_handed_over(desk.agent("lin"), visitor, talk, said)
        assert provider.requests == [], "the key must not leave"
    check_log(caplog, fails=True)


def check_log(caplog: pytest.LogCaptureFixture, *, fails: bool) -> None:
    """The owner can read why, and never the key."""
    assert ("no answer in" in caplog.text) is fails
    assert KEY not in caplog.text
    caplog.clear()


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def said_in(talk: Talk) -> Any:
    """The first thing that is said to the visitor: an answer, or that a person takes over."""
    while True:
        message = (await talk.next("message"))["message"]
        if message["author"]["kind"] == "assistant" or message["notice"] == "handoff":
            return message


async def check_answered(row: Row, visitor: Visitor, talk: Talk) -> None:
    """One answer, exactly what was shown."""
    answers = await said_by_assistant(visitor)
    shown = "".join(one["text"] for one in talk.of("delta"))
    assert answers == [shown]
    assert row.shown is not None
    assert shown.rstrip(CUT) == row.shown[: len(shown.rstrip(CUT))] != ""
    assert shown.endswith(CUT) is row.name.startswith(("A36", "A39"))


async def check_handed_over(lin: Caller, visitor: Visitor, talk: Talk, said: Any) -> None:
    """An honest line, nothing half said, and a person who can go on."""
    assert said["notice"] == "handoff"
    assert said["body"] != ""
    assert await said_by_assistant(visitor) == []
    started = {one["answer_id"] for one in talk.of("delta")}
    assert started == {one["answer_id"] for one in talk.of("answer.cancelled")}
    conversation = (await lin.get(f"conversations/{visitor.conversation}")).data
    assert conversation["handler"]["kind"] == "queue"
    assert conversation["handoff"]["summary"] != ""
    path = f"conversations/{visitor.conversation}/messages"
    await lin.post(path, {"client_id": "r", "body": "Ten euros."})
    while (await talk.next("message"))["message"]["body"] != "Ten euros.":
        pass


async def said_by_assistant(visitor: Visitor) -> list[str]:
    said = await visitor.messages()
    return [one["body"] for one in said if one["author"]["kind"] == "assistant"]


async def check_ledger(adam: Caller, row: Row) -> None:
    """One line, which says how it went."""
    lines = [one["answer"] for one in (await adam.get("reports/answers")).data["items"]]
    assert [one["outcome"] for one in lines] == ["sent" if row.code is None else "failed"]
    assert [one["fault"] for one in lines] == [row.code and row.code.value]
