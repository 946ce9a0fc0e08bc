"""What a provider's error means: tables, for every provider words the same thing its own way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self

from server.ai.chat_model import FaultCode, ProviderFault
from server.ai.faults import fault
from server.domain.text import one_line

_MAX_QUOTED_CHARS = 160
_MAX_WORDS_CHARS = 2_000

_SECONDS = re.compile(r"\d{1,12}(\.\d{1,12})?")

_BY_STATUS = {
    200: FaultCode.SERVER_ERROR,  # an error after all, and no words that say which
    401: FaultCode.AUTH,
    402: FaultCode.QUOTA,
    403: FaultCode.FORBIDDEN,
    404: FaultCode.NO_ENDPOINT,
    405: FaultCode.NO_ENDPOINT,
    408: FaultCode.SERVER_ERROR,
    409: FaultCode.SERVER_ERROR,
    413: FaultCode.CONTEXT_TOO_LONG,
    425: FaultCode.RATE_LIMITED,
    429: FaultCode.RATE_LIMITED,
}

# Looked for in this order, under any status below 500: the words say more than the number.
_BY_WORDS: tuple[tuple[FaultCode, tuple[str, ...]], ...] = (
    (
        FaultCode.QUOTA,
        ("insufficient_quota", "exceeded your current quota", "insufficient balance", "billing"),
    ),
    (
        FaultCode.CONTEXT_TOO_LONG,
        ("context_length", "context length", "maximum context", "context window", "context size"),
    ),
    (FaultCode.FILTERED, ("content_filter", "content management policy")),
    (FaultCode.EMPTY, ("output limit was reached",)),
    (FaultCode.NO_MODEL, ("model_not_found", "model not exist", "model does not exist")),
    (FaultCode.RATE_LIMITED, ("rate_limit", "rate limit", "too many requests")),
    (FaultCode.AUTH, ("invalid_api_key", "api key not valid", "authentication_error")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An error as the provider told it.

    Attributes:
        status: The HTTP status; 200 when the error came inside a response that began well.
        words: Code, type, parameter and message in one lower-case line, to look for words in.
        message: The provider's own sentence: one short line without the key, empty for HTML.
    """

    status: int
    words: str
    message: str

    @classmethod
    def read(cls, status: int, body: object, *, secret: str) -> Self:
        """From the body, or the object under its `error`, whatever shape that has."""
        error = body.get("error", body) if isinstance(body, dict) else body
        told = error if isinstance(error, dict) else {"message": error}
        fields = [_text(told.get(name)) for name in ("code", "type", "param", "message")]
        words = one_line(" ".join(fields), _MAX_WORDS_CHARS).lower()
        return cls(
            status=_status_inside(told.get("code")) if status == 200 else status,
            words=words,
            message=_quotable(fields[-1], secret),
        )


def fault_of(
    refusal: Refusal, *, has_key: bool = True, retry_after: float | None = None
) -> ProviderFault:
    """The fault with its next step."""
    code = _code(refusal)
    if code is FaultCode.AUTH:  # without the provider's words: many repeat a part of the key
        return fault(code, what="" if has_key else "The provider wants a key, and none is saved.")
    return fault(code, said=refusal.message, retry_after=retry_after)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that the provider asks to wait, given as a number or a date; None for nonsense."""
    given = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(given):
        return float(given)
    try:
        moment = parsedate_to_datetime(given)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())


def _code(refusal: Refusal) -> FaultCode:
    if refusal.status >= 500:
        return FaultCode.SERVER_ERROR
    for code, words in _BY_WORDS:
        if any(word in refusal.words for word in words):
            return code
    if refusal.status == 404 and "model" in refusal.words:
        return FaultCode.NO_MODEL
    if 300 <= refusal.status < 400:
        return FaultCode.REDIRECTED
    return _BY_STATUS.get(refusal.status, FaultCode.REFUSED)


def _status_inside(code: object) -> int:
    """Some gateways tell the status as the code of an error inside a good response."""
    return code if isinstance(code, int) and 400 <= code < 600 else 200


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int) else ""


def _quotable(message: str, secret: str) -> str:
    if message.lstrip().startswith("<"):
        return ""
    safe = message.replace(secret, "***") if secret else message
    return one_line("".join(c for c in safe if c.isprintable() or c == "\n"), _MAX_QUOTED_CHARS)
