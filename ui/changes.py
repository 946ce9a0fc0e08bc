"""What can happen to the state: the server's events, and what begins at this desktop."""

from dataclasses import dataclass

from server.domain.conversations import Conversation, Message
from server.domain.events import Event
from server.domain.suggestions import Suggestion
from ui.state import Link, Unsent


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything was fetched; `rev` was read before the first page."""

    conversations: tuple[Conversation, ...]
    rev: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderConversations:
    """A further page of what is done; what is known already is newer."""

    conversations: tuple[Conversation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesFetched:
    """A page of messages, oldest first; it is joined to the window when it touches it."""

    conversation_id: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionsFetched:
    """What the assistant offers in a conversation, or None."""

    conversation_id: str
    ready: Suggestion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionTaken:
    """The agent has put it into the composer."""

    suggestion: Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChanged:
    """The live connection came or went."""

    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The agent sent something; it is shown at once."""

    unsent: Unsent


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The server has it on disk."""

    client_id: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The server will not take it as it is."""

    client_id: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retried:
    """The agent wants it sent again."""

    client_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discarded:
    """The agent gave it up."""

    client_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftKept:
    """What stands in the composer of a conversation."""

    conversation_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The agent looks at this conversation now."""

    conversation_id: str


Fetched = Snapshot | OlderConversations | MessagesFetched | SuggestionsFetched
Writing = Written | Stored | Refused | Retried | Discarded | DraftKept | SuggestionTaken
Change = Event | Fetched | Writing | Opened | LinkChanged
