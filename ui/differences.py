"""What is another one in the next state: each value that did not change is the same object."""

from collections.abc import Mapping

from ui.state import State


def conversations_touched(before: State, after: State) -> set[str]:
    """Whose row or header may look different."""
    conversations = different(before.conversations, after.conversations)
    return conversations | different(before.drafts, after.drafts)


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
