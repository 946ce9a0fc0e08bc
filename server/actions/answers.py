"""Write one answer: stream it to whoever watches, then post it, or take it back."""

import asyncio
from contextlib import aclosing
from dataclasses import dataclass

from server.actions.messages import MessageActions
from server.ai.chat_model import (
    ChatModel,
    ChatRequest,
    FaultCode,
    Finished,
    ProviderFault,
    Usage,
)
from server.ai.faults import fault
from server.ai.output import OutputGate
from server.clock import Clock
from server.domain.conversations import Author, AuthorKind, Draft, Preview
from server.domain.errors import Conflict
from server.domain.events import AnswerCancelled, AnswerDelta, TypingChanged
from server.ids import Ids
from server.metrics.counters import Counters
from server.realtime.bus import Bus

SHOW_SECONDS = 0.04  # 25 pictures a second look fluent; more frames only cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is to be answered, and by whom."""

    conversation_id: str
    preview: Preview
    request: ChatRequest
    assistant_name: str


class Answers:
    """Says by its result or error how it went; the caller decides what follows."""

    def __init__(
        self, messages: MessageActions, bus: Bus, counters: Counters, clock: Clock, ids: Ids
    ) -> None:
        self._messages = messages
        self._bus = bus
        self._counters = counters
        self._clock = clock
        self._ids = ids

    async def write(self, question: Question, model: ChatModel) -> None:
        """Answer it, unless the conversation goes on without.

        Raises:
            ProviderFault: There is no answer; what was shown of it has been taken back.
        """
        shown = Showing(self._bus, question, self._ids.new())
        outcome, started = "cancelled", self._clock.monotonic()
        try:
            text = await self._stream(question, model, shown)
            await self._post(question, text, shown.answer_id)
            outcome = "sent"
        except Conflict:
            pass  # a person was faster, or the visitor wrote more: that is answered instead
        except ProviderFault:
            outcome = "failed"
            raise
        finally:
            shown.end(sent=outcome == "sent")
            self._counters.answers.labels(outcome).inc()
            self._counters.answer_seconds.observe(self._clock.monotonic() - started)

    async def _stream(self, question: Question, model: ChatModel, shown: "Showing") -> str:
        """The whole text that may be shown; every piece has been shown by then."""
        gate, started = OutputGate(), self._clock.monotonic()
        try:
            async with aclosing(model.stream(question.request)) as answer:
                async for part in answer:
                    if isinstance(part, Finished):
                        self._count_tokens(part.usage)
                    elif visible := gate.feed(part.text):
                        if not shown.text:
                            waited = self._clock.monotonic() - started
                            self._counters.answer_first_token_seconds.observe(waited)
                        shown.add(visible)
        except ProviderFault as error:
            self._counters.provider_requests.labels(model.name, error.code).inc()
            raise
        self._counters.provider_requests.labels(model.name, "ok").inc()
        if not shown.text:
            raise fault(FaultCode.EMPTY)
        return shown.text

    async def _post(self, question: Question, text: str, answer_id: str) -> None:
        author = Author(kind=AuthorKind.ASSISTANT, name=question.assistant_name)
        said = Draft(client_id=answer_id, author=author, body=text)
        await self._messages.post_answer(question.conversation_id, said, to=question.preview)

    def _count_tokens(self, usage: Usage | None) -> None:
        if usage is not None:
            self._counters.provider_tokens.labels("input").inc(usage.input_tokens)
            self._counters.provider_tokens.labels("output").inc(usage.output_tokens)


class Showing:
    """What visitors and agents see of an answer while it is written.

    Pieces that come faster than eyes follow are put together; the first is shown at once.
    """

    def __init__(self, bus: Bus, question: Question, answer_id: str) -> None:
        self.answer_id = answer_id
        self.text = ""
        self._bus = bus
        self._conversation_id = question.conversation_id
        self._author = Author(kind=AuthorKind.ASSISTANT, name=question.assistant_name)
        self._waiting = ""
        self._index = 0
        self._timer: asyncio.TimerHandle | None = None
        self._typing(on=True)

    def add(self, text: str) -> None:
        """The next piece."""
        self.text += text
        self._waiting += text
        if self._timer is None:
            self._flush()

    def end(self, *, sent: bool) -> None:
        """Nothing more comes; what was shown is void unless it was sent."""
        if self._timer is not None:
            self._timer.cancel()
        if not sent and self._index:
            self._bus.publish(
                [AnswerCancelled(conversation_id=self._conversation_id, answer_id=self.answer_id)]
            )
        self._typing(on=False)

    def _flush(self) -> None:
        self._timer = None
        if not self._waiting:
            return
        delta = AnswerDelta(
            conversation_id=self._conversation_id,
            answer_id=self.answer_id,
            index=self._index,
            text=self._waiting,
        )
        self._waiting = ""
        self._index += 1
        self._bus.publish([delta])
        self._timer = asyncio.get_running_loop().call_later(SHOW_SECONDS, self._flush)

    def _typing(self, *, on: bool) -> None:
        changed = TypingChanged(conversation_id=self._conversation_id, author=self._author, on=on)
        self._bus.publish([changed])
