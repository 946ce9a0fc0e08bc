"""Events: facts that are already true. The union is closed; a `match` over it ends in assert_never.

Durable events have a `rev`, dense over the whole server and assigned in the commit that made
them true; a client that was away asks for everything after the last rev it saw.
"""

from dataclasses import dataclass
from enum import StrEnum

from server.domain.conversations import Author, Conversation, Message
from server.domain.suggestions import Suggestion


class EventName(StrEnum):
    """The names that agents' sockets carry."""

    MESSAGE_CREATED = "message.created"
    CONVERSATION_UPDATED = "conversation.updated"
    VISITOR_TYPING = "visitor.typing"
    PRESENCE_CHANGED = "presence.changed"
    SETTINGS_CHANGED = "settings.changed"
    SUGGESTION_READY = "suggestion.ready"
    SUGGESTION_ENDED = "suggestion.ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageCreated:
    """A message is on disk; `conversation` is how it stands after it."""

    rev: int
    message: Message
    conversation: Conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationUpdated:
    """Status, handler, read mark, tags or rating changed."""

    rev: int
    conversation: Conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDelta:
    """A piece of an answer being written; `index` counts from 0 within the answer."""

    conversation_id: str
    answer_id: str
    index: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCancelled:
    """An answer being written will not be finished; what was shown of it is void."""

    conversation_id: str
    answer_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypingChanged:
    """Somebody began or stopped writing."""

    conversation_id: str
    author: Author
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceChanged:
    """A visitor's page opened its first or closed its last connection."""

    conversation_id: str
    visitor_id: str
    online: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged:
    """A section of the settings was saved."""

    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionChanged:
    """A draft for agents is ready, or was used, given up or overtaken; it is on disk."""

    suggestion: Suggestion


DurableEvent = MessageCreated | ConversationUpdated
Event = (
    MessageCreated
    | ConversationUpdated
    | AnswerDelta
    | AnswerCancelled
    | TypingChanged
    | PresenceChanged
    | SettingsChanged
    | SuggestionChanged
)
