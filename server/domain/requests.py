"""Bodies and results of the HTTP API that are not entities themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from server.domain.articles import Article
from server.domain.conversations import Conversation, Message, VisitorConversation
from server.domain.entity import Entity
from server.domain.people import Agent, Role
from server.domain.routing import Action, RouteReason, Signals
from server.domain.settings import WidgetPosition


@dataclass(frozen=True, slots=True, kw_only=True)
class StartSession(Entity):
    """What a page may tell when a visitor arrives; `identity` is kept for signed identities."""

    locale: str = "en"
    page_url: str = ""
    referrer: str = ""
    identity: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedSession(Entity):
    """The visitor's token, shown once, and the conversation that it opens."""

    token: str
    visitor_id: str
    conversation_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLimits(Entity):
    """What a visitor may send."""

    body_chars: int
    frame_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicHours(Entity):
    """When people of the team answer.

    Attributes:
        next_opening: When they are back; None while they are there, or where nobody knows.
        time_zone: Of the team, such as Europe/Berlin; empty where it was not set.
    """

    open_now: bool
    next_opening: datetime | None
    time_zone: str


PublicAssistant = Literal["answer", "demo", "off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicConfig(Entity):
    """What the page needs before the first word.

    Attributes:
        assistant: `answer`, `demo` (no provider and no article: a scripted model answers) or `off`.
        greetings: By language; where there is none `greeting` is said, and where that is empty the
            page's own.
        hours: None where the owner has set none.
    """

    name: str
    greeting: str
    assistant: PublicAssistant
    assistant_name: str
    theme: dict[str, str]
    languages: tuple[str, ...]
    hours: PublicHours | None
    limits: PublicLimits
    greetings: dict[str, str]
    quick_questions: tuple[str, ...]
    position: WidgetPosition


@dataclass(frozen=True, slots=True, kw_only=True)
class PostMessage(Entity):
    """A visitor's message by plain HTTP."""

    client_id: str
    body: str
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostReply(Entity):
    """An agent's message; `suggestion_id` names the suggestion that a reply came from."""

    client_id: str
    body: str
    kind: Literal["reply", "note"] = "reply"
    suggestion_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorMessages(Entity):
    """A visitor's messages after a number, oldest first; `next` is the last seq if more follow."""

    conversation: VisitorConversation
    items: tuple[Message, ...]
    next: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePage(Entity):
    """Messages, oldest first; `next` is the cursor for the page beyond."""

    items: tuple[Message, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationPage(Entity):
    """Conversations, newest first. `rev` is the event stream's place before the list was read."""

    items: tuple[Conversation, ...]
    next: str | None
    rev: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentPage(Entity):
    """The team."""

    items: tuple[Agent, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAgent(Entity):
    """A new agent."""

    username: str
    password: str
    role: Role = Role.AGENT
    display_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAgent(Entity):
    """What becomes of an agent; what is None stays. A new password ends all their sessions."""

    display_name: str | None = None
    role: Role | None = None
    password: str | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Entity):
    """Who gets the conversation; the comment becomes a note for the team."""

    agent_id: str
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Login(Entity):
    """An agent's credentials."""

    username: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Entity):
    """An agent's token, shown once."""

    token: str
    agent: Agent


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupState(Entity):
    """Whether the first account is still to be made."""

    needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup(Entity):
    """The first start: the team's name and the owner's account."""

    team_name: str
    username: str
    password: str
    display_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutSecret(Entity):
    """A secret to keep: in the OS keyring, or only until the server ends."""

    value: str
    keep: Literal["keyring", "session"] = "keyring"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretState(Entity):
    """Whether a secret is there and where; never the secret.

    Attributes:
        place: `keyring`, `session` or `environment`; None when it is not set.
        ending: Its last four characters, to tell keys apart; None when short or not set.
        keyring: Name of the keyring that this server can write to; None when there is none.
    """

    name: str
    place: str | None
    ending: str | None
    keyring: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TryProvider(Entity):
    """A provider to try before it is saved; without `key` the one saved for its address is used."""

    base_url: str
    model: str
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskModels(Entity):
    """Whose models; without `key` the one saved for this address is used."""

    base_url: str
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelNames(Entity):
    """What the endpoint says that it has, in the order of the alphabet."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderTrial(Entity):
    """What one tiny request gave: `ok`, or a code and a sentence with the next step."""

    ok: bool
    milliseconds: int
    code: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health(Entity):
    """The server's own word on itself."""

    status: Literal["ok"]
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(Entity):
    """An error (RFC 9457). `code` is stable; `detail` is for a person."""

    title: str
    status: int
    code: str
    detail: str
    type: str = "about:blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkState(Entity):
    """Where the chat page answers now.

    Attributes:
        urls: Addresses for visitors, the best first; the public one when the owner set it.
        lan: Whether other machines on the network can reach it.
    """

    port: int
    lan: bool
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchKnowledge(Entity):
    """A question as a visitor would ask it."""

    query: str
    limit: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeItem(Entity):
    """An article that may answer; `score` orders, it is no probability."""

    article_id: str
    title: str
    score: float
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeFound(Entity):
    """What the assistant would see; `confidence` is the probability that the first one answers."""

    items: tuple[KnowledgeItem, ...]
    confidence: float
    answerable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage(Entity):
    """Articles, the newest first."""

    items: tuple[Article, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkItem(Entity):
    """What became of one line: `added`, `updated`, `unchanged` or `refused`, and why."""

    title: str
    outcome: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkReport(Entity):
    """What a bulk import did, line by line."""

    items: tuple[BulkItem, ...]
    added: int
    updated: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRoute(Entity):
    """What to try: a new visitor's first message, or a conversation as it stands. One of both."""

    text: str | None = None
    conversation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewedRoute(Entity):
    """What would happen: `answer`, `suggest`, `handoff` or `nothing`, why, and what it rests on."""

    decision: Action
    reason: RouteReason
    signals: Signals
