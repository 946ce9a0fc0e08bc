"""Which conversations a tab shows, and in which order. No Qt."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from server.domain.conversations import Conversation, HandlerKind, Status
from ui.state import State

Key = tuple[int, float, str]


class Tab(StrEnum):
    """The inbox's filters."""

    WAITING = "waiting"
    MINE = "mine"
    ASSISTANT = "assistant"
    ALL = "all"


def is_waiting(conversation: Conversation) -> bool:
    """A person is needed and nobody has it yet."""
    return conversation.status is Status.OPEN and conversation.handler.kind is HandlerKind.QUEUE


def is_mine(conversation: Conversation, me: str) -> bool:
    """I have it, and it is not done."""
    return conversation.status is Status.OPEN and conversation.handler.agent_id == me


def needs_me(conversation: Conversation, me: str) -> bool:
    """What the badge counts: it waits for anybody, or wrote something that I have not read."""
    waiting_for_me = is_mine(conversation, me) and conversation.unread > 0
    return is_waiting(conversation) or waiting_for_me


def attention(state: State) -> int:
    """How many conversations need this agent."""
    return sum(needs_me(found, state.me.id) for found in state.conversations.values())


def tabs_of(conversation: Conversation, me: str) -> frozenset[Tab]:
    """The tabs that show it; a conversation in which nothing was said is in none."""
    if conversation.last_seq == 0:
        return frozenset()
    shown = {Tab.ALL}
    if is_waiting(conversation):
        shown.add(Tab.WAITING)
    if is_mine(conversation, me):
        shown.add(Tab.MINE)
    if conversation.status is Status.OPEN and conversation.handler.kind is HandlerKind.ASSISTANT:
        shown.add(Tab.ASSISTANT)
    return frozenset(shown)


def waiting_since(conversation: Conversation) -> datetime:
    """When it was handed off, or last changed when nobody handed it off."""
    return conversation.handoff.at if conversation.handoff else conversation.updated_at


def last_activity(conversation: Conversation) -> datetime:
    """When something was last said."""
    preview = conversation.preview
    return preview.created_at if preview else conversation.updated_at


def sort_key(conversation: Conversation) -> Key:
    """Who waits comes first, the longest wait on top; then the latest activity."""
    if is_waiting(conversation):
        return (0, waiting_since(conversation).timestamp(), conversation.id)
    return (1, -last_activity(conversation).timestamp(), conversation.id)


def matches(conversation: Conversation, words: str) -> bool:
    """Whether name, newest text or page hold all these words."""
    preview = conversation.preview.body if conversation.preview else ""
    visitor = conversation.visitor
    text = f"{visitor.name} {preview} {visitor.page_url}".casefold()
    return all(word in text for word in words.casefold().split())


class TabCounts:
    """How many conversations each tab has, kept up change by change."""

    def __init__(self, me: str) -> None:
        self._me = me
        self._tabs: dict[str, frozenset[Tab]] = {}
        self._counts = dict.fromkeys(Tab, 0)

    def __getitem__(self, tab: Tab) -> int:
        return self._counts[tab]

    def reset(self, conversations: Iterable[Conversation]) -> None:
        """Count all of them."""
        self._tabs = {}
        self._counts = dict.fromkeys(Tab, 0)
        for conversation in conversations:
            self.changed(conversation)

    def changed(self, conversation: Conversation) -> None:
        """This one may have moved from tab to tab."""
        before = self._tabs.get(conversation.id, frozenset())
        after = tabs_of(conversation, self._me)
        self._tabs[conversation.id] = after
        for tab in after - before:
            self._counts[tab] += 1
        for tab in before - after:
            self._counts[tab] -= 1
