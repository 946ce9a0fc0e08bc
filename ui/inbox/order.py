"""Which conversations a tab shows, and in which order. No Qt."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from server.domain.conversations import Conversation, Handler, HandlerKind, Priority, Status

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


def tabs_of(conversation: Conversation, me: str) -> tuple[Tab, ...]:
    """The tabs that show it; a conversation in which nothing was said is in none."""
    if conversation.last_seq == 0:
        return ()
    if conversation.status is Status.SNOOZED:
        return (Tab.ALL, Tab.SNOOZED)
    if conversation.status is Status.RESOLVED:
        return (Tab.ALL,)
    waiting = (Tab.WAITING,) if conversation.waiting_since is not None else ()
    return (Tab.ALL, *_with_handler(conversation.handler, me), *waiting)


def _with_handler(handler: Handler, me: str) -> tuple[Tab, ...]:
    if handler.kind is HandlerKind.AGENT:
        return (Tab.MINE,) if handler.agent_id == me else ()
    return (Tab.UNASSIGNED,) if handler.kind is HandlerKind.QUEUE else (Tab.ASSISTANT,)


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
