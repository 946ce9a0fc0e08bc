"""What a provider's error means."""

from datetime import UTC, datetime, timedelta

import pytest

from server.ai.chat_model import FaultCode
from server.ai.refusals import Refusal, fault_of, retry_after

NOW = datetime(2026, 5, 1, 12, 0, 0, tzinfo=UTC)
KEY = "sk-secret-0123456789"

# Words as real endpoints send them.
MEANINGS = [
    (401, {"error": {"code": "invalid_api_key"}}, FaultCode.AUTH),
    (
        400,
        {"error": {"message": "API key not valid. Please pass a valid API key."}},
        FaultCode.AUTH,
    ),
    (403, {"error": "nope"}, FaultCode.FORBIDDEN),
    (404, {"error": {"message": 'model "x" not found, try pulling it first'}}, FaultCode.NO_MODEL),
    (400, {"error": {"message": "Model Not Exist"}}, FaultCode.NO_MODEL),
    (404, {"detail": "Not Found"}, FaultCode.NO_ENDPOINT),
    (405, None, FaultCode.NO_ENDPOINT),
    (402, {"error": {"message": "Insufficient Balance"}}, FaultCode.QUOTA),
    (429, {"error": {"type": "insufficient_quota"}}, FaultCode.QUOTA),
    (403, {"error": {"message": "Check your plan and billing details"}}, FaultCode.QUOTA),
    (429, {"error": {"code": "rate_limit_exceeded"}}, FaultCode.RATE_LIMITED),
    (413, "too big", FaultCode.CONTEXT_TOO_LONG),
    (400, {"error": {"message": "maximum context length is 8192"}}, FaultCode.CONTEXT_TOO_LONG),
    (400, {"message": "exceeds the available context size"}, FaultCode.CONTEXT_TOO_LONG),
    (400, {"error": {"code": "content_filter"}}, FaultCode.FILTERED),
    (400, {"error": {"message": "max_tokens or model output limit was reached"}}, FaultCode.EMPTY),
    (400, {"error": {"message": "Bad Request"}}, FaultCode.REFUSED),
    (418, [], FaultCode.REFUSED),
    (307, None, FaultCode.REDIRECTED),
    (408, None, FaultCode.SERVER_ERROR),
    (500, {"error": {"code": "invalid_api_key"}}, FaultCode.SERVER_ERROR),
    (529, {"type": "error", "error": {"type": "overloaded_error"}}, FaultCode.SERVER_ERROR),
    (200, {"error": {"message": "Overloaded"}}, FaultCode.SERVER_ERROR),
    (200, {"error": {"message": "Slow down", "code": 429}}, FaultCode.RATE_LIMITED),
    (200, {"error": "rate limit reached"}, FaultCode.RATE_LIMITED),
]


@pytest.mark.parametrize(("status", "body", "code"), MEANINGS)
def test_means(status: int, body: object, code: FaultCode) -> None:
    assert fault_of(Refusal.read(status, body, secret=KEY)).fault is code


def test_the_providers_words_are_short_clean_and_without_the_key() -> None:
    message = f"Key {KEY} \x1b[31m\nis\u202e bad. " + "x" * 5_000

    refusal = Refusal.read(400, {"error": {"message": message}}, secret=KEY)

    assert refusal.message.startswith("Key *** [31m is bad. xxx")
    assert len(refusal.message) == 160


@pytest.mark.parametrize("body", ["<!DOCTYPE html><p>no</p>", "  <html>", None, {"error": None}])
def test_a_web_page_is_not_quoted(body: object) -> None:
    assert Refusal.read(400, body, secret="").message == ""


def test_about_a_key_nothing_is_quoted() -> None:
    body = {"error": {"message": "Incorrect API key provided: sk-sec***6789"}}

    assert "sk-sec" not in fault_of(Refusal.read(401, body, secret=KEY)).detail


def http_date(moment: datetime) -> str:
    return moment.strftime("%a, %d %b %Y %H:%M:%S GMT")


WAITS = [
    ("7", 7.0),
    ("0.5", 0.5),
    ("31536000", 31_536_000.0),
    (http_date(NOW + timedelta(seconds=30)), 30.0),
    (http_date(NOW - timedelta(days=9)), 0.0),
    ("Fri, 01 May 2026 12:00:05 -0000", 5.0),
    ("", None),
    ("-5", None),
    ("abc", None),
    ("nan", None),
    ("1e999", None),
    ("9" * 400, None),
]


@pytest.mark.parametrize(("given", "seconds"), WAITS)
def test_how_long_to_wait(given: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": given}, NOW) == seconds


def test_no_wait_is_asked_for() -> None:
    assert retry_after({}, NOW) is None
