"""What is another one in the next state: each value that did not change is the same object."""

from collections.abc import Mapping

from server.domain.events import ConversationUpdated, MessageCreated, PresenceChanged
from ui.changes import Change
from ui.state import State


def conversations_touched(before: State, after: State, change: Change) -> set[str]:
    """Whose row or header may look different."""
    drafts = different(before.drafts, after.drafts)
    one = _only_conversation(change)
    if one is None:
        return different(before.conversations, after.conversations) | drafts
    same = before.conversations.get(one) is after.conversations.get(one)
    return drafts if same else {one} | drafts


def _only_conversation(change: Change) -> str | None:
    """The only one that this can change, so that not all have to be compared."""
    if isinstance(change, MessageCreated | ConversationUpdated):
        return change.conversation.id
    return change.conversation_id if isinstance(change, PresenceChanged) else None


def threads_touched(before: State, after: State) -> set[str]:
    """Whose lines may be different: stored, on their way, or being written."""
    unsent = {one.conversation_id for one in {*before.outbox} ^ {*after.outbox}}
    windows = different(before.windows, after.windows)
    return unsent | windows | different(before.answers, after.answers)


def suggestions_touched(before: State, after: State) -> set[str]:
    """Where something else is offered."""
    suggestions = different(before.suggestions, after.suggestions)
    return suggestions | different(before.editing, after.editing)


def different(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """Keys whose value is another one."""
    if before is after:
        return set()
    return {key for key in {*before, *after} if before.get(key) is not after.get(key)}
