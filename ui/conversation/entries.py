"""The lines of a conversation as an agent sees them: stored, on their way, or being written."""

from server.domain.conversations import Message
from ui.state import Answer, State, Unsent

Entry = Message | Unsent | Answer


def entries_of(state: State, conversation_id: str) -> tuple[Entry, ...]:
    """Oldest first; what is not stored yet stands at the end."""
    window = state.windows.get(conversation_id)
    stored = window.messages if window else ()
    unsent = (u for u in state.outbox if u.conversation_id == conversation_id)
    answer = state.answers.get(conversation_id)
    return (*stored, *unsent, *((answer,) if answer else ()))


def key_of(entry: Entry) -> str:
    """Stays the same while a reply is sent and an answer is written, and after it is stored."""
    return entry.answer_id if isinstance(entry, Answer) else entry.client_id


def text_of(entry: Entry) -> str:
    """What was written."""
    return entry.text if isinstance(entry, Answer) else entry.body
