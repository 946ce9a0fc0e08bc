"""What agents call: drafts of the assistant for their own replies."""

from dataclasses import dataclass

from server.actions.suggestions import SuggestionActions
from server.api.calls import AgentCall
from server.api.ranges import check_limit
from server.domain.entity import Entity
from server.domain.suggestions import AskSuggestion, PutSuggestion, Suggestion, SuggestionPage


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSuggestions(Entity):
    """Which suggestions of the conversation."""

    limit: int = 50
    cursor: str | None = None


class SuggestionsApi:
    """For agents only: no visitor sees any of it."""

    def __init__(self, suggestions: SuggestionActions) -> None:
        self._suggestions = suggestions

    async def list(self, call: AgentCall, query: ListSuggestions) -> SuggestionPage:
        """List a conversation's suggestions, the newest first; at most one is `ready`."""
        items, following = await self._suggestions.page(
            call.params["id"], limit=check_limit(query.limit), cursor=query.cursor
        )
        return SuggestionPage(items=items, next=following)

    async def ask(self, call: AgentCall, body: AskSuggestion) -> SuggestionPage:
        """Ask for a draft, or have one rewritten: shorter, friendlier, in another language.

        It takes the place of the one that was ready. Empty when there is nothing to suggest, or
        the conversation went on meanwhile. Automatic drafts come by the event `suggestion.ready`.
        """
        made = await self._suggestions.ask(call.params["id"], body)
        return SuggestionPage(items=(made,) if made else (), next=None)

    async def put(self, call: AgentCall, body: PutSuggestion) -> Suggestion:
        """Discard a suggestion. One that was used or overtaken stays as it is."""
        del body  # there is one outcome that an agent can tell; the codec has checked it
        return await self._suggestions.discard(call.params["id"], call.params["suggestion_id"])
