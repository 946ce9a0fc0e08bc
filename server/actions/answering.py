"""From a situation to words: plugins first, then whoever can answer it now."""

from dataclasses import replace

from server.actions.answers import Answers, Question, Vetoed
from server.actions.asking import model_in_force
from server.actions.briefings import Briefing, Briefings
from server.actions.situations import Situation
from server.ai.article_model import ArticleModel
from server.ai.chat_model import FaultCode, ProviderFault
from server.ai.provider import ModelSource
from server.domain.conversations import Preview, Source
from server.domain.retrieval import Retrieval
from server.domain.routing import Route, RouteReason
from server.domain.settings import AtCap
from server.domain.wording import wording
from server.ids import Ids
from server.pipeline.hooks import BeforeAnswer
from server.pipeline.runner import Pipeline
from server.pipeline.verdicts import Reply, Veto

_IN_OWN_WORDS = frozenset(
    {
        RouteReason.KNOWLEDGE_ONLY,
        RouteReason.SMALL_TALK,
        RouteReason.DOES_NOT_KNOW,
        RouteReason.ALREADY_HANDED_OFF,
    }
)


class Answering:
    """Answers, or says by its error why not."""

    def __init__(
        self,
        briefings: Briefings,
        answers: Answers,
        models: ModelSource,
        *,
        pipeline: Pipeline,
        ids: Ids,
    ) -> None:
        self._briefings = briefings
        self._answers = answers
        self._models = models
        self._pipeline = pipeline
        self._ids = ids

    async def answer(self, situation: Situation, route: Route) -> None:
        """Answer what was asked last.

        Raises:
            ProviderFault: There is no answer.
            Vetoed: A plugin does not want one.
            Conflict: The conversation went on while a plugin answered.
        """
        if situation.conversation.preview is None:
            return
        briefing = await self._briefings.of(situation)
        question = question_of(situation, situation.conversation.preview, briefing, route)
        outcome = await self._pipeline.ask(before(question))
        match outcome.end:
            case Veto(reason=why):
                raise Vetoed("vetoed", f"{outcome.by}: {why}")
            case Reply(text=text):
                await self._answers.post(replace(question, sources=()), text)
            case None:
                await self._write(instead(question, outcome.hook.text), situation)

    async def _write(self, question: Question, situation: Situation) -> None:
        if question.route.reason in _IN_OWN_WORDS:
            await self._answers.write(question, own_words(question, situation.found))
            return
        model = await model_in_force(self._models, situation.providers, situation.budget)
        try:
            await self._answers.write(question, model)
        except ProviderFault as fault:
            if not helps_without_budget(fault, situation):
                raise
            # The failed try has its line in the ledger; this is another answer.
            request = replace(question.request, answer_id=self._ids.new())
            again = replace(question, request=request)
            await self._answers.write(again, ArticleModel(situation.found.passage))


def question_of(
    situation: Situation, preview: Preview, briefing: Briefing, route: Route
) -> Question:
    """What is to be answered."""
    return Question(
        conversation_id=situation.conversation.id,
        locale=situation.conversation.visitor.locale,
        asked=situation.asked,
        preview=preview,
        request=briefing.request,
        assistant_name=situation.assistant.name,
        route=route,
        prompt_version=briefing.prompt_version,
        mask=briefing.mask,
        rules=briefing.rules,
        sources=sources_of(situation.found, route.reason),
    )


def helps_without_budget(fault: ProviderFault, situation: Situation) -> bool:
    """Whether an article answers where the budget does not let the model."""
    knows = situation.found.answerable and situation.budget.at_cap is AtCap.KNOWLEDGE
    return fault.fault is FaultCode.BUDGET and knows


def before(question: Question) -> BeforeAnswer:
    """What plugins are asked before the assistant is."""
    return BeforeAnswer(
        conversation_id=question.conversation_id,
        visitor_id=question.request.visitor_id,
        locale=question.locale,
        text=question.asked,
    )


def instead(question: Question, text: str) -> Question:
    """With another question for the model, where a plugin put one."""
    if text == question.asked:
        return question
    *earlier, last = question.request.messages
    asked = replace(last, content=question.mask.mask(text))
    request = replace(question.request, messages=(*earlier, asked), grounds=None)
    return replace(question, asked=text, request=request)


def sources_of(found: Retrieval, reason: RouteReason) -> tuple[Source, ...]:
    """The articles behind an answer; none where it rests on nothing of ours."""
    if not found.answerable or reason is RouteReason.SMALL_TALK:
        return ()
    return tuple(Source(article_id=one.article.id, title=one.article.title) for one in found.items)


def own_words(question: Question, found: Retrieval) -> ArticleModel:
    """What answers without a provider: the best article, or the word that there is none."""
    if question.route.reason is RouteReason.SMALL_TALK:
        return ArticleModel(wording(question.locale).small_talk)
    if found.answerable:
        return ArticleModel(found.passage)
    return ArticleModel(wording(question.locale).do_not_know)
