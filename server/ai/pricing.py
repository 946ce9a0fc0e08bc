"""What a request may cost, and what it has cost."""

import re
from collections.abc import Iterable
from math import ceil

from server.ai.chat_model import (
    ChatMessage,
    ChatRequest,
    FaultCode,
    Finished,
    TextChunk,
    Usage,
)
from server.domain.ledger import Spent
from server.domain.settings import Prices

_PLAIN = re.compile(r"[A-Za-z0-9\s]+")
_CHARS_A_TOKEN = 3.8
_TOKENS_A_MESSAGE = 4  # its role, and where it begins and ends

# The provider has turned the request away, or has never seen it.
_FREE = frozenset(
    {
        FaultCode.UNREACHABLE,
        FaultCode.TLS,
        FaultCode.REDIRECTED,
        FaultCode.AUTH,
        FaultCode.FORBIDDEN,
        FaultCode.NO_ENDPOINT,
        FaultCode.NO_MODEL,
        FaultCode.REFUSED,
        FaultCode.CONTEXT_TOO_LONG,
        FaultCode.QUOTA,
        FaultCode.RATE_LIMITED,
        FaultCode.SERVER_ERROR,
        FaultCode.BUDGET,
    }
)


def estimated_tokens(text: str) -> int:
    """Roughly how many tokens, rather too many: every provider cuts words its own way.

    Plain letters make a token of almost four, every other character one, and an emoji three.
    """
    plain = sum(map(len, _PLAIN.findall(text)))
    beyond_16_bits = len(text.encode("utf-16-le", "surrogatepass")) // 2 - len(text)
    return ceil(plain / _CHARS_A_TOKEN) + len(text) - plain + 2 * beyond_16_bits


def input_tokens(messages: Iterable[ChatMessage]) -> int:
    """An estimate of what the provider reads."""
    return sum(_TOKENS_A_MESSAGE + estimated_tokens(message.content) for message in messages)


def priced(usage: Usage, prices: Prices, *, estimated: bool) -> Spent:
    """With its price, rounded up."""
    millionths = usage.input_tokens * prices.input + usage.output_tokens * prices.output
    return Spent(
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        money=-(-millionths // 1_000_000),
        estimated=estimated,
    )


def worst_case(request: ChatRequest, prices: Prices) -> Spent:
    """When the model writes as much as it may."""
    usage = Usage(
        input_tokens=input_tokens(request.messages), output_tokens=request.max_output_tokens
    )
    return priced(usage, prices, estimated=True)


class Meter:
    """Reads along with one request, and knows at any moment what it has cost."""

    def __init__(self, request: ChatRequest, prices: Prices) -> None:
        self._request = request
        self._prices = prices
        self._asked = False
        self._pieces = 0
        self._written = ""
        self._counted: Usage | None = None

    def start(self) -> None:
        """From here on the provider may be at work."""
        self._asked = True

    def read(self, part: TextChunk | Finished) -> None:
        """What the provider sent next."""
        match part:
            case TextChunk():
                self._pieces += 1
                self._written += part.text
            case Finished():
                self._counted = part.usage

    def failed(self, code: FaultCode) -> None:
        """A provider that turns the request away charges nothing; one that breaks off may."""
        if code in _FREE and not self._pieces:
            self._asked = False

    def spent(self) -> Spent:
        """As the provider counted; else estimated, for an answer that was cut off costs too."""
        if not self._asked:
            return Spent()
        if self._counted is not None:
            return priced(self._counted, self._prices, estimated=False)
        usage = Usage(
            input_tokens=input_tokens(self._request.messages),
            # A piece without text is a thought: it is paid for as well.
            output_tokens=max(self._pieces, estimated_tokens(self._written)),
        )
        return priced(usage, self._prices, estimated=True)
