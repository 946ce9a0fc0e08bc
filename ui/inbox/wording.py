"""What a row of the inbox says, in words."""

from datetime import datetime

from server.domain.conversations import AuthorKind, Conversation, HandlerKind, Status
from server.domain.people import Agent
from ui.i18n import tr
from ui.inbox.order import is_waiting, last_activity, waiting_since
from ui.when import full, lasting


def preview_line(conversation: Conversation, draft: str) -> str:
    """The newest text on one line, with who said it unless it was the visitor."""
    if draft:
        return tr("Draft: {text}").format(text=" ".join(draft.split()))
    preview = conversation.preview
    if preview is None:
        return ""
    body = " ".join(preview.body.split())
    if preview.author is AuthorKind.AGENT:
        return tr("Team: {text}").format(text=body)
    return body


def waiting_words(conversation: Conversation, now: datetime) -> str:
    """For how long nobody has come; empty when nobody is awaited."""
    if not is_waiting(conversation):
        return ""
    since = (now - waiting_since(conversation)).total_seconds()
    return tr("Waiting {time}").format(time=lasting(since))


def handler_words(conversation: Conversation, me: Agent) -> str:
    """Who has it."""
    if conversation.status is Status.RESOLVED:
        return tr("Resolved")
    handler = conversation.handler
    if handler.kind is HandlerKind.ASSISTANT:
        return tr("The assistant answers")
    if handler.kind is HandlerKind.QUEUE:
        return tr("Waits for a person")
    if handler.agent_id == me.id:
        return tr("You have it")
    return tr("{name} has it").format(name=handler.agent_name or tr("A colleague"))


def spoken(conversation: Conversation, me: Agent, now: datetime) -> str:
    """The whole row for a screen reader."""
    parts = [
        conversation.visitor.name,
        tr("online") if conversation.visitor.online else "",
        tr("%n unread", count=conversation.unread) if conversation.unread else "",
        waiting_words(conversation, now) or handler_words(conversation, me),
        preview_line(conversation, ""),
        full(last_activity(conversation)),
    ]
    return ", ".join(part for part in parts if part)
