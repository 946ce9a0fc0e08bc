"""The provider that the tests lean on, alone in its process."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from server.ai.openai_model import OpenAIModel
from server.clock import SystemClock
from tests.server.ai.asking import ask
from tests.support.fake_openai import MODEL


@pytest.fixture
def base_url() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.support.fake_openai", "--port", "0"]
    with subprocess.Popen(
        [*command, "--text", "Two words", "--delay", "0.01"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["base_url"]
        process.terminate()


async def test_it_answers_from_its_own_process(base_url: str) -> None:
    model = OpenAIModel(base_url=base_url, model=MODEL, key=None, clock=SystemClock())

    outcome = await ask(model)
    await model.close()

    assert outcome.text == "Two words"
