"""The middle of the window: header, handoff, messages, composer, and the visitor beside them."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from server.domain.events import MessageCreated
from ui.context.panel import ContextPanel
from ui.conversation.composer import Composer
from ui.conversation.handler_strip import HandlerStrip
from ui.conversation.handoff_card import HandoffCard
from ui.conversation.header import Header
from ui.conversation.list_model import MessageModel
from ui.conversation.message_list import MessageList
from ui.conversation.suggestion_card import SuggestionCard
from ui.conversation.typing_line import TypingLine
from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.widgets.announce import announce
from ui.widgets.empty_state import EmptyState

# Narrower than this, the visitor's details would leave too little room for the messages.
_ROOM_FOR_DETAILS = 780
_DETAILS_WIDTH = 290
_NARROWEST = 440
# The messages can be scrolled; what is around them cannot.
_LOWEST_LIST = 16


class ConversationPane(QStackedWidget):
    """The open conversation, or a sentence when there is none.

    Attributes:
        header: Knows the verbs that fit the open conversation.
        composer: Where the agent writes.
        suggestion: What the assistant suggests to write.
        context: What is known of the visitor.

    Signals:
        share_wanted: There are no conversations yet; the chat link brings them.
        correction_wanted: See `MessageList`.
    """

    share_wanted = Signal()
    correction_wanted = Signal(str, str)

    def __init__(self, desk: Desk, icons: Icons) -> None:
        super().__init__()
        self._desk = desk
        self._theme = icons.theme
        self._details_wanted: bool | None = None  # None: wherever there is room
        self._empty = EmptyState(icons, "message-square")
        self.header = Header(desk, icons)
        self.composer = Composer(desk, icons)
        self.suggestion = SuggestionCard(desk, icons, self.composer)
        self._list = MessageList(desk, MessageModel(desk, self), icons)
        self.context = ContextPanel(desk, icons)
        self._card = _Margins(HandoffCard(desk, icons))
        self._open = self._lay_out(icons)
        self.addWidget(self._empty)
        self.addWidget(self._open)
        self._connect()
        self.retranslate()
        self._show()

    def retranslate(self) -> None:
        """All words anew."""
        self._list.retranslate()
        self._show()

    def panes(self) -> list[QWidget]:
        """Its parts in the order of the eye, for moving from one to the next by keys."""
        return [self._list, self.composer.editor, self.suggestion, self.context, self.header]

    def toggle_details(self) -> None:
        """Show or hide what is known of the visitor."""
        self._details_wanted = not self.context.isVisible()
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self, icons: Icons) -> QWidget:
        page = QWidget()
        chat = QFrame()
        chat.setProperty("ground", "chat")
        middle = QVBoxLayout(chat)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.header)
        middle.addWidget(self._card)
        middle.addWidget(self._list, 1)
        middle.addWidget(TypingLine(self._desk))
        middle.addWidget(self.suggestion)
        middle.addWidget(HandlerStrip(self._desk, icons))
        middle.addWidget(self.composer)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(chat, 1)
        row.addWidget(self.context)
        return page

    def _connect(self) -> None:
        self._empty.action.clicked.connect(self.share_wanted)
        self.header.details_wanted.connect(self.toggle_details)
        self._list.near_start.connect(self._desk.older)
        self._list.correction_wanted.connect(self.correction_wanted)
        self._list.end_seen.connect(self.read_if_seen)
        self._desk.opened.connect(self._opened)
        self._desk.replaced.connect(self._show)
        self._desk.conversation_changed.connect(self._show)
        self._desk.thread_changed.connect(self.read_if_seen)
        self._desk.link_changed.connect(self.read_if_seen)
        self._desk.arrived.connect(self._say)

    def _opened(self) -> None:
        self._show()
        self.composer.editor.setFocus()
        self.read_if_seen()

    def _show(self) -> None:
        state = self._desk.state
        if self._desk.open_conversation is not None:
            self.setCurrentWidget(self._open)
            self._make_room()
            return
        self.setCurrentWidget(self._empty)
        if not state.loaded:
            self._empty.say(tr("Connecting to the server…"))
        elif any(conversation.last_seq for conversation in state.conversations.values()):
            self._empty.say(tr("Choose a conversation on the left."))
        else:
            self._empty.say(tr("No conversations yet: share your chat link."), tr("Share the link"))

    def read_if_seen(self) -> None:
        """The newest line counts as read when it is in view of an agent who is there."""
        if self.isActiveWindow() and self.isVisible() and self._list.is_at_end:
            self._desk.read()

    def _say(self, arrived: MessageCreated) -> None:
        """Who works with the ears hears what comes into the conversation that is open."""
        conversation = self._desk.open_conversation
        if conversation is not None and conversation.id == arrived.conversation.id:
            message = arrived.message
            announce(self, f"{message.author.name}: {message.body}")

    def _make_room(self) -> None:
        self.suggestion.fit_into(self.height())
        self.composer.editor.fit_into(self.height())
        roomy = self.width() >= self._theme.px(_ROOM_FOR_DETAILS)
        # Less than all parts need: the details make room when the window gets narrower.
        self.setMinimumWidth(self._theme.px(_NARROWEST))
        self._list.setMinimumHeight(self._theme.px(_LOWEST_LIST))
        self.context.setFixedWidth(self._theme.px(_DETAILS_WIDTH))
        shown = roomy if self._details_wanted is None else self._details_wanted
        conversation = self._desk.open_conversation
        self.context.setVisible(shown)
        self._card.setVisible(
            not shown and conversation is not None and conversation.handoff is not None
        )


class _Margins(QWidget):
    """Room around a card that lies between other rows."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 2)
        layout.addWidget(inner)
