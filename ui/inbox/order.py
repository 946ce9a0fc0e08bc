"""Which conversations a tab shows, and in which order. No Qt."""

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum

from server.domain.conversations import Conversation, HandlerKind, Priority, Status
from ui.state import State

Key = tuple[float, float, str]


class Tab(StrEnum):
    """The inbox's views that are always there."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    WAITING = "waiting"
    ASSISTANT = "assistant"
    ALL = "all"
    SNOOZED = "snoozed"


class Sort(StrEnum):
    """What comes first."""

    ATTENTION = "attention"
    LATEST = "latest"
    LONGEST_WAIT = "longest_wait"
    PRIORITY = "priority"


_WEIGHT = {Priority.URGENT: 0, Priority.HIGH: 1, Priority.NORMAL: 2, Priority.LOW: 3}


def is_waiting(conversation: Conversation) -> bool:
    """The visitor waits for a person's word."""
    return conversation.status is Status.OPEN and conversation.waiting_since is not None


def is_unassigned(conversation: Conversation) -> bool:
    """A person is needed and nobody has it yet."""
    return conversation.status is Status.OPEN and conversation.handler.kind is HandlerKind.QUEUE


def is_mine(conversation: Conversation, me: str) -> bool:
    """I have it, and it is not done."""
    return conversation.status is Status.OPEN and conversation.handler.agent_id == me


def needs_me(conversation: Conversation, me: str) -> bool:
    """What the badge counts: nobody has it, or it wrote something that I have not read."""
    waiting_for_me = is_mine(conversation, me) and conversation.unread > 0
    return is_unassigned(conversation) or waiting_for_me


def attention(state: State) -> int:
    """How many conversations need this agent."""
    return sum(needs_me(found, state.me.id) for found in state.conversations.values())


def tabs_of(conversation: Conversation, me: str) -> frozenset[Tab]:
    """The tabs that show it; a conversation in which nothing was said is in none."""
    if conversation.last_seq == 0:
        return frozenset()
    if conversation.status is Status.SNOOZED:
        return frozenset({Tab.ALL, Tab.SNOOZED})
    shown = {Tab.ALL}
    if is_mine(conversation, me):
        shown.add(Tab.MINE)
    if is_unassigned(conversation):
        shown.add(Tab.UNASSIGNED)
    if is_waiting(conversation):
        shown.add(Tab.WAITING)
    if conversation.status is Status.OPEN and conversation.handler.kind is HandlerKind.ASSISTANT:
        shown.add(Tab.ASSISTANT)
    return frozenset(shown)


def last_activity(conversation: Conversation) -> datetime:
    """When something was last said."""
    preview = conversation.preview
    return preview.created_at if preview else conversation.updated_at


def key_of(sort: Sort) -> Callable[[Conversation], Key]:
    """The order as a key; among equals the latest activity, then the id."""
    return _KEYS[sort]


def _latest(conversation: Conversation) -> Key:
    return (0, -last_activity(conversation).timestamp(), conversation.id)


def _by_attention(conversation: Conversation) -> Key:
    """Who has nobody comes first, the longest wait on top."""
    if is_unassigned(conversation) and conversation.waiting_since is not None:
        return (-1, conversation.waiting_since.timestamp(), conversation.id)
    return _latest(conversation)


def _longest_wait(conversation: Conversation) -> Key:
    if is_waiting(conversation) and conversation.waiting_since is not None:
        return (-1, conversation.waiting_since.timestamp(), conversation.id)
    return _latest(conversation)


def _by_priority(conversation: Conversation) -> Key:
    """What is done weighs nothing any more."""
    done = 0 if conversation.status is Status.OPEN else len(_WEIGHT)
    _, activity, conversation_id = _latest(conversation)
    return (done + _WEIGHT[conversation.priority], activity, conversation_id)


_KEYS = {
    Sort.ATTENTION: _by_attention,
    Sort.LATEST: _latest,
    Sort.LONGEST_WAIT: _longest_wait,
    Sort.PRIORITY: _by_priority,
}


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
