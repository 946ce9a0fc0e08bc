"""Fetches what the state lacks: the snapshot, a conversation's messages, older, missed ones."""

from collections.abc import Awaitable, Callable

from server.domain.conversations import Conversation, Status
from server.domain.suggestions import SuggestionState
from ui.api_client import ApiClient
from ui.changes import Change, MessagesFetched, OlderConversations, Snapshot, SuggestionsFetched
from ui.state import State

_LIST_PAGE = 200
# An inbox of this many unresolved conversations is beyond any team; the rest come with events.
_LIST_PAGES = 25
_MESSAGE_PAGE = 100
# Farther behind than this, the newest page is fetched and the older ones again on the way up.
_CATCH_UP_LIMIT = 400


class Fetching:
    """Asks the server and applies what it says; raises `KnownError` like `ApiClient`."""

    def __init__(
        self, api: ApiClient, state: Callable[[], State], apply: Callable[[Change], None]
    ) -> None:
        self._api = api
        self._state = state
        self._apply = apply
        self._resolved_cursor: str | None = None
        self._busy: set[str] = set()

    async def snapshot(self) -> None:
        """All that is not resolved, and the latest that is."""
        found, rev = await self._unresolved()
        page = await self._api.conversations(status=Status.RESOLVED, limit=_LIST_PAGE)
        self._resolved_cursor = page.next
        # The first rev counts: what changed while the pages were read comes again as events.
        self._apply(Snapshot(conversations=(*found, *page.items), rev=rev))

    async def older_conversations(self) -> None:
        """The next page of resolved ones."""
        cursor, self._resolved_cursor = self._resolved_cursor, None
        if cursor is None:
            return
        page = await self._api.conversations(
            status=Status.RESOLVED, cursor=cursor, limit=_LIST_PAGE
        )
        self._resolved_cursor = page.next
        self._apply(OlderConversations(conversations=page.items))

    async def holding(self, words: str) -> frozenset[str]:
        """Ids of the latest conversations with these words in their messages; known afterwards."""
        page = await self._api.conversations(words=words, limit=_LIST_PAGE)
        self._apply(OlderConversations(conversations=page.items))
        return frozenset(found.id for found in page.items)

    async def latest(self, conversation_id: str) -> None:
        """Bring its window up to the newest message."""
        await self._alone(conversation_id, self._latest)

    async def older(self, conversation_id: str) -> None:
        """One page above its window."""
        await self._alone(conversation_id, self._older)

    async def suggestion(self, conversation_id: str) -> None:
        """What the assistant offers there; events tell the rest."""
        items = (await self._api.suggestions(conversation_id)).items
        ready = items[0] if items and items[0].state is SuggestionState.READY else None
        self._apply(SuggestionsFetched(conversation_id=conversation_id, ready=ready))

    async def _unresolved(self) -> tuple[list[Conversation], int]:
        found: list[Conversation] = []
        revs: list[int] = []
        for status in (Status.OPEN, Status.SNOOZED):
            cursor: str | None = None
            for _ in range(_LIST_PAGES):
                page = await self._api.conversations(status=status, cursor=cursor, limit=_LIST_PAGE)
                found.extend(page.items)
                revs.append(page.rev)
                cursor = page.next
                if cursor is None:
                    break
        return found, revs[0]

    async def _alone(self, conversation_id: str, fetch: Callable[[str], Awaitable[None]]) -> None:
        """One fetch a conversation at a time: two would ask for the same page."""
        if conversation_id in self._busy:
            return
        self._busy.add(conversation_id)
        try:
            await fetch(conversation_id)
        finally:
            self._busy.discard(conversation_id)

    async def _latest(self, conversation_id: str) -> None:
        window = self._state().windows.get(conversation_id)
        missing = _missing(self._state(), conversation_id)
        if window is None or missing > _CATCH_UP_LIMIT:
            await self._newest_page(conversation_id)
        while _missing(self._state(), conversation_id) > 0:
            after = self._state().windows[conversation_id].last_seq
            page = await self._api.messages(conversation_id, after=after, limit=_MESSAGE_PAGE)
            if not page.items:
                return
            self._apply(MessagesFetched(conversation_id=conversation_id, messages=page.items))

    async def _newest_page(self, conversation_id: str) -> None:
        page = await self._api.messages(conversation_id, limit=_MESSAGE_PAGE)
        self._apply(MessagesFetched(conversation_id=conversation_id, messages=page.items))

    async def _older(self, conversation_id: str) -> None:
        before = self._state().windows[conversation_id].first_seq
        page = await self._api.messages(conversation_id, before=before, limit=_MESSAGE_PAGE)
        self._apply(MessagesFetched(conversation_id=conversation_id, messages=page.items))


def _missing(state: State, conversation_id: str) -> int:
    """How many messages lie beyond the window's end."""
    conversation = state.conversations.get(conversation_id)
    window = state.windows.get(conversation_id)
    if conversation is None or window is None:
        return 0
    return conversation.last_seq - window.last_seq


def is_behind(state: State, conversation_id: str) -> bool:
    """Whether there is something to catch up on."""
    return conversation_id not in state.windows or _missing(state, conversation_id) > 0
