"""How the assistant's offers change the state. No Qt, no I/O."""

from dataclasses import replace

from server.domain.suggestions import Suggestion, SuggestionState, is_said
from ui.changes import SuggestionsFetched
from ui.mappings import without
from ui.state import State, Unsent


def suggestion_changed(state: State, one: Suggestion) -> State:
    """A new one takes the place of the last; the end of an older one changes nothing."""
    if one.state is SuggestionState.READY:
        return replace(state, suggestions={**state.suggestions, one.conversation_id: one})
    present = state.suggestions.get(one.conversation_id)
    if present is None or present.id != one.id:
        return state
    return replace(state, suggestions=without(state.suggestions, one.conversation_id))


def suggestions_fetched(state: State, fetched: SuggestionsFetched) -> State:
    """What was fetched may be older than what the stream has told since."""
    ready, present = fetched.ready, state.suggestions.get(fetched.conversation_id)
    if ready is None or present is not None or _is_overtaken(state, ready):
        return state
    return replace(state, suggestions={**state.suggestions, fetched.conversation_id: ready})


def suggestion_taken(state: State, one: Suggestion) -> State:
    """It stands in the composer: the reply tells the server where it came from."""
    return replace(state, editing={**state.editing, one.conversation_id: one.id})


def suggestion_sent(state: State, unsent: Unsent) -> State:
    """It is on its way: nobody is to send it twice."""
    present = state.suggestions.get(unsent.conversation_id)
    if present is None or present.id != unsent.suggestion_id:
        return state
    return replace(state, suggestions=without(state.suggestions, unsent.conversation_id))


def offered(state: State, conversation_id: str) -> Suggestion | None:
    """What the card shows: nothing while that very draft is in the composer."""
    present = state.suggestions.get(conversation_id)
    if present is None or state.editing.get(conversation_id) == present.id:
        return None
    return present


def _is_overtaken(state: State, ready: Suggestion) -> bool:
    window = state.windows.get(ready.conversation_id)
    messages = window.messages if window else ()
    return any(message.seq > ready.as_of and is_said(message) for message in messages)
