"""Conversations and messages: what they are, and which changes are legal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from server.domain.entity import Entity
from server.domain.errors import Conflict
from server.domain.people import Agent, Visitor
from server.domain.routing import Route


class Status(StrEnum):
    """How a conversation stands."""

    OPEN = "open"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


class Priority(StrEnum):
    """How much a conversation presses, by the team's own judgement."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class HandlerKind(StrEnum):
    """Who has the conversation now."""

    ASSISTANT = "assistant"
    QUEUE = "queue"
    AGENT = "agent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler(Entity):
    """Who has the conversation; `agent_id` and `agent_name` only when an agent has it."""

    kind: HandlerKind
    agent_id: str | None = None
    agent_name: str | None = None


ASSISTANT = Handler(kind=HandlerKind.ASSISTANT)
QUEUE = Handler(kind=HandlerKind.QUEUE)


class HandoffReason(StrEnum):
    """Why the assistant gave a conversation to people."""

    VISITOR_ASKED = "visitor_asked"
    ASSISTANT_OFF = "assistant_off"
    PROVIDER_ERROR = "provider_error"
    EMPTY_ANSWER = "empty_answer"
    OVERLOADED = "overloaded"
    BUDGET = "budget"
    ANGER = "anger"
    SENSITIVE = "sensitive"
    TOO_COMPLEX = "too_complex"
    OUT_OF_SCOPE = "out_of_scope"
    REPEATED_MISSES = "repeated_misses"
    TURN_CAP = "turn_cap"
    SUGGEST_ONLY = "suggest_only"
    HELD = "held"
    PLUGIN = "plugin"
    INTERNAL_ERROR = "internal_error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff(Entity):
    """The latest handoff: why, what it is about, when; `promised` is what the visitor was told."""

    reason: HandoffReason
    summary: str
    at: datetime
    promised: str = ""


class AuthorKind(StrEnum):
    """Who wrote a message."""

    VISITOR = "visitor"
    AGENT = "agent"
    ASSISTANT = "assistant"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author(Entity):
    """The writer of a message; `id` is the agent's or visitor's, None for the others."""

    kind: AuthorKind
    id: str | None = None
    name: str = ""


class MessageKind(StrEnum):
    """What a message is. Visitors never see a note."""

    TEXT = "text"
    NOTE = "note"
    FILE = "file"
    EVENT = "event"


class Notice(StrEnum):
    """What an event message tells, for clients that word it in the reader's own language.

    Its author is the system; where an agent did it, the author's name is that agent's. Both
    `resolved` and `helped` close the conversation: the one by an agent, the other by the visitor.
    """

    HANDOFF = "handoff"
    TAKEN = "taken"
    GIVEN_BACK = "given_back"
    RESOLVED = "resolved"
    HELPED = "helped"
    REOPENED = "reopened"


CLOSING = frozenset({Notice.RESOLVED, Notice.HELPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Entity):
    """A file that came with a message."""

    file_id: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Entity):
    """The article behind an answer."""

    article_id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message before the commit gives it its id, number and time.

    Attributes:
        client_id: Made by the writer; a retry with the same one stores nothing new.
        sent: What the writer sent, where a plugin changed it: by that a retry is recognised.
        notice: Only for kind `event`: what happened; `body` words it in the visitor's language.
        suggestion_id: The suggestion that an agent's reply came from.
        agent_id: Who did what a notice tells, where an agent did it.
    """

    client_id: str
    author: Author
    body: str
    kind: MessageKind = MessageKind.TEXT
    sent: str | None = None
    notice: Notice | None = None
    sources: tuple[Source, ...] = ()
    suggestion_id: str | None = None
    agent_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Entity):
    """One entry of a conversation; `seq` is dense and assigned in the commit, from 1."""

    id: str
    conversation_id: str
    seq: int
    client_id: str
    author: Author
    kind: MessageKind
    body: str
    attachments: tuple[Attachment, ...]
    sources: tuple[Source, ...]
    notice: Notice | None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(Entity):
    """The newest text of a conversation, cut short, for lists."""

    author: AuthorKind
    body: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Entity):
    """What the visitor thought of it: 1 (bad) to 5 (good)."""

    score: int
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation(Entity):
    """What agents see of a conversation.

    Attributes:
        last_seq: Number of the newest message; 0 when there is none.
        unread: Messages of the visitor that no agent has read.
        visitor_read_seq: The newest message that the visitor's page has shown.
        route: What the assistant decided last, and why.
        snoozed_until: When it wakes by itself; only while it is snoozed.
        waiting_since: Since when the visitor waits for a person's word; None when they do not.
    """

    id: str
    status: Status
    handler: Handler
    visitor: Visitor
    last_seq: int
    unread: int
    visitor_read_seq: int
    tags: tuple[str, ...]
    handoff: Handoff | None
    route: Route | None
    rating: Rating | None
    preview: Preview | None
    created_at: datetime
    updated_at: datetime
    priority: Priority = Priority.NORMAL
    snoozed_until: datetime | None = None
    waiting_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorConversation(Entity):
    """What a visitor sees of their own conversation: an allow-list, not the agents' view."""

    id: str
    status: Status
    handler: Handler
    last_seq: int
    rating: Rating | None
    created_at: datetime


def for_visitor(conversation: Conversation) -> VisitorConversation:
    """The visitor's view: that the team put it aside for a while is the team's business."""
    snoozed = conversation.status is Status.SNOOZED
    return VisitorConversation(
        id=conversation.id,
        status=Status.OPEN if snoozed else conversation.status,
        handler=replace(conversation.handler, agent_id=None),
        last_seq=conversation.last_seq,
        rating=conversation.rating,
        created_at=conversation.created_at,
    )


def message_for_visitor(message: Message) -> Message:
    """The visitor's view: who of the team wrote it is a name to them, not an account."""
    if message.author.kind is not AuthorKind.AGENT:
        return message
    return replace(message, author=replace(message.author, id=None))


def since_resolved(messages: Sequence[Message]) -> Sequence[Message]:
    """A resolved question is over: what follows is a new one, and must not inherit its subject."""
    for index in range(len(messages) - 1, -1, -1):
        if messages[index].notice in CLOSING:
            return messages[index + 1 :]
    return messages


def held_by(agent: Agent) -> Handler:
    """The handler when this agent has the conversation."""
    return Handler(kind=HandlerKind.AGENT, agent_id=agent.id, agent_name=agent.display_name)


def take(conversation: Conversation, agent: Agent) -> Conversation:
    """The agent takes it from the assistant or the queue; a resolved one is opened again.

    Raises:
        Conflict: `taken_by_other`.
    """
    handler = conversation.handler
    if handler.kind is HandlerKind.AGENT and handler.agent_id != agent.id:
        who = handler.agent_name or "Another agent"
        raise Conflict(
            "taken_by_other", f"{who} already has this conversation; ask for a transfer."
        )
    return opened(replace(conversation, handler=held_by(agent)))


def assign(conversation: Conversation, agent: Agent) -> Conversation:
    """Given to this agent, whoever has it now."""
    return opened(replace(conversation, handler=held_by(agent)))


def give_back(conversation: Conversation, *, assistant_answers: bool) -> Conversation:
    """Back to the assistant, or to the queue when the assistant does not answer."""
    return replace(conversation, handler=ASSISTANT if assistant_answers else QUEUE, handoff=None)


def hand_off(conversation: Conversation, handoff: Handoff) -> Conversation:
    """From the assistant to the queue; a person who has it already keeps it."""
    if conversation.handler.kind is not HandlerKind.ASSISTANT:
        return conversation
    return replace(conversation, handler=QUEUE, handoff=handoff)


def resolve(conversation: Conversation) -> Conversation:
    """Done. A later message of the visitor opens it again."""
    return replace(conversation, status=Status.RESOLVED, unread=0, snoozed_until=None)


def helped(conversation: Conversation) -> Conversation:
    """The visitor says that the assistant's answer was enough: done, if that was the last word."""
    newest, handler = conversation.preview, conversation.handler
    answered = newest is not None and newest.author is AuthorKind.ASSISTANT
    return resolve(conversation) if answered and handler == ASSISTANT else conversation


def reopen(conversation: Conversation) -> Conversation:
    """Open again, with whoever had it."""
    return opened(conversation)


def opened(conversation: Conversation) -> Conversation:
    """Neither resolved nor snoozed."""
    return replace(conversation, status=Status.OPEN, snoozed_until=None)


def snooze(conversation: Conversation, until: datetime) -> Conversation:
    """Aside until then, with whoever has it."""
    return replace(conversation, status=Status.SNOOZED, snoozed_until=until)


def opened_by_visitor(conversation: Conversation) -> Conversation:
    """A visitor writes: into a resolved conversation a fresh question; a snoozed one wakes."""
    if conversation.status is not Status.RESOLVED:
        return opened(conversation)
    return replace(
        conversation, status=Status.OPEN, handler=ASSISTANT, handoff=None, route=None, rating=None
    )


def waits_since(
    before: Conversation, after: Conversation, messages: Sequence[Message], now: datetime
) -> datetime | None:
    """Since when the visitor waits for a person, once a change is made.

    The wait begins with the handoff, or with the first word of the visitor that no person has
    answered; a person's reply ends it, and so does whoever takes people out of the question.
    """
    by_assistant = after.handler.kind is HandlerKind.ASSISTANT
    if by_assistant or after.status is Status.RESOLVED:
        return None
    since = after.waiting_since
    if before.handler.kind is HandlerKind.ASSISTANT and since is None:
        unanswered = before.preview is not None and before.preview.author is AuthorKind.VISITOR
        if after.handler.kind is HandlerKind.QUEUE:
            since = now
        elif unanswered and before.preview is not None:
            since = before.preview.created_at
    for message in messages:
        if message.author.kind is AuthorKind.VISITOR:
            since = since or message.created_at
        elif message.author.kind is AuthorKind.AGENT and message.kind is not MessageKind.NOTE:
            since = None
    return since
