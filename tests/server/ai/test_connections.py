"""Why no connection came about: real sockets, real TLS."""

import socket
import ssl
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from server.ai.chat_model import FaultCode
from server.ai.retry import Retrying
from tests.server.ai.asking import ask, at_once
from tests.server.ai.conftest import MakeModel
from tests.support.certificates import FAR_OFF, LONG_AGO, self_signed
from tests.support.fake_openai import SAID, FakeOpenAI


def tls(path: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


async def test_a_trusted_certificate_is_accepted(
    tmp_path: Path, make_model: MakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = self_signed(tmp_path / "good.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(path))

    async with FakeOpenAI(tls=tls(path)) as provider:
        outcome = await ask(make_model(provider.base_url))

    assert outcome.text == SAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """What is wrong with a certificate; `trusted` adds it to those that this computer trusts."""

    cause: str
    address: str = "127.0.0.1"
    until: datetime = FAR_OFF
    trusted: bool = True


BAD_CERTIFICATES = [
    Bad(cause="signed by itself", trusted=False),
    Bad(cause="expired", until=LONG_AGO + timedelta(days=1)),
    Bad(cause="another address", address="127.0.0.2"),
]


@pytest.mark.parametrize("bad", BAD_CERTIFICATES, ids=lambda bad: bad.cause)
async def test_a_bad_certificate_is_never_accepted_and_never_tried_again(
    bad: Bad, tmp_path: Path, make_model: MakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = self_signed(tmp_path / "bad.pem", address=bad.address, until=bad.until)
    if bad.trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(path))

    async with FakeOpenAI(tls=tls(path)) as provider:
        outcome = await ask(Retrying(make_model(provider.base_url), sleep=at_once))

    assert outcome.fault is not None
    assert outcome.fault.fault is FaultCode.TLS
    assert bad.cause in outcome.fault.detail
    assert provider.requests == [], "the key must not leave"


async def test_an_old_tls_is_not_spoken(tmp_path: Path, make_model: MakeModel) -> None:
    context = tls(self_signed(tmp_path / "old.pem"))
    with pytest.deprecated_call():
        context.maximum_version = ssl.TLSVersion.TLSv1

    async with FakeOpenAI(tls=context) as provider:
        outcome = await ask(make_model(provider.base_url))

    assert outcome.fault is not None
    assert outcome.fault.fault is FaultCode.TLS


async def test_https_at_a_port_that_speaks_http(
    provider: FakeOpenAI, make_model: MakeModel
) -> None:
    outcome = await ask(make_model(provider.base_url.replace("http:", "https:")))

    assert outcome.fault is not None
    assert outcome.fault.fault is FaultCode.TLS
    assert "http may be meant" in outcome.fault.detail


async def test_a_name_that_does_not_exist(make_model: MakeModel) -> None:
    outcome = await ask(make_model("http://no-such-provider.invalid/v1"))

    assert outcome.fault is not None
    assert outcome.fault.retryable
    assert "name is unknown" in outcome.fault.detail


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_a_port_where_nobody_listens(unused_port: int, make_model: MakeModel) -> None:
    outcome = await ask(make_model(f"http://127.0.0.1:{unused_port}/v1"))

    assert outcome.fault is not None
    assert outcome.fault.retryable
    assert "may not be running" in outcome.fault.detail


@pytest.fixture
def black_hole() -> Iterator[int]:
    """A port where connections are neither taken nor refused: its queue is full."""
    with socket.socket() as listener, socket.socket() as first, socket.socket() as second:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for waiting in (first, second):
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a full queue refuses")
async def test_an_address_that_does_not_answer(black_hole: int, make_model: MakeModel) -> None:
    model = make_model(f"http://127.0.0.1:{black_hole}/v1", connect_seconds=0.2)

    outcome = await ask(model)

    assert outcome.fault is not None
    assert outcome.fault.fault is FaultCode.UNREACHABLE
    assert outcome.fault.retryable
