"""WebSocket frames: one JSON object each, told apart by `type`.

`VisitorFrame` and `AgentFrame` are what clients may send; the others are what the server sends.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from server.domain.conversations import Author, Conversation, Message, VisitorConversation
from server.domain.entity import Entity
from server.domain.people import Agent
from server.domain.suggestions import Suggestion

# Close codes of both sockets.
BAD_FRAME = 4400
NOT_SIGNED_IN = 4401
TOO_SLOW = 4408
TOO_FAST = 4429


# --- from clients -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello(Entity):
    """The first frame, within 10 s.

    Attributes:
        after: A visitor's last seen seq (0: all); an agent's last seen rev (None: from now on).
    """

    type: Literal["hello"] = "hello"
    token: str
    after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage(Entity):
    """A visitor's message."""

    type: Literal["message.send"] = "message.send"
    client_id: str
    body: str
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReply(Entity):
    """An agent's message; `suggestion_id` names the suggestion that a reply came from."""

    type: Literal["message.send"] = "message.send"
    conversation_id: str
    client_id: str
    body: str
    kind: Literal["reply", "note"] = "reply"
    suggestion_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing(Entity):
    """The visitor began or stopped writing."""

    type: Literal["typing"] = "typing"
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentTyping(Entity):
    """The agent began or stopped writing in this conversation."""

    type: Literal["typing"] = "typing"
    conversation_id: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Entity):
    """The visitor has seen everything up to `seq`."""

    type: Literal["read"] = "read"
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRead(Entity):
    """An agent has seen everything of the conversation up to `seq`."""

    type: Literal["read"] = "read"
    conversation_id: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestHandoff(Entity):
    """The visitor asks for a person."""

    type: Literal["handoff.request"] = "handoff.request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped(Entity):
    """The assistant's answer was what the visitor needed."""

    type: Literal["helped"] = "helped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Entity):
    """The visitor rates the conversation, 1 to 5."""

    type: Literal["rate"] = "rate"
    score: int
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ping(Entity):
    """Are you there?"""

    type: Literal["ping"] = "ping"


VisitorFrame = Hello | SendMessage | Typing | Read | RequestHandoff | Helped | Rate | Ping
AgentFrame = Hello | SendReply | AgentTyping | AgentRead | Ping


# --- from the server --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome(Entity):
    """The visitor is in: the conversation and everything after the number that was asked for."""

    type: Literal["welcome"] = "welcome"
    conversation: VisitorConversation
    messages: tuple[Message, ...]
    last_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentWelcome(Entity):
    """The agent is in; events after `rev` follow."""

    type: Literal["welcome"] = "welcome"
    rev: int
    agent: Agent


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack(Entity):
    """The message with this `client_id` is committed to disk."""

    type: Literal["ack"] = "ack"
    client_id: str
    id: str
    seq: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage(Entity):
    """A message of the visitor's conversation, one's own too."""

    type: Literal["message"] = "message"
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta(Entity):
    """A piece of an answer being written; `conversation_id` only on agents' sockets."""

    type: Literal["delta"] = "delta"
    answer_id: str
    index: int
    text: str
    conversation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledAnswer(Entity):
    """The answer will not be finished; forget its deltas."""

    type: Literal["answer.cancelled"] = "answer.cancelled"
    answer_id: str
    conversation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationChanged(Entity):
    """Status, handler or rating of the visitor's conversation changed."""

    type: Literal["conversation"] = "conversation"
    conversation: VisitorConversation


@dataclass(frozen=True, slots=True, kw_only=True)
class TypingNow(Entity):
    """Somebody on the other side writes."""

    type: Literal["typing"] = "typing"
    author: Author
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence(Entity):
    """How many agents are signed in with an open window."""

    type: Literal["presence"] = "presence"
    agents_online: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageCreatedData(Entity):
    """Data of `message.created`."""

    message: Message
    conversation: Conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationUpdatedData(Entity):
    """Data of `conversation.updated`."""

    conversation: Conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorTypingData(Entity):
    """Data of `visitor.typing`; also sent when another agent writes (`author.kind` tells)."""

    conversation_id: str
    author: Author
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceChangedData(Entity):
    """Data of `presence.changed`."""

    conversation_id: str
    visitor_id: str
    online: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChangedData(Entity):
    """Data of `settings.changed`."""

    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionData(Entity):
    """Data of `suggestion.ready` and `suggestion.ended`; its state tells how it ended."""

    conversation_id: str
    suggestion: Suggestion


EventData = (
    MessageCreatedData
    | ConversationUpdatedData
    | VisitorTypingData
    | PresenceChangedData
    | SettingsChangedData
    | SuggestionData
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFrame(Entity):
    """One event of the agents' stream; passing ones (typing, presence) carry the current rev."""

    type: Literal["event"] = "event"
    rev: int
    name: str
    data: EventData


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset(Entity):
    """Too much was missed: drop everything and fetch it again, then go on from `rev`."""

    type: Literal["reset"] = "reset"
    rev: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pong(Entity):
    """Yes."""

    type: Literal["pong"] = "pong"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorFrame(Entity):
    """A frame was refused; `client_id` when it was a message."""

    type: Literal["error"] = "error"
    code: str
    detail: str
    client_id: str | None = None


ToVisitor = (
    Welcome
    | Ack
    | NewMessage
    | Delta
    | CancelledAnswer
    | ConversationChanged
    | TypingNow
    | Presence
    | Pong
    | ErrorFrame
)
ToAgent = AgentWelcome | Ack | EventFrame | Delta | CancelledAnswer | Reset | Pong | ErrorFrame
