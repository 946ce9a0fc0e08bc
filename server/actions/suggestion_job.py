"""One suggestion on its way: what it is made of, how it goes, and what is recorded of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from server.actions.briefings import Briefing
from server.actions.situations import Situation
from server.ai.chat_model import ChatRequest
from server.clock import Clock
from server.domain.conversations import Conversation, Source
from server.domain.ledger import AnswerOutcome, AnswerRecord, Purpose
from server.domain.suggestions import AskSuggestion, SuggestionInstruction
from server.pipeline.hooks import BeforeAnswer

Still = Callable[[Conversation], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One suggestion to write.

    Attributes:
        situation: The conversation as it stood when it was begun, and what is known.
        still: Whether it is of use to the conversation as it stands when it is stored.
    """

    situation: Situation
    ask: AskSuggestion
    still: Still
    briefing: Briefing
    request: ChatRequest
    sources: tuple[Source, ...]

    @property
    def prompt_version(self) -> str:
        """A draft's; a rewriting is told the same in all versions."""
        drafts = self.ask.instruction is SuggestionInstruction.DRAFT
        return self.briefing.prompt_version if drafts else self.ask.instruction.value

    @property
    def conversation(self) -> Conversation:
        """As it stood when it was begun."""
        return self.situation.conversation


@dataclass(slots=True)
class Progress:
    """How it goes, for the ledger."""

    began: float
    model: str
    first: float | None = None
    outcome: AnswerOutcome = AnswerOutcome.CANCELLED
    fault: str | None = None


def record(job: Job, progress: Progress, clock: Clock) -> AnswerRecord:
    """The suggestion as the ledger keeps it."""
    now = clock.now()
    provider, _, model = progress.model.partition("/")
    first = progress.first
    return AnswerRecord(
        answer_id=job.request.answer_id,
        conversation_id=job.conversation.id,
        at=now,
        day=now.astimezone().date(),
        provider=provider,
        model=model,
        cached=False,
        prompt_version=job.prompt_version,
        first_token_ms=None if first is None else round((first - progress.began) * 1_000),
        sources=job.sources,
        route_reason=job.ask.instruction.value,
        outcome=progress.outcome,
        fault=progress.fault,
        purpose=Purpose.SUGGESTION,
    )


def before(job: Job) -> BeforeAnswer:
    """What plugins are asked before the model is: what they keep from it, they keep from drafts."""
    visitor = job.conversation.visitor
    return BeforeAnswer(
        conversation_id=job.conversation.id,
        visitor_id=visitor.id,
        locale=visitor.locale,
        text=job.situation.asked,
    )


def instead(job: Job, text: str) -> Job:
    """With another question for the model, where a plugin put one."""
    if text == job.situation.asked:
        return job
    *earlier, last = job.request.messages
    asked = replace(last, content=job.briefing.mask.mask(text))
    return replace(job, request=replace(job.request, messages=(*earlier, asked)))
