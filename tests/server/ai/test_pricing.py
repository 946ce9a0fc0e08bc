"""What a request costs, estimated and counted."""

import pytest

from server.ai.chat_model import (
    ChatRequest,
    FaultCode,
    Finished,
    FinishReason,
    TextChunk,
    Usage,
)
from server.ai.pricing import Meter, estimated_tokens, input_tokens, priced, worst_case
from server.domain.ledger import Spent
from server.domain.settings import Prices
from tests.server.ai.asking import QUESTION

PRICES = Prices(input=250_000, output=2_000_000)  # 0.25 and 2.00 a million

TEXTS = [
    ("", 0),
    ("Where is my parcel?", 5 + 1),
    ("您好，我的包裹呢？", 9),
    ("Grüße", 1 + 2),
    ("€19.99", 2 + 2),
]


@pytest.mark.parametrize(("text", "tokens"), TEXTS)
def test_plain_letters_share_a_token_and_others_have_their_own(text: str, tokens: int) -> None:
    assert estimated_tokens(text) == tokens


def test_an_emoji_is_several_tokens() -> None:
    assert estimated_tokens("🎉🎉") == 6
    assert estimated_tokens("half \ud83c") == 3


def test_every_message_costs_a_little_more_than_its_text() -> None:
    assert input_tokens(QUESTION.messages) == 4 + 5 + 4 + 5 + 1


def test_a_price_is_rounded_up_to_the_millionth() -> None:
    usage = Usage(input_tokens=1, output_tokens=0)

    assert priced(usage, PRICES, estimated=False).money == 1
    assert priced(usage, Prices(), estimated=False).money == 0
    million = Usage(input_tokens=1_000_000, output_tokens=1_000_000)
    assert priced(million, PRICES, estimated=False).money == 2_250_000


def test_the_worst_case_is_the_longest_answer() -> None:
    worst = worst_case(ChatRequest(messages=QUESTION.messages, max_output_tokens=1_000), PRICES)

    assert worst.output_tokens == 1_000
    assert worst.money == -(-(worst.input_tokens * 250_000 + 1_000 * 2_000_000) // 1_000_000)


def read(*texts: str, usage: Usage | None = None, fault: FaultCode | None = None) -> Spent:
    meter = Meter(QUESTION, PRICES)
    meter.start()
    for text in texts:
        meter.read(TextChunk(text=text))
    if usage:
        meter.read(Finished(reason=FinishReason.STOP, usage=usage))
    if fault:
        meter.failed(fault)
    return meter.spent()


def test_what_the_provider_counts_is_what_counts() -> None:
    spent = read("Good", usage=Usage(input_tokens=70, output_tokens=30))

    assert (spent.input_tokens, spent.output_tokens, spent.estimated) == (70, 30, False)


def test_an_answer_without_a_count_is_estimated() -> None:
    spent = read("Where is ", "my parcel?")

    assert (spent.output_tokens, spent.estimated) == (6, True)
    assert read("", "", "", "Hm").output_tokens == 4, "thoughts are paid for"


def test_nothing_is_spent_before_the_provider_is_asked() -> None:
    assert Meter(QUESTION, PRICES).spent() == Spent()


FREE = {
    *("unreachable", "tls", "redirected", "auth", "forbidden", "no_endpoint", "no_model"),
    *("refused", "context_too_long", "quota", "rate_limited", "server_error", "budget"),
}


@pytest.mark.parametrize("code", FaultCode)
def test_who_is_turned_away_pays_nothing(code: FaultCode) -> None:
    outside = {FaultCode.OVERLOADED, FaultCode.BREAKER_OPEN}  # no request has been made yet
    if code not in outside:
        assert (read(fault=code) == Spent()) == (code.value in FREE)
    assert read("W", fault=code).output_tokens == 1, "after a beginning everybody pays"
