"""The HTTP client under the SDK."""

import pytest

from server.ai.chat_model import FaultCode
from server.ai.wire import http_client
from tests.server.ai.asking import ask
from tests.server.ai.conftest import MakeModel
from tests.support.fake_openai import Answer, FakeOpenAI, chunk, event, sse


async def test_this_computer_is_not_asked_through_the_proxy(
    make_model: MakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)

    assert (await ask(make_model())).fault is None


async def test_the_system_proxy_is_used_for_the_rest(
    provider: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{provider.port}")
    url = "http://provider.test/v1/models"

    async with http_client(with_key=True, connect_seconds=5) as client:
        response = await client.get(url)

    assert response.json()["object"] == "list"


async def test_a_body_that_is_no_stream_is_bounded_sooner(
    provider: FakeOpenAI, make_model: MakeModel
) -> None:
    provider.answer_with(Answer(steps=(b"x\n" * 200_000,), headers={"Content-Type": "text/plain"}))

    outcome = await ask(make_model())

    assert outcome.fault is not None
    assert outcome.fault.fault is FaultCode.BAD_ANSWER


async def test_many_short_lines_are_fine(provider: FakeOpenAI, make_model: MakeModel) -> None:
    provider.answer_with(sse(event(chunk("")) * 5_000, chunk("Good"), chunk(finish="stop")))

    assert (await ask(make_model())).text == "Good"
