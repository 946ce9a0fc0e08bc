"""What the inbox shows: a tab, narrowed by filters, in an order. Saved views are such values."""

from dataclasses import dataclass

from server.domain.conversations import Conversation, Priority
from server.domain.entity import Entity
from ui.inbox.order import Key, Sort, Tab, key_of, tabs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters(Entity):
    """Each narrows the list further.

    Attributes:
        tags: Conversations that carry all of these.
        priority: Conversations at least this pressing.
        unread: Only those with something that no agent has read.
        online: Only those whose visitor has the page open.
    """

    tags: tuple[str, ...] = ()
    priority: Priority | None = None
    unread: bool = False
    online: bool = False

    def fit(self, conversation: Conversation) -> bool:
        """Whether the conversation passes all of them."""
        held = {tag.casefold() for tag in conversation.tags}
        return (
            all(tag.casefold() in held for tag in self.tags)
            and (self.priority is None or conversation.priority in at_least(self.priority))
            and (conversation.unread > 0 or not self.unread)
            and (conversation.visitor.online or not self.online)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Entity):
    """One way to look at the inbox."""

    tab: Tab = Tab.ALL
    sort: Sort = Sort.ATTENTION
    filters: Filters = Filters()

    def shows(self, conversation: Conversation, me: str) -> bool:
        """Whether it belongs here."""
        return self.tab in tabs_of(conversation, me) and self.filters.fit(conversation)

    def key(self, conversation: Conversation) -> Key:
        """Its place."""
        return key_of(self.sort)(conversation)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView(Entity):
    """A view under a name that somebody gave it."""

    name: str
    view: View


def at_least(priority: Priority) -> tuple[Priority, ...]:
    """This one and all that press more."""
    order = (Priority.URGENT, Priority.HIGH, Priority.NORMAL, Priority.LOW)
    return order[: order.index(priority) + 1]


def matches(conversation: Conversation, words: str) -> bool:
    """Whether name, newest text, page or tags hold all these words."""
    preview = conversation.preview.body if conversation.preview else ""
    visitor = conversation.visitor
    parts = (visitor.name, visitor.email, preview, visitor.page_url, *conversation.tags)
    text = " ".join(parts).casefold()
    return all(word in text for word in words.casefold().split())
