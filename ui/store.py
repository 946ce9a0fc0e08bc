"""How each change makes the next state. No Qt, no I/O.

`apply(state, change)` is the only way forward. Durable events are numbered: one that the state
already holds changes nothing, so that a replay after a reconnect does no harm.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from server.domain.conversations import AuthorKind, Conversation, HandlerKind, Message
from server.domain.events import (
    AnswerCancelled,
    AnswerDelta,
    ConversationUpdated,
    Event,
    MessageCreated,
    PresenceChanged,
    SettingsChanged,
    SuggestionChanged,
    TypingChanged,
)
from ui.changes import (
    Change,
    Discarded,
    DraftKept,
    Fetched,
    LinkChanged,
    MessagesFetched,
    OlderConversations,
    Opened,
    Refused,
    Retried,
    Snapshot,
    Stored,
    SuggestionsFetched,
    SuggestionTaken,
    Writing,
    Written,
)
from ui.mappings import Shelves, without
from ui.state import Answer, Link, State, Window
from ui.suggested import suggestion_changed, suggestion_sent, suggestion_taken, suggestions_fetched

Passing = AnswerDelta | AnswerCancelled | TypingChanged | PresenceChanged | SuggestionChanged

# Conversations whose messages stay at hand, and how many of each while another one is open.
WINDOWS_KEPT = 30
MESSAGES_KEPT = 200


def apply(state: State, change: Change) -> State:
    """The state after this change."""
    if isinstance(change, Event):
        return _after_event(state, change)
    if isinstance(change, Fetched):
        return _after_fetch(state, change)
    if isinstance(change, Writing):
        return _after_writing(state, change)
    match change:
        case Opened():
            return _opened(state, change.conversation_id)
        case LinkChanged():
            return _link_changed(state, change.link)
        case _:
            assert_never(change)


def _after_event(state: State, event: Event) -> State:
    match event:
        case MessageCreated():
            return _message_created(state, event)
        case ConversationUpdated():
            return _numbered(state, event.rev, event.conversation)
        case SettingsChanged():
            return state
        case _:
            return _after_passing(state, event)


def _after_passing(state: State, event: Passing) -> State:
    match event:
        case AnswerDelta():
            state = _answer_grew(state, event)
        case AnswerCancelled():
            state = _answer_ended(state, event.conversation_id, event.answer_id)
        case TypingChanged():
            state = _typing_changed(state, event)
        case PresenceChanged():
            state = _presence_changed(state, event)
        case SuggestionChanged():
            state = suggestion_changed(state, event.suggestion)
        case _:
            assert_never(event)
    return state


def _after_fetch(state: State, fetched: Fetched) -> State:
    match fetched:
        case Snapshot():
            return _snapshot(state, fetched)
        case OlderConversations():
            return _older_conversations(state, fetched)
        case MessagesFetched():
            return _messages_fetched(state, fetched)
        case SuggestionsFetched():
            return suggestions_fetched(state, fetched)
        case _:
            assert_never(fetched)


def _after_writing(state: State, change: Writing) -> State:
    match change:
        case Written():
            state = suggestion_sent(state, change.unsent)
            state = replace(state, outbox=(*state.outbox, change.unsent))
        case Stored():
            state = _unsent_changed(state, change.client_id, seq=change.seq)
        case Refused():
            state = _unsent_changed(state, change.client_id, problem=change.problem)
        case Retried():
            state = _unsent_changed(state, change.client_id)
        case Discarded():
            state = _without_unsent(state, {change.client_id})
        case DraftKept():
            state = _draft_kept(state, change)
        case SuggestionTaken():
            state = suggestion_taken(state, change.suggestion)
        case _:
            assert_never(change)
    return state


# --- durable events ---------------------------------------------------------------------------


def _numbered(state: State, rev: int, conversation: Conversation) -> State:
    """The conversation as this event tells it, unless the state is newer."""
    if rev <= state.rev:
        return state
    known = state.conversations.having(conversation.id, conversation)
    state = replace(state, rev=rev, conversations=known)
    if conversation.handler.kind is HandlerKind.ASSISTANT:
        return state
    return _answer_ended(state, conversation.id)


def _message_created(state: State, event: MessageCreated) -> State:
    message = event.message
    state = _numbered(state, event.rev, event.conversation)
    state = _without_unsent(state, {message.client_id})
    state = _writer_stopped(state, message)
    if message.author.kind is AuthorKind.ASSISTANT:
        state = _answer_ended(state, message.conversation_id)
    window = state.windows.get(message.conversation_id)
    if window is None or message.seq != window.last_seq + 1:
        return state
    return _with_window(state, message.conversation_id, (*window.messages, message))


def _writer_stopped(state: State, message: Message) -> State:
    stopped = TypingChanged(
        conversation_id=message.conversation_id, author=message.author, on=False
    )
    return _typing_changed(state, stopped)


def _with_window(state: State, conversation_id: str, messages: tuple[Message, ...]) -> State:
    window = Window(messages=messages, at_start=not messages or messages[0].seq <= 1)
    return replace(state, windows={**state.windows, conversation_id: window})


# --- what passes by ---------------------------------------------------------------------------


def _answer_grew(state: State, delta: AnswerDelta) -> State:
    present = state.answers.get(delta.conversation_id)
    if present is None or present.answer_id != delta.answer_id:
        # Whoever connects in the middle of an answer sees that its beginning is missing.
        text = delta.text if delta.index == 0 else f"… {delta.text}"
    elif delta.index < present.next_index:
        return state
    else:
        gap = "" if delta.index == present.next_index else " … "
        text = f"{present.text}{gap}{delta.text}"
    answer = Answer(answer_id=delta.answer_id, text=text, next_index=delta.index + 1)
    return replace(state, answers={**state.answers, delta.conversation_id: answer})


def _answer_ended(state: State, conversation_id: str, answer_id: str | None = None) -> State:
    answer = state.answers.get(conversation_id)
    if answer is None or answer_id not in {None, answer.answer_id}:
        return state
    return replace(state, answers=without(state.answers, conversation_id))


def _typing_changed(state: State, event: TypingChanged) -> State:
    before = state.typing.get(event.conversation_id, ())
    others = tuple(author for author in before if author != event.author)
    writers = (*others, event.author) if event.on else others
    if writers == before:
        return state
    if not writers:
        return replace(state, typing=without(state.typing, event.conversation_id))
    return replace(state, typing={**state.typing, event.conversation_id: writers})


def _presence_changed(state: State, event: PresenceChanged) -> State:
    conversation = state.conversations.get(event.conversation_id)
    if conversation is None:
        return state
    visitor = replace(conversation.visitor, online=event.online)
    changed = replace(conversation, visitor=visitor)
    return replace(state, conversations=state.conversations.having(changed.id, changed))


def _link_changed(state: State, link: Link) -> State:
    """Without a connection nothing that passes by can be known."""
    if link is Link.ONLINE:
        return replace(state, link=link)
    return replace(state, link=link, answers={}, typing={}, suggestions={})


# --- what was fetched -------------------------------------------------------------------------


def _snapshot(state: State, snapshot: Snapshot) -> State:
    """All anew; windows stay, for messages never change: only their ends are fetched again."""
    known = Shelves((found.id, found) for found in snapshot.conversations)
    windows = {key: window for key, window in state.windows.items() if key in known}
    arrived = {
        unsent.client_id
        for unsent in state.outbox
        if unsent.seq is not None and _is_shown(windows.get(unsent.conversation_id), unsent.seq)
    }
    fresh = replace(
        state, loaded=True, rev=snapshot.rev, conversations=known, windows=windows, answers={}
    )
    return _without_unsent(fresh, arrived)


def _older_conversations(state: State, page: OlderConversations) -> State:
    known = state.conversations
    for found in page.conversations:
        if found.id not in known:
            known = known.having(found.id, found)
    return replace(state, conversations=known)


def _is_shown(window: Window | None, seq: int) -> bool:
    """A conversation that is not open shows it whenever it is opened."""
    return window is None or window.last_seq >= seq


def _messages_fetched(state: State, page: MessagesFetched) -> State:
    state = _without_unsent(state, {message.client_id for message in page.messages})
    window = state.windows.get(page.conversation_id, Window())
    return _with_window(state, page.conversation_id, _joined(window.messages, page.messages))


def _joined(held: tuple[Message, ...], page: tuple[Message, ...]) -> tuple[Message, ...]:
    """Both in order without doubles; a page that does not touch what is held replaces it."""
    if not held or not page:
        return held or page
    if page[0].seq > held[-1].seq + 1 or page[-1].seq < held[0].seq - 1:
        return page
    before = tuple(message for message in page if message.seq < held[0].seq)
    after = tuple(message for message in page if message.seq > held[-1].seq)
    return (*before, *held, *after)


def _opened(state: State, conversation_id: str) -> State:
    """The others are cut to what opens without a pause; the longest unseen are forgotten."""
    others = [
        (key, _cut(window)) for key, window in state.windows.items() if key != conversation_id
    ]
    windows = dict(others[-(WINDOWS_KEPT - 1) :])
    if conversation_id in state.windows:
        windows[conversation_id] = state.windows[conversation_id]
    return replace(state, windows=windows)


def _cut(window: Window) -> Window:
    if len(window.messages) <= MESSAGES_KEPT:
        return window
    return Window(messages=window.messages[-MESSAGES_KEPT:])


# --- what is on its way -----------------------------------------------------------------------


def _unsent_changed(
    state: State, client_id: str, *, seq: int | None = None, problem: str | None = None
) -> State:
    outbox = tuple(
        replace(unsent, seq=seq, problem=problem) if unsent.client_id == client_id else unsent
        for unsent in state.outbox
    )
    return replace(state, outbox=outbox)


def _without_unsent(state: State, client_ids: Iterable[str]) -> State:
    gone = frozenset(client_ids)
    outbox = tuple(unsent for unsent in state.outbox if unsent.client_id not in gone)
    return state if len(outbox) == len(state.outbox) else replace(state, outbox=outbox)


def _draft_kept(state: State, change: DraftKept) -> State:
    if not change.text:
        drafts = without(state.drafts, change.conversation_id)
        editing = without(state.editing, change.conversation_id)
        return replace(state, drafts=drafts, editing=editing)
    return replace(state, drafts={**state.drafts, change.conversation_id: change.text})
