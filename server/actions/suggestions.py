"""What agents do with suggestions: ask for one, have it rewritten, discard it."""

import logging

from server.actions.answers import Vetoed
from server.actions.suggestion_watch import SuggestionWatch
from server.actions.suggestion_writer import SuggestionWriter
from server.ai.chat_model import ProviderFault
from server.domain.conversations import Conversation, Source
from server.domain.errors import Conflict, Unavailable
from server.domain.suggestions import AskSuggestion, Suggestion, SuggestionInstruction
from server.storage.conversations import Conversations
from server.storage.suggestions import Suggestions

log = logging.getLogger(__name__)


class SuggestionActions:
    """On request there is one in every conversation, whoever has it."""

    def __init__(
        self,
        conversations: Conversations,
        suggestions: Suggestions,
        writer: SuggestionWriter,
        watch: SuggestionWatch,
    ) -> None:
        self._conversations = conversations
        self._suggestions = suggestions
        self._writer = writer
        self._watch = watch

    async def ask(self, conversation_id: str, ask: AskSuggestion) -> Suggestion | None:
        """A new one; None where there is nothing to say, or the conversation has gone on.

        Raises:
            NotFound: No such conversation.
            Conflict: `nothing_to_answer`, `nothing_to_rewrite`, or `vetoed` by a plugin.
            Unavailable: The provider gave none.
        """
        conversation = await self._conversations.get(conversation_id)
        self._watch.stop(conversation_id)
        try:
            return await self._write(conversation, ask)
        except ProviderFault as fault:
            log.info("no suggestion in %s: %s (%s)", conversation_id, fault.detail, fault.code)
            raise Unavailable(fault.code, fault.detail) from fault
        except Vetoed as veto:
            raise Conflict(veto.code, f"A plugin does not let it pass: {veto.detail}") from veto

    async def page(
        self, conversation_id: str, *, limit: int, cursor: str | None
    ) -> tuple[tuple[Suggestion, ...], str | None]:
        """Newest first; raises `NotFound`, `BadInput`."""
        await self._conversations.get(conversation_id)
        return await self._suggestions.page(conversation_id, limit=limit, cursor=cursor)

    async def discard(self, conversation_id: str, suggestion_id: str) -> Suggestion:
        """The agent does not want it; raises `NotFound`."""
        return await self._suggestions.discard(conversation_id, suggestion_id)

    async def _write(self, conversation: Conversation, ask: AskSuggestion) -> Suggestion | None:
        if ask.instruction is not SuggestionInstruction.DRAFT:
            text, sources = await self._material(conversation, ask)
            return await self._writer.rewrite(conversation, ask, text, sources)
        return await self._writer.draft(
            conversation, ask, lambda now: now.preview == conversation.preview
        )

    async def _material(
        self, conversation: Conversation, ask: AskSuggestion
    ) -> tuple[str, tuple[Source, ...]]:
        """What to rewrite; its sources stay its own while it is the suggestion's text."""
        ready = await self._suggestions.ready(conversation.id)
        if ask.text is not None:
            return ask.text, ready.sources if ready and ready.body == ask.text else ()
        if ready is None:
            raise Conflict(
                "nothing_to_rewrite", "No draft is ready here; ask for one, or send the text."
            )
        return ready.body, ready.sources
