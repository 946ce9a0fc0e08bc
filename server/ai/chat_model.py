"""What every language model looks like to the server, and how it says that it failed."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from server.domain.errors import KnownError

# A support answer is far shorter; what is longer is a model that has lost its way.
MAX_ANSWER_BYTES = 8 * 1024

ChatRole = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMessage:
    """One turn. Only `system` is ours: the content of every other role was written by strangers."""

    role: ChatRole
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What an answer rests on besides the model: from equal grounds comes an equal answer."""

    question: str
    prompt_version: str
    knowledge_revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """What a model is asked.

    Attributes:
        temperature: None leaves it to the provider.
        answer_id: Which answer it is for, in the ledger.
        visitor_id: Whose share of the budget it uses; empty for nobody's.
        grounds: None when the answer rests on more than these, such as earlier messages.
    """

    messages: tuple[ChatMessage, ...]
    max_output_tokens: int
    temperature: float | None = None
    answer_id: str = ""
    visitor_id: str = ""
    grounds: Grounds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChunk:
    """The next piece of the answer, exactly as it came: not yet fit to be shown.

    The text may be empty: the provider is alive but has nothing to say yet (it thinks).
    """

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens that the provider counted."""

    input_tokens: int
    output_tokens: int


class FinishReason(StrEnum):
    """Why a whole answer ended: said everything, or cut at the limit."""

    STOP = "stop"
    LENGTH = "length"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The last item of every good stream; an answer without it is not an answer.

    Attributes:
        model: The name of the model that answered, where several could have; else empty.
        cached: It was kept from an earlier answer, and nobody was asked.
    """

    reason: FinishReason
    usage: Usage | None
    model: str = ""
    cached: bool = False


AnswerStream = AsyncGenerator[TextChunk | Finished, None]


class FaultCode(StrEnum):
    """Every way in which a provider fails, as far as the next step differs."""

    UNREACHABLE = "unreachable"
    TLS = "tls"
    REDIRECTED = "redirected"
    AUTH = "auth"
    FORBIDDEN = "forbidden"
    NO_ENDPOINT = "no_endpoint"
    NO_MODEL = "no_model"
    REFUSED = "refused"
    CONTEXT_TOO_LONG = "context_too_long"
    QUOTA = "quota"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    BAD_ANSWER = "bad_answer"
    INCOMPLETE = "incomplete"
    EMPTY = "empty"
    FILTERED = "filtered"
    TIMEOUT = "timeout"
    OVERLOADED = "overloaded"
    BREAKER_OPEN = "breaker_open"
    BUDGET = "budget"


class ProviderFault(KnownError):
    """The provider gave no usable answer.

    `detail` is for the owner. It never holds the key, and of the provider's own words at most
    one short line.

    Attributes:
        fault: The code as an enum, for `match`.
        retryable: Whether the same request may succeed in a moment.
        retry_after: Seconds that the provider asks us to wait; None when it does not say.
    """

    def __init__(
        self,
        fault: FaultCode,
        detail: str,
        *,
        retryable: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(fault.value, detail)
        self.fault = fault
        self.retryable = retryable
        self.retry_after = retry_after


class ChatModel(Protocol):
    """A language model, or a coat around one: both look the same."""

    @property
    def name(self) -> str:
        """For metrics and the ledger: `api.example.com/model-1`."""
        ...

    def stream(self, request: ChatRequest) -> AnswerStream:
        """The answer as it is written: any number of `TextChunk`, then one `Finished`.

        Close it (`contextlib.aclosing`) to stop the provider before the end.

        Raises:
            ProviderFault: while iterating; what came before it is no finished answer.
        """
        ...

    async def close(self) -> None:
        """Let go of connections; streams under way may end first."""
        ...
