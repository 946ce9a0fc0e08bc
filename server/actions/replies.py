"""The assistant's part: each visitor's message is routed, then answered or handed to people."""

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import assert_never

from server.actions.answers import Answers, Question, Vetoed
from server.actions.briefings import Briefing, Briefings
from server.actions.conversations import ConversationActions
from server.actions.messages import answerable
from server.ai.article_model import ArticleModel
from server.ai.chat_model import FaultCode, ProviderFault
from server.ai.provider import ModelSource
from server.domain.conversations import (
    AuthorKind,
    Conversation,
    HandlerKind,
    HandoffReason,
    Notice,
    Source,
    Status,
)
from server.domain.errors import Conflict, KnownError
from server.domain.events import ConversationUpdated, Event, MessageCreated
from server.domain.retrieval import Retrieval
from server.domain.wording import wording
from server.pipeline.hooks import BeforeAnswer
from server.pipeline.runner import Pipeline
from server.pipeline.verdicts import Reply, Veto
from server.routing.anger import Anger
from server.routing.decision import Action, Decision, RouteInput, RouteReason, decide
from server.routing.wishes import wants_person
from server.tasks import Tasks

log = logging.getLogger(__name__)

_REASONS = {
    FaultCode.OVERLOADED: HandoffReason.OVERLOADED,
    FaultCode.EMPTY: HandoffReason.EMPTY_ANSWER,
    FaultCode.BUDGET: HandoffReason.BUDGET,
}


@dataclass(slots=True)
class Run:
    """The assistant's work on a conversation.

    Attributes:
        conversation: As it stands; renewed while it is not decided what to do.
        decided: More text starts the work anew from now on.
    """

    conversation: Conversation
    decided: bool = False
    task: asyncio.Task[None] | None = None


class Replies:
    """At most one answer a conversation: more text starts it anew, a person's step ends it.

    More text never interrupts the decision itself: whoever writes without a pause would else never
    get the person they asked for.
    """

    def __init__(
        self,
        conversations: ConversationActions,
        briefings: Briefings,
        answers: Answers,
        models: ModelSource,
        anger: Anger,
        *,
        pipeline: Pipeline,
        tasks: Tasks,
    ) -> None:
        self._conversations = conversations
        self._briefings = briefings
        self._answers = answers
        self._models = models
        self._anger = anger
        self._pipeline = pipeline
        self._tasks = tasks
        self._running: dict[str, Run] = {}

    async def resume(self) -> None:
        """Answer what the last run of the server left unanswered."""
        for conversation in await self._briefings.unanswered():
            self._start(conversation)

    def on_event(self, event: Event) -> None:
        """For the bus."""
        if not isinstance(event, MessageCreated | ConversationUpdated):
            return
        conversation = event.conversation
        if isinstance(event, MessageCreated) and event.message.author.kind is AuthorKind.ASSISTANT:
            # Said and told: what comes after it in the same batch must not take it back.
            self._running.pop(conversation.id, None)
        elif not is_assistants(conversation):
            self._stop(conversation.id)
        elif isinstance(event, MessageCreated) and asks(event) and answerable(conversation):
            self._start(conversation)

    def _start(self, conversation: Conversation) -> None:
        run = self._running.get(conversation.id)
        if run is not None and not run.decided:
            run.conversation = conversation
            return
        self._stop(conversation.id)
        self._running[conversation.id] = run = Run(conversation)
        run.task = self._tasks.start(f"reply {conversation.id}", self._reply(run))
        run.task.add_done_callback(lambda _: self._forget(run))

    def _stop(self, conversation_id: str) -> None:
        run = self._running.pop(conversation_id, None)
        if run is not None and run.task is not None:
            run.task.cancel()

    def _forget(self, run: Run) -> None:
        if self._running.get(run.conversation.id) is run:
            del self._running[run.conversation.id]

    async def _reply(self, run: Run) -> None:
        """Never silence: whatever goes wrong, a person gets it and the visitor is told."""
        try:
            await self._route(run)
        except ProviderFault as fault:
            log.warning("no answer in %s: %s (%s)", run.conversation.id, fault.detail, fault.code)
            reason = _REASONS.get(fault.fault, HandoffReason.PROVIDER_ERROR)
            await self._hand_off(run.conversation, reason, because=f"({fault.detail})")
        except Vetoed as veto:
            await self._hand_off(run.conversation, HandoffReason.PLUGIN, because=f"({veto.detail})")
        except Conflict:
            pass  # the conversation went on while a plugin answered
        except KnownError as error:
            log.warning("no answer in %s: %s (%s)", run.conversation.id, error.detail, error.code)
            reason = HandoffReason.PROVIDER_ERROR
            await self._hand_off(run.conversation, reason, because=f"({error.detail})")
        except Exception:
            log.exception("no answer in %s", run.conversation.id)
            await self._hand_off(run.conversation, HandoffReason.INTERNAL_ERROR)

    async def _route(self, run: Run) -> None:
        briefing, decision = await self._decide(run)
        match decision.action:
            case Action.NOTHING:
                return
            case Action.HAND_OFF:
                await self._hand_off(run.conversation, HandoffReason(decision.reason.value))
            case Action.ANSWER:
                await self._answer(run.conversation, briefing, decision.reason)
            case _:
                assert_never(decision.action)

    async def _decide(self, run: Run) -> tuple[Briefing, Decision]:
        """On the conversation as it stands in the end; a handoff does not wait for more."""
        while True:
            conversation = run.conversation
            briefing = await self._briefings.of(conversation)
            decision = self._decision(conversation, briefing)
            if decision.action is Action.HAND_OFF or run.conversation is conversation:
                run.decided = True
                return briefing, decision

    def _decision(self, conversation: Conversation, briefing: Briefing) -> Decision:
        return decide(
            RouteInput(
                mode=briefing.assistant.mode,
                status=conversation.status,
                handler=conversation.handler.kind,
                wants_person=any(map(wants_person, briefing.unanswered)),
                anger=max(map(self._anger.score, briefing.unanswered), default=0.0),
            )
        )

    async def _answer(
        self, conversation: Conversation, briefing: Briefing, reason: RouteReason
    ) -> None:
        if conversation.preview is None:
            return
        question = Question(
            conversation_id=conversation.id,
            locale=conversation.visitor.locale,
            asked=briefing.last_said,
            preview=conversation.preview,
            request=briefing.request,
            assistant_name=briefing.assistant.name,
            reason=reason.value,
            prompt_version=briefing.prompt_version,
            mask=briefing.mask,
            sources=sources_of(briefing.found),
        )
        outcome = await self._pipeline.ask(before(question))
        match outcome.end:
            case Veto(reason=why):
                raise Vetoed("vetoed", f"{outcome.by}: {why}")
            case Reply(text=text):
                await self._answers.post(question, text)
            case None:
                await self._write(instead(question, outcome.hook.text), briefing)

    async def _write(self, question: Question, briefing: Briefing) -> None:
        providers = briefing.providers
        if not providers.any and not briefing.knows_nothing:
            await self._answers.write(question, own_words(question, briefing.found))
            return
        model = await self._models.model(
            providers.first,
            providers.key,
            fallback=(providers.fallback, providers.fallback_key),
            budget=briefing.budget,
        )
        await self._answers.write(question, model)

    async def _hand_off(
        self, conversation: Conversation, reason: HandoffReason, *, because: str = ""
    ) -> None:
        # Its own event ends this very task's conversation for the assistant: out of reach first.
        self._running.pop(conversation.id, None)
        await self._conversations.hand_off(conversation.id, reason, because=because)


def is_assistants(conversation: Conversation) -> bool:
    """Whether the assistant may speak in it."""
    return conversation.status is Status.OPEN and conversation.handler.kind is HandlerKind.ASSISTANT


def asks(event: MessageCreated) -> bool:
    """Whether this message calls for an answer: a visitor's, or the return to the assistant."""
    message = event.message
    return message.author.kind is AuthorKind.VISITOR or message.notice is Notice.GIVEN_BACK


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


def sources_of(found: Retrieval) -> tuple[Source, ...]:
    """The articles behind an answer; none where it rests on nothing of ours."""
    if not found.answerable:
        return ()
    return tuple(Source(article_id=one.article.id, title=one.article.title) for one in found.items)


def own_words(question: Question, found: Retrieval) -> ArticleModel:
    """What answers without a provider: the best article, or the word that there is none."""
    if found.answerable:
        return ArticleModel(found.passage)
    return ArticleModel(wording(question.locale).do_not_know)
