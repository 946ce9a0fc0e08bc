"""What is worth interrupting somebody for: a visitor who waits for them, told once and briefly."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from server.domain.conversations import Conversation, Handler, HandlerKind
from server.domain.events import MessageCreated
from server.domain.text import one_line
from ui.desk import Desk
from ui.i18n import tr

# Several quick messages are one notice.
_GATHER_MILLISECONDS = 300
_BODY_CHARS = 120
_NAMES_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing that happened in a conversation that needs this agent.

    Attributes:
        waits: It came to the queue just now.
    """

    conversation_id: str
    visitor: str
    text: str
    waits: bool = False


def concerns(handler: Handler, agent_id: str) -> bool:
    """Whether this agent is the one to answer: it is theirs, or waits for anybody."""
    if handler.kind is HandlerKind.AGENT:
        return handler.agent_id == agent_id
    return handler.kind is HandlerKind.QUEUE


def summary(notices: Iterable[Notice]) -> tuple[str, str]:
    """Title and body for all of them together."""
    all_of_them = list(notices)
    last = all_of_them[-1]
    conversations = {notice.conversation_id: notice.visitor for notice in all_of_them}
    if len(conversations) > 1:
        names = ", ".join(list(conversations.values())[:_NAMES_SHOWN])
        return tr("%n conversations need you", count=len(conversations)), names
    if any(notice.waits for notice in all_of_them):
        words = [notice.text for notice in all_of_them if notice.text]
        return tr("{name} waits for a person").format(name=last.visitor), "".join(words[-1:])
    if len(all_of_them) > 1:
        return last.visitor, tr("%n new messages", count=len(all_of_them))
    return last.visitor, last.text


class Notices(QObject):
    """Watches the desk while nobody looks at it.

    Signals:
        told: Title, body and the conversation to open; plain text of visitors among it.
    """

    told = Signal(str, str, str)

    def __init__(
        self, desk: Desk, is_looking: Callable[[], bool], is_quiet: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._is_looking = is_looking
        self._is_quiet = is_quiet
        self._handlers: dict[str, HandlerKind] = {}
        self._gathered: list[Notice] = []
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.timeout.connect(self._tell)
        desk.arrived.connect(self._on_arrival)
        desk.conversation_changed.connect(self._on_change)
        desk.replaced.connect(self._on_replaced)

    @property
    def is_gathering(self) -> bool:
        """Whether something waits a moment for what may follow."""
        return self._gathering.isActive()

    def _on_arrival(self, event: MessageCreated) -> None:
        handler = event.conversation.handler
        if concerns(handler, self._desk.state.me.id):
            self._gather(event.conversation, event.message.body)

    def _on_change(self, conversation_id: str) -> None:
        conversation = self._desk.state.conversations.get(conversation_id)
        if conversation is None:
            return
        before = self._handlers.get(conversation_id)
        self._handlers[conversation_id] = conversation.handler.kind
        if conversation.handler.kind is HandlerKind.QUEUE and before is not HandlerKind.QUEUE:
            about = conversation.handoff.summary if conversation.handoff else ""
            self._gather(conversation, about, waits=True)

    def _on_replaced(self) -> None:
        """After a start or a long absence the list itself shows who waits."""
        conversations = self._desk.state.conversations.values()
        self._handlers = {each.id: each.handler.kind for each in conversations}

    def _gather(self, conversation: Conversation, text: str, *, waits: bool = False) -> None:
        if self._is_looking() or self._is_quiet():
            return
        notice = Notice(
            conversation_id=conversation.id,
            visitor=conversation.visitor.name,
            text=one_line(text, _BODY_CHARS),
            waits=waits,
        )
        self._gathered.append(notice)
        self._gathering.start(_GATHER_MILLISECONDS)

    def _tell(self) -> None:
        gathered, self._gathered = self._gathered, []
        if gathered and not self._is_looking() and not self._is_quiet():
            title, body = summary(gathered)
            self.told.emit(title, body, gathered[-1].conversation_id)
