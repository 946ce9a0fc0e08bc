"""What a row of the inbox says, in words."""

from datetime import datetime

from server.domain.conversations import AuthorKind, Conversation, HandlerKind, Priority, Status
from server.domain.people import Agent
from ui.i18n import tr
from ui.inbox.order import Sort, is_waiting, last_activity
from ui.when import full, lasting

_PRESSING = frozenset({Priority.HIGH, Priority.URGENT})


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
    """For how long the visitor waits for a person; empty when they do not."""
    if not is_waiting(conversation) or conversation.waiting_since is None:
        return ""
    since = (now - conversation.waiting_since).total_seconds()
    return tr("Waiting {time}").format(time=lasting(since))


def handler_words(conversation: Conversation, me: Agent) -> str:
    """Who has it."""
    if conversation.status is Status.RESOLVED:
        return tr("Resolved")
    if conversation.snoozed_until is not None:
        return tr("Snoozed until {time}").format(time=full(conversation.snoozed_until))
    handler = conversation.handler
    if handler.kind is HandlerKind.ASSISTANT:
        return tr("The assistant answers")
    if handler.kind is HandlerKind.QUEUE:
        return tr("Waits for a person")
    if handler.agent_id == me.id:
        return tr("You have it")
    return tr("{name} has it").format(name=handler.agent_name or tr("A colleague"))


def priority_words(priority: Priority) -> str:
    """How much it presses."""
    return {
        Priority.URGENT: tr("Urgent", meaning="priority"),
        Priority.HIGH: tr("High", meaning="priority"),
        Priority.NORMAL: tr("Normal", meaning="priority"),
        Priority.LOW: tr("Low", meaning="priority"),
    }[priority]


def sort_words(sort: Sort) -> str:
    """What comes first."""
    return {
        Sort.ATTENTION: tr("Who needs somebody first"),
        Sort.LATEST: tr("Latest first"),
        Sort.LONGEST_WAIT: tr("Longest wait first"),
        Sort.PRIORITY: tr("Highest priority first"),
    }[sort]


def spoken(conversation: Conversation, me: Agent, now: datetime) -> str:
    """The whole row for a screen reader."""
    parts = [
        conversation.visitor.name,
        tr("online") if conversation.visitor.online else "",
        tr("%n unread", count=conversation.unread) if conversation.unread else "",
        priority_words(conversation.priority) if conversation.priority in _PRESSING else "",
        waiting_words(conversation, now) or handler_words(conversation, me),
        preview_line(conversation, ""),
        full(last_activity(conversation)),
    ]
    return ", ".join(part for part in parts if part)
