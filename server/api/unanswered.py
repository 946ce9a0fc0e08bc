"""What visitors asked and no article answers."""

from dataclasses import dataclass

from server.actions.unanswered import UnansweredActions
from server.api.calls import AgentCall
from server.api.ranges import check_limit
from server.domain.entity import Entity
from server.domain.unanswered import Unanswered, UnansweredPage


@dataclass(frozen=True, slots=True, kw_only=True)
class ListUnanswered(Entity):
    """How many, and from where."""

    limit: int = 50
    cursor: str | None = None


class UnansweredApi:
    """The list of what should be written next."""

    def __init__(self, questions: UnansweredActions) -> None:
        self._questions = questions

    async def list(self, call: AgentCall, query: ListUnanswered) -> UnansweredPage:
        """List the questions that no article answers, the most asked first.

        One that an article answers by now is no longer in it.
        """
        del call
        items, following = await self._questions.page(
            limit=check_limit(query.limit), cursor=query.cursor
        )
        return UnansweredPage(items=items, next=following)

    async def dismiss(self, call: AgentCall) -> Unanswered:
        """Take a question off the list for good: it needs no article."""
        return await self._questions.dismiss(call.params["id"])
