"""The conversations of every tab, in order, kept up change by change. No Qt."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from server.domain.conversations import Conversation
from ui.inbox.order import Key, Sort, Tab, key_of, needs_me, tabs_of

_NOWHERE: tuple[Tab, ...] = ()


class TabLists:
    """A change costs about the same among a hundred conversations and among a hundred thousand.

    Attributes:
        sort: What comes first.
    """

    def __init__(self, me: str) -> None:
        self.sort = Sort.ATTENTION
        self._me = me
        self._needing: set[str] = set()
        self._places: dict[str, tuple[tuple[Tab, ...], Key]] = {}
        self._lists: dict[Tab, list[Key]] = {tab: [] for tab in Tab}

    def __getitem__(self, tab: Tab) -> Sequence[Key]:
        """Keys of its conversations; the id is the last part of each."""
        return self._lists[tab]

    @property
    def needing_me(self) -> int:
        """How many conversations need this agent."""
        return len(self._needing)

    def key(self, conversation_id: str) -> Key | None:
        """Its place; None while it is in no tab."""
        place = self._places.get(conversation_id)
        return None if place is None else place[1]

    def reset(self, conversations: Iterable[Conversation], sort: Sort) -> None:
        """All of them anew, in this order."""
        self.sort = sort
        self._needing, self._places = set(), {}
        self._lists = {tab: [] for tab in Tab}
        for conversation in conversations:
            for tab, key in self._place(conversation):
                self._lists[tab].append(key)
        for keys in self._lists.values():
            keys.sort()

    def changed(self, conversation: Conversation) -> None:
        """This one may have moved from tab to tab, or within them."""
        tabs, old = self._places.pop(conversation.id, (_NOWHERE, (0.0, 0.0, "")))
        self._needing.discard(conversation.id)
        for tab in tabs:
            del self._lists[tab][bisect_left(self._lists[tab], old)]
        for tab, key in self._place(conversation):
            insort(self._lists[tab], key)

    def _place(self, conversation: Conversation) -> Iterable[tuple[Tab, Key]]:
        if needs_me(conversation, self._me):
            self._needing.add(conversation.id)
        tabs = tabs_of(conversation, self._me)
        if not tabs:
            return ()
        key = key_of(self.sort)(conversation)
        self._places[conversation.id] = (tabs, key)
        return [(tab, key) for tab in tabs]
