"""Who the visitor is, how the conversation stands, and what can be done with it."""

from urllib.parse import urlsplit

from PySide6.QtCore import QEvent, QLocale, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from server.domain.conversations import Conversation, HandlerKind, Status
from server.domain.people import Visitor
from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.inbox.wording import handler_words, waiting_words
from ui.widgets.buttons import Button, IconButton, KeyedButton
from ui.widgets.label import Chip, ElidedLabel

_TICK_MS = 10_000


class Header(QFrame):
    """Buttons by state: what makes no sense now is not there.

    Signals:
        details_wanted: Show or hide the visitor's details.
    """

    details_wanted = Signal()

    def __init__(self, desk: Desk, icons: Icons) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        self._desk = desk
        self._name = ElidedLabel(size="title")
        self._online = Chip("ok")
        self._wait = Chip("warn")
        self._handler = Chip("neutral")
        self._about = ElidedLabel(size="small", tone="muted")
        self._take = Button(icons, "primary", "hand")
        self._give_back = Button(icons, "plain", "bot")
        self._resolve = Button(icons, "plain", "check")
        self._reopen = Button(icons, "plain", "rotate-ccw")
        self._details = IconButton(icons, "panel-right")
        self._lay_out()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._take.setText(tr("Take over"))
        self._give_back.setText(tr("Give back"))
        self._resolve.setText(tr("Resolve"))
        self._reopen.setText(tr("Reopen"))
        self._details.set_name(tr("Visitor details"))
        self._refresh()

    def keyed(self) -> dict[str, tuple[KeyedButton, ...]]:
        """Its buttons by the command that does the same."""
        return {
            "conversation.handler": (self._take, self._give_back),
            "conversation.resolve": (self._resolve, self._reopen),
            "conversation.details": (self._details,),
        }

    def toggle_handler(self) -> None:
        """Take over, or give back what I have."""
        conversation = self._desk.open_conversation
        if conversation is None or conversation.status is Status.RESOLVED:
            return
        if conversation.handler.agent_id == self._desk.state.me.id:
            self._desk.handling.give_back(conversation.id)
        else:
            self._desk.handling.take(conversation.id)

    def toggle_resolved(self) -> None:
        """Done, or not done after all."""
        conversation = self._desk.open_conversation
        if conversation is None:
            return
        if conversation.status is Status.RESOLVED:
            self._desk.handling.reopen(conversation.id)
        else:
            self._desk.handling.resolve(conversation.id)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 9, 12, 9)
        layout.setSpacing(8)
        names = QHBoxLayout()
        names.setSpacing(8)
        names.addWidget(self._name)
        for chip in (self._online, self._wait, self._handler):
            names.addWidget(chip)
        names.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addLayout(names)
        left.addWidget(self._about)
        layout.addLayout(left, 1)
        for button in (self._take, self._give_back, self._reopen, self._resolve, self._details):
            layout.addWidget(button)

    def _connect(self) -> None:
        self._take.clicked.connect(self.toggle_handler)
        self._give_back.clicked.connect(self.toggle_handler)
        self._resolve.clicked.connect(self.toggle_resolved)
        self._reopen.clicked.connect(self.toggle_resolved)
        self._details.clicked.connect(self.details_wanted)
        self._desk.opened.connect(self._refresh)
        self._desk.replaced.connect(self._refresh)
        self._desk.conversation_changed.connect(self._refresh_if_open)
        self._desk.handling.busy_changed.connect(self._refresh_if_open)
        ticking = QTimer(self, interval=_TICK_MS)
        ticking.timeout.connect(self._refresh)
        ticking.start()

    def _refresh_if_open(self, conversation_id: str) -> None:
        conversation = self._desk.open_conversation
        if conversation is not None and conversation.id == conversation_id:
            self._refresh()

    def _refresh(self) -> None:
        conversation = self._desk.open_conversation
        if conversation is None:
            return
        self._name.setText(conversation.visitor.name)
        self._about.setText(about(conversation.visitor))
        self._online.show_words(tr("Online") if conversation.visitor.online else "")
        waiting = waiting_words(conversation, self._desk.now())
        self._wait.show_words(waiting)
        by_assistant = conversation.handler.kind is HandlerKind.ASSISTANT
        ground = "ai" if by_assistant and conversation.status is Status.OPEN else "neutral"
        words = "" if waiting else handler_words(conversation, self._desk.state.me)
        self._handler.show_words(words, ground)
        self._show_buttons(conversation)

    def _show_buttons(self, conversation: Conversation) -> None:
        resolved = conversation.status is Status.RESOLVED
        handler = conversation.handler
        mine = handler.agent_id == self._desk.state.me.id
        of_colleague = handler.kind is HandlerKind.AGENT and not mine
        self._take.setVisible(not resolved and not mine and not of_colleague)
        self._give_back.setVisible(not resolved and mine)
        self._resolve.setVisible(not resolved)
        self._reopen.setVisible(resolved)
        idle = not self._desk.handling.is_busy(conversation.id)
        for button in (self._take, self._give_back, self._resolve, self._reopen):
            button.setEnabled(idle)


def about(visitor: Visitor) -> str:
    """Where the visitor is and what they speak, on one line."""
    parts = (page_words(visitor.page_url), language_words(visitor.locale), browser(visitor))
    return " · ".join(part for part in parts if part)


def page_words(url: str) -> str:
    """The page without what only machines read."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.netloc}{parts.path}".rstrip("/")


def language_words(locale: str) -> str:
    """The language's name for itself."""
    found = QLocale(locale.replace("-", "_"))
    if found.language() is QLocale.Language.English:
        return "English"  # Qt would say American English of every visitor who said no country
    known = found.language() is not QLocale.Language.C
    return found.nativeLanguageName() if known else locale


def browser(visitor: Visitor) -> str:
    """The browser's name; most of them also claim to be several others."""
    names = {
        "Edg/": "Edge",
        "MicroMessenger/": tr("WeChat"),
        "OPR/": "Opera",
        "Firefox/": "Firefox",
        "Chrome/": "Chrome",
        "Safari/": "Safari",
    }
    return next((name for sign, name in names.items() if sign in visitor.user_agent), "")
