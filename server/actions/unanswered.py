"""Collect what no article answers, and forget it when one does."""

import logging

from server.actions.knowledge import KnowledgeActions
from server.actions.settings import SettingsActions
from server.actions.situations import Situation
from server.ai.questions import normalised
from server.domain.errors import KnownError
from server.domain.routing import RouteReason, RoutingSettings
from server.domain.text import one_line
from server.domain.unanswered import Unanswered
from server.pipeline.personal.masking import masked
from server.routing.decision import Decision
from server.storage.unanswered import UnansweredQuestions
from server.tasks import Tasks

log = logging.getLogger(__name__)

MAX_CHARS = 500
CHECKED_AT_ONCE = 50  # a search takes milliseconds, and somebody waits for the list
_UNKNOWN = frozenset(
    {RouteReason.DOES_NOT_KNOW, RouteReason.OUT_OF_SCOPE, RouteReason.REPEATED_MISSES}
)


class UnansweredActions:
    """Nobody waits for a question to be collected."""

    def __init__(
        self,
        questions: UnansweredQuestions,
        knowledge: KnowledgeActions,
        settings: SettingsActions,
        tasks: Tasks,
    ) -> None:
        self._questions = questions
        self._knowledge = knowledge
        self._settings = settings
        self._tasks = tasks

    def note(self, situation: Situation, decision: Decision) -> None:
        """Collect what was asked, when the decision is that nobody of us knows."""
        if decision.reason in _UNKNOWN and situation.asked.strip() and not self._tasks.closed:
            _ = self._tasks.start("collect a question", self._count(situation))

    async def page(
        self, *, limit: int, cursor: str | None
    ) -> tuple[tuple[Unanswered, ...], str | None]:
        """Open ones, the most asked first; raises `BadInput` (`bad_cursor`)."""
        await self._check()
        return await self._questions.page(limit=limit, cursor=cursor)

    async def dismiss(self, question_id: str) -> Unanswered:
        """It needs no article; raises `NotFound`."""
        return await self._questions.dismiss(question_id)

    async def _count(self, situation: Situation) -> None:
        question = one_line(masked(situation.asked), MAX_CHARS)
        try:
            await self._questions.count(
                question,
                normalised=normalised(question),
                language=situation.conversation.visitor.locale,
                conversation_id=situation.conversation.id,
            )
        except KnownError as error:
            log.warning("a question was not collected: %s", error.detail)

    async def _check(self) -> None:
        """Once for each change of the knowledge base: what an article answers now is closed."""
        revision = await self._knowledge.revision()
        threshold = (await self._settings.get(RoutingSettings)).confidence
        some = await self._questions.to_check(revision, limit=CHECKED_AT_ONCE)
        answered = [
            one.id
            for one in some
            if (await self._knowledge.find(one.question, threshold=threshold)).answerable
        ]
        if some:
            await self._questions.checked([one.id for one in some], answered, revision)
