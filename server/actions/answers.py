"""Write one answer: stream it to whoever watches, then post it, or take it back."""

import asyncio
import logging
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime

from server.actions.messages import MessageActions
from server.ai.chat_model import (
    ChatModel,
    ChatRequest,
    FaultCode,
    Finished,
    FinishReason,
    ProviderFault,
)
from server.ai.faults import fault
from server.ai.outgoing import Outgoing
from server.ai.screening import OutputRules
from server.clock import Clock
from server.domain.conversations import Author, AuthorKind, Draft, Preview, Source
from server.domain.errors import Conflict, KnownError, Unavailable
from server.domain.events import AnswerCancelled, AnswerDelta, TypingChanged
from server.domain.ledger import AnswerOutcome, AnswerRecord
from server.domain.routing import Route
from server.domain.text import is_blank
from server.metrics.counters import Counters
from server.pipeline.hooks import AfterAnswer
from server.pipeline.personal.masking import Mask
from server.pipeline.runner import Pipeline
from server.pipeline.verdicts import Veto
from server.realtime.bus import Bus
from server.storage.ledger import Ledger

log = logging.getLogger(__name__)

SHOW_SECONDS = 0.04  # 25 pictures a second look fluent; more frames only cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is to be answered, and by whom; `route` is why it is answered at all.

    `mask` turns the placeholders back that the provider got in place of personal data; `rules`
    say what must not come out.
    """

    conversation_id: str
    locale: str
    asked: str
    preview: Preview
    request: ChatRequest
    assistant_name: str
    route: Route
    prompt_version: str
    mask: Mask
    rules: OutputRules
    sources: tuple[Source, ...]


class Vetoed(KnownError):
    """A plugin does not let the answer pass; `detail` is its reason, for agents."""


@dataclass(slots=True)
class Course:
    """How an answer goes, from the first moment to the ledger."""

    began: float
    model: str
    first_shown: float | None = None
    cached: bool = False
    outcome: AnswerOutcome = AnswerOutcome.CANCELLED
    fault: str | None = None


class Answers:
    """Says by its result or error how it went; the caller decides what follows."""

    def __init__(
        self,
        messages: MessageActions,
        bus: Bus,
        ledger: Ledger,
        counters: Counters,
        clock: Clock,
        *,
        pipeline: Pipeline,
    ) -> None:
        self._messages = messages
        self._pipeline = pipeline
        self._bus = bus
        self._ledger = ledger
        self._counters = counters
        self._clock = clock

    async def write(self, question: Question, model: ChatModel) -> None:
        """Answer it, unless the conversation goes on without.

        Raises:
            ProviderFault: There is no answer; what was shown of it has been taken back.
            Vetoed: The same, by the word of a plugin.
        """
        shown = Showing(self._bus, question)
        course = Course(began=self._clock.monotonic(), model=model.name)
        try:
            text = await self._stream(question, model, shown, course)
            shown.complete()
            await self.post(question, await self._passed(question, text))
            course.outcome = AnswerOutcome.SENT
        except Conflict:
            pass  # a person was faster, or the visitor wrote more: that is answered instead
        except (ProviderFault, Vetoed) as error:
            course.outcome, course.fault = AnswerOutcome.FAILED, error.code
            raise
        finally:
            shown.end(sent=course.outcome is AnswerOutcome.SENT)
            await self._record(question, course)

    async def _stream(
        self, question: Question, model: ChatModel, shown: "Showing", course: Course
    ) -> str:
        """The whole text that may be shown; every piece has been shown by then."""
        outgoing, restoring = Outgoing(question.rules), question.mask.restoring()

        def show(visible: str) -> None:
            if visible:
                if course.first_shown is None:
                    course.first_shown = self._clock.monotonic()
                shown.add(visible)

        async with aclosing(model.stream(question.request)) as answer:
            async for part in answer:
                if isinstance(part, Finished):
                    course.model, course.cached = part.model or course.model, part.cached
                    show(outgoing.feed(restoring.end()))
                    show(outgoing.end(cut=part.reason is FinishReason.LENGTH))
                else:
                    show(outgoing.feed(restoring.feed(part.text)))
        if not shown.text:
            raise fault(FaultCode.EMPTY)
        return shown.text

    async def _passed(self, question: Question, text: str) -> str:
        """The answer as the plugins let it pass; raises `Vetoed`."""
        outcome = await self._pipeline.ask(
            AfterAnswer(
                conversation_id=question.conversation_id,
                visitor_id=question.request.visitor_id,
                locale=question.locale,
                question=question.asked,
                text=text,
            )
        )
        if isinstance(outcome.end, Veto):
            raise Vetoed("vetoed", f"{outcome.by}: {outcome.end.reason}")
        return outcome.hook.text if not is_blank(outcome.hook.text) else text

    async def post(self, question: Question, text: str) -> None:
        """Post this text as the answer; raises `Conflict` when the conversation has gone on."""
        author = Author(kind=AuthorKind.ASSISTANT, name=question.assistant_name)
        said = Draft(
            client_id=question.request.answer_id,
            author=author,
            body=text,
            sources=question.sources,
        )
        await self._messages.post_answer(
            question.conversation_id, said, to=question.preview, route=question.route
        )

    async def _record(self, question: Question, course: Course) -> None:
        """Count it and write it down; a full disk must not turn an answer into a failure."""
        self._counters.answers.labels(course.outcome.value).inc()
        self._counters.answer_seconds.observe(self._clock.monotonic() - course.began)
        waited = None if course.first_shown is None else course.first_shown - course.began
        if waited is not None:
            self._counters.answer_first_token_seconds.observe(waited)
        try:
            await self._ledger.record(record(question, course, waited, self._clock.now()))
        except Unavailable as error:
            log.warning("an answer is missing in the ledger: %s", error.detail)


def record(question: Question, course: Course, waited: float | None, now: datetime) -> AnswerRecord:
    """The answer as the ledger keeps it."""
    provider, _, model = course.model.partition("/")
    return AnswerRecord(
        answer_id=question.request.answer_id,
        conversation_id=question.conversation_id,
        at=now,
        day=now.astimezone().date(),
        provider=provider,
        model=model,
        cached=course.cached,
        prompt_version=question.prompt_version,
        first_token_ms=None if waited is None else round(waited * 1_000),
        sources=question.sources,
        route_reason=question.route.reason.value,
        outcome=course.outcome,
        fault=course.fault,
    )


class Showing:
    """What visitors and agents see of an answer while it is written.

    Pieces that come faster than eyes follow are put together; the first is shown at once.
    """

    def __init__(self, bus: Bus, question: Question) -> None:
        self.answer_id = question.request.answer_id
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

    def complete(self) -> None:
        """All of it, now: a piece that came after the message would be the ghost of an answer."""
        self._stop_timer()
        self._tell()

    def end(self, *, sent: bool) -> None:
        """Nothing more comes; what was shown is void unless it was sent."""
        self._stop_timer()
        if not sent and self._index:
            self._bus.publish(
                [AnswerCancelled(conversation_id=self._conversation_id, answer_id=self.answer_id)]
            )
        self._typing(on=False)

    def _flush(self) -> None:
        self._timer = None
        if self._waiting:
            self._tell()
            self._timer = asyncio.get_running_loop().call_later(SHOW_SECONDS, self._flush)

    def _tell(self) -> None:
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

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _typing(self, *, on: bool) -> None:
        changed = TypingChanged(conversation_id=self._conversation_id, author=self._author, on=on)
        self._bus.publish([changed])
