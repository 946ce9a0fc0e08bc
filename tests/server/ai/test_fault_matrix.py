"""Every way in which a provider is known to fail, through the real SDK and all coats."""

import logging

import pytest

from server.ai.chat_model import ChatModel
from server.ai.concurrency import Limited
from server.ai.deadlines import Deadlines, Patience
from server.ai.retry import Retrying
from server.clock import SystemClock
from tests.server.ai.asking import ask, at_once
from tests.server.ai.conftest import MakeModel
from tests.support.fake_openai import FakeOpenAI
from tests.support.provider_faults import CALM, KEY, ROWS, Row


def in_coats(model: ChatModel, patience: Patience = CALM) -> ChatModel:
    retrying = Retrying(model, longest_wait=60, sleep=at_once, draw=lambda: 0.5)
    return Limited(Deadlines(retrying, clock=SystemClock(), patience=patience))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
async def test_fault(
    row: Row, provider: FakeOpenAI, make_model: MakeModel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    provider.answer_with(*[row.answer] * row.asked)

    outcome = await ask(in_coats(make_model(), row.patience))

    assert (outcome.fault.fault if outcome.fault else None) is row.code, outcome.fault
    assert (outcome.finished is None) is (row.code is not None), "a failed answer is not finished"
    assert row.shown is None or outcome.text == row.shown
    assert len(provider.requests) == row.asked
    assert KEY not in caplog.text
    assert outcome.fault is None or KEY not in outcome.fault.detail
