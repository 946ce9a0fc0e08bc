"""Write one suggestion: brief, ask the model, gate what it says, store it for agents only."""

import logging
from contextlib import aclosing
from dataclasses import replace

from server.actions.answering import sources_of
from server.actions.answers import Vetoed
from server.actions.asking import model_in_force
from server.actions.briefings import Briefings
from server.actions.situations import Situation, Situations, last_seq_of_visitor
from server.actions.suggestion_job import Job, Progress, Still, before, instead, record
from server.ai.article_model import ArticleModel
from server.ai.chat_model import ChatModel, FaultCode, Finished, FinishReason, ProviderFault
from server.ai.faults import fault
from server.ai.outgoing import Outgoing
from server.ai.provider import ModelSource
from server.ai.suggesting import draft_request, rewrite_request
from server.clock import Clock
from server.domain.conversations import Conversation, Source
from server.domain.errors import Conflict, Unavailable
from server.domain.ledger import AnswerOutcome
from server.domain.prompts import PromptId
from server.domain.suggestions import AskSuggestion, Suggestion, SuggestionState
from server.domain.text import is_blank
from server.pipeline.hooks import AfterAnswer
from server.pipeline.runner import Pipeline
from server.pipeline.verdicts import Reply, Veto
from server.storage.ledger import Ledger
from server.storage.suggestions import Suggestions

log = logging.getLogger(__name__)


class SuggestionWriter:
    """Nothing of its work reaches a visitor: no delta, no typing, no handoff when it fails."""

    def __init__(
        self,
        situations: Situations,
        briefings: Briefings,
        models: ModelSource,
        suggestions: Suggestions,
        ledger: Ledger,
        *,
        clock: Clock,
        pipeline: Pipeline,
    ) -> None:
        self._situations = situations
        self._briefings = briefings
        self._models = models
        self._suggestions = suggestions
        self._ledger = ledger
        self._clock = clock
        self._pipeline = pipeline

    async def draft(
        self, conversation: Conversation, ask: AskSuggestion, still: Still
    ) -> Suggestion | None:
        """A draft of an answer; None where there is nothing to say, or the talk has gone on.

        Raises:
            Conflict: `nothing_to_answer`.
            ProviderFault: There is no draft.
            Vetoed: The same, by the word of a plugin.
        """
        situation = await self._situations.of(conversation)
        briefing = await self._briefings.of(situation, PromptId.SUGGESTION)
        request = draft_request(briefing.request)
        if request is None:
            raise Conflict("nothing_to_answer", "The visitor has not asked anything yet.")
        job = Job(
            situation=situation,
            ask=ask,
            still=still,
            briefing=briefing,
            request=request,
            sources=sources_of(situation.found, situation.decision.reason),
        )
        outcome = await self._pipeline.ask(before(job))
        match outcome.end:
            case Veto(reason=why):
                raise Vetoed("vetoed", f"{outcome.by}: {why}")
            case Reply(text=text):
                return await self._write(replace(job, sources=()), ArticleModel(text))
            case None:
                return await self._draft(instead(job, outcome.hook.text))

    async def rewrite(
        self, conversation: Conversation, ask: AskSuggestion, text: str, sources: tuple[Source, ...]
    ) -> Suggestion | None:
        """Another form of this text, in the conversation as it stands; None when it has gone on.

        Raises:
            Unavailable: `no_provider`: an article cannot rewrite itself.
            ProviderFault, Vetoed: See `draft`.
        """
        situation = await self._situations.of(conversation)
        briefing = await self._briefings.of(situation, PromptId.SUGGESTION)
        if not situation.providers.any:
            raise Unavailable(
                "no_provider", "Rewriting needs an AI provider; the owner can set one up."
            )
        language = ask.language or conversation.visitor.locale
        request = rewrite_request(
            briefing.request,
            ask,
            text=briefing.mask.mask(text),
            language=language,
        )
        job = Job(
            situation=situation,
            ask=ask,
            still=lambda now: now.preview == conversation.preview,
            briefing=briefing,
            request=request,
            sources=sources,
        )
        return await self._write(job, await self._model(situation))

    async def _draft(self, job: Job) -> Suggestion | None:
        """By the model; without one, or when the budget is used up, the best article's words."""
        found = job.situation.found
        article = ArticleModel(found.passage) if found.answerable else None
        if not job.situation.providers.any:
            return await self._write(job, article) if article else None
        try:
            return await self._write(
                job,
                await self._model(job.situation),
            )
        except ProviderFault as trouble:
            if trouble.fault is not FaultCode.BUDGET or article is None:
                raise
        again = replace(job.request, answer_id=f"{job.request.answer_id}-article")
        return await self._write(replace(job, request=again), article)

    async def _model(self, situation: Situation) -> ChatModel:
        return await model_in_force(self._models, situation.providers, situation.budget)

    async def _write(self, job: Job, model: ChatModel) -> Suggestion | None:
        progress = Progress(began=self._clock.monotonic(), model=model.name)
        try:
            text = await self._passed(job, await self._read(job, model, progress))
            kept = await self._suggestions.add(
                self._suggestion(job, text, progress.model), job.still
            )
            if kept is not None:
                progress.outcome = AnswerOutcome.SENT
        except (ProviderFault, Vetoed) as error:
            progress.outcome, progress.fault = AnswerOutcome.FAILED, error.code
            raise
        finally:
            await self._record(job, progress)
        return kept

    async def _read(self, job: Job, model: ChatModel, progress: Progress) -> str:
        """All that the model says, as far as it may be shown."""
        outgoing, restoring = Outgoing(job.briefing.rules), job.briefing.mask.restoring()
        shown: list[str] = []
        async with aclosing(model.stream(job.request)) as answer:
            async for part in answer:
                if isinstance(part, Finished):
                    progress.model = part.model or progress.model
                    cut = part.reason is FinishReason.LENGTH
                    shown.append(outgoing.feed(restoring.end()) + outgoing.end(cut=cut))
                else:
                    shown.append(outgoing.feed(restoring.feed(part.text)))
                if progress.first is None and shown[-1]:
                    progress.first = self._clock.monotonic()
        text = "".join(shown)
        if not text:
            raise fault(FaultCode.EMPTY)
        return text

    async def _passed(self, job: Job, text: str) -> str:
        """The draft as the plugins let it pass; raises `Vetoed`."""
        visitor = job.conversation.visitor
        outcome = await self._pipeline.ask(
            AfterAnswer(
                conversation_id=job.conversation.id,
                visitor_id=visitor.id,
                locale=visitor.locale,
                question=job.situation.asked,
                text=text,
            )
        )
        if isinstance(outcome.end, Veto):
            raise Vetoed("vetoed", f"{outcome.by}: {outcome.end.reason}")
        return text if is_blank(outcome.hook.text) else outcome.hook.text

    def _suggestion(self, job: Job, text: str, model: str) -> Suggestion:
        return Suggestion(
            id=job.request.answer_id,
            conversation_id=job.conversation.id,
            to_seq=last_seq_of_visitor(job.situation.messages),
            as_of=job.conversation.last_seq,
            body=text,
            sources=job.sources,
            model=model,
            instruction=job.ask.instruction,
            language=job.ask.language,
            state=SuggestionState.READY,
            edit_distance=None,
            created_at=self._clock.now(),
        )

    async def _record(self, job: Job, progress: Progress) -> None:
        """A full disk must not turn a draft into a failure."""
        try:
            await self._ledger.record(record(job, progress, self._clock))
        except Unavailable as error:
            log.warning("a suggestion is missing in the ledger: %s", error.detail)
