"""A model behind any OpenAI-compatible endpoint: the only module that knows the SDK."""

import json
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, aclosing

import httpx2
import openai
from openai import AsyncAPIResponse, AsyncOpenAI, AsyncStream
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam

from server.ai.answers import answered
from server.ai.chat_model import (
    AnswerStream,
    ChatMessage,
    ChatRequest,
    FaultCode,
    ProviderFault,
)
from server.ai.chunks import Chunk, read_chunk
from server.ai.connections import connection_fault
from server.ai.dialect import Dialect
from server.ai.faults import fault
from server.ai.refusals import Refusal, fault_of, retry_after
from server.ai.wire import http_client
from server.clock import Clock
from server.security.secrets import Secret

_Response = AsyncAPIResponse[AsyncStream[ChatCompletionChunk]]
_Chunks = AsyncGenerator[Chunk, None]


class OpenAIModel:
    """A `ChatModel` over streamed chat completions, with one pool of connections.

    Attributes:
        name: See `ChatModel`.
    """

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        key: Secret | None,
        clock: Clock,
        connect_seconds: float = 5,
        usage_seconds: float = 2,
    ) -> None:
        """`usage_seconds`: how long a whole answer waits for the count of its tokens.

        Raises:
            ProviderFault: when no request can be made with these settings.
        """
        if not model:
            raise fault(FaultCode.NO_MODEL, what="No model is chosen.")
        self._key = key.reveal().strip() if key else ""
        self._model = model
        self._clock = clock
        self._usage_seconds = usage_seconds
        self._dialect = Dialect()
        self._client = new_client(base_url, self._key, connect_seconds)
        self.name = f"{self._client.base_url.host}/{model}"

    async def stream(self, request: ChatRequest) -> AnswerStream:
        async with AsyncExitStack() as stack:
            response = await self._response(stack, request)
            chunks = await stack.enter_async_context(aclosing(self._chunks(response)))
            answer = await stack.enter_async_context(
                aclosing(answered(chunks, self._usage_seconds))
            )
            async for part in answer:
                yield part

    async def close(self) -> None:
        await self._client.close()

    async def _response(self, stack: AsyncExitStack, request: ChatRequest) -> _Response:
        """The response, asked for in simpler words when the endpoint refuses an optional field."""
        dialect = self._dialect
        while True:
            try:
                response = await stack.enter_async_context(self._ask(request, dialect))
            except openai.APIStatusError as error:
                refusal = Refusal.read(error.status_code, error.body, secret=self._key)
                problem = self._refused(refusal, error.response)
                simpler = dialect.without(refusal.words)
                if problem.fault is not FaultCode.REFUSED or simpler is None:
                    raise problem from None
                dialect = simpler
            except openai.APIConnectionError as error:
                raise connection_fault(error) from None
            else:
                self._dialect = dialect
                return response

    def _ask(
        self, request: ChatRequest, dialect: Dialect
    ) -> AbstractAsyncContextManager[_Response]:
        limit = request.max_output_tokens
        temperature = request.temperature if dialect.temperature else None
        return self._client.chat.completions.with_streaming_response.create(
            model=self._model,
            # As they are and not as arguments: the SDK looks at each of those by its type hints,
            # which takes longer than all the rest of a request.
            messages=(),
            extra_body={"messages": [_param(message) for message in request.messages]},
            stream=True,
            stream_options={"include_usage": True} if dialect.usage else openai.omit,
            max_tokens=limit if dialect.old_limit else openai.omit,
            max_completion_tokens=openai.omit if dialect.old_limit else limit,
            temperature=openai.omit if temperature is None else temperature,
        )

    async def _chunks(self, response: _Response) -> _Chunks:
        """The JSON objects of the response, as far as they are of use."""
        media_type = response.headers.get("content-type", "")
        try:
            if "json" in media_type:  # an endpoint that does not stream, or an error
                yield self._unstreamed(json.loads(await response.read()))
            elif "html" not in media_type:  # some streams are labelled as plain text
                async for data in await response.parse(to=AsyncStream[object]):
                    yield read_chunk(data)
        except openai.APIConnectionError:
            raise fault(FaultCode.INCOMPLETE) from None
        except openai.APIError as error:
            raise self._refused(Refusal.read(200, error.body, secret=self._key)) from None
        except (ValueError, RecursionError):  # broken JSON or UTF-8, or JSON made to break us
            raise fault(FaultCode.BAD_ANSWER) from None

    def _unstreamed(self, data: object) -> Chunk:
        if isinstance(data, dict) and data.get("error"):
            raise self._refused(Refusal.read(200, data, secret=self._key))
        return read_chunk(data)

    def _refused(self, refusal: Refusal, response: httpx2.Response | None = None) -> ProviderFault:
        wait = retry_after(response.headers, self._clock.now()) if response is not None else None
        return fault_of(refusal, has_key=self._key != "", retry_after=wait)


def new_client(base_url: str, key: str, connect_seconds: float) -> AsyncOpenAI:
    if not key.isascii() or not key.isprintable():
        raise fault(FaultCode.AUTH, what="The key has characters that no key has.")
    try:
        return AsyncOpenAI(
            base_url=base_url,
            api_key=key or "none",  # the SDK insists on one; it does not leave without a real key
            default_headers={"Authorization": f"Bearer {key}"},  # whatever the environment says
            max_retries=0,
            http_client=http_client(with_key=key != "", connect_seconds=connect_seconds),
        )
    except (ImportError, ValueError, httpx2.InvalidURL):
        what = "The base URL or this computer's proxy settings cannot be used."
        raise fault(FaultCode.UNREACHABLE, what=what) from None


def _param(message: ChatMessage) -> ChatCompletionMessageParam:
    match message.role:
        case "system":
            return {"role": "system", "content": message.content}
        case "user":
            return {"role": "user", "content": message.content}
        case "assistant":
            return {"role": "assistant", "content": message.content}
