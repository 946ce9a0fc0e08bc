"""Who the visitor is, how the conversation stands, and what can be done with it."""

from urllib.parse import urlsplit

from PySide6.QtCore import QEvent, QLocale, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from server.domain.conversations import Conversation, HandlerKind, Status
from server.domain.people import Visitor
from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.inbox.wording import handler_words, waiting_words
from ui.widgets.buttons import Button, IconButton, KeyedButton
from ui.widgets.label import Chip, ElidedLabel

_TICK_MS = 10_000
# Narrower than this, what can wait is in the menu alone.
_ROOMY = 640
_ROW = 34


class Header(QFrame):
    """Buttons by state: what makes no sense now is not there.

    Signals:
        details_wanted: Show or hide the visitor's details.
        more_wanted: What else can be done; the button that asks.
    """

    details_wanted = Signal()
    more_wanted = Signal(object)

    def __init__(self, desk: Desk, icons: Icons) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        self._desk = desk
        self._icons = icons
        self._name = ElidedLabel(size="title")
        self._online = Chip("ok")
        self._wait = Chip("warn")
        self._handler = Chip("neutral")
        self._about = ElidedLabel(size="small", tone="muted")
        self._take = Button(icons, "primary", "hand")
        self._give_back = Button(icons, "plain", "bot")
        self._resolve = Button(icons, "plain", "check")
        self._reopen = Button(icons, "plain", "rotate-ccw")
        self._assign = IconButton(icons, "user-plus")
        self._snooze = IconButton(icons, "alarm-clock")
        self._more = IconButton(icons, "ellipsis")
        self._details = IconButton(icons, "panel-right")
        self._lay_out()
        self._connect()
        self._fit()
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._take.setText(tr("Take over"))
        self._give_back.setText(tr("Give back"))
        self._resolve.setText(tr("Resolve"))
        self._reopen.setText(tr("Reopen"))
        self._assign.set_name(tr("Assign"))
        self._more.set_name(tr("More"))
        self._details.set_name(tr("Visitor details"))
        self._refresh()

    def keyed(self) -> dict[str, tuple[KeyedButton, ...]]:
        """Its buttons by the command that does the same."""
        return {
            "conversation.handler": (self._take, self._give_back),
            "conversation.resolve": (self._resolve, self._reopen),
            "conversation.details": (self._details,),
        }

    def driven(self) -> dict[str, IconButton]:
        """Its buttons by the command that they run."""
        return {"conversation.assign": self._assign, "conversation.snooze": self._snooze}

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(8)
        below.setSpacing(8)
        above.addWidget(self._name, 1)
        for icon in (self._assign, self._snooze):
            above.addWidget(icon)
        for button in (self._take, self._give_back, self._reopen, self._resolve):
            above.addWidget(button)
        for icon in (self._more, self._details):
            above.addWidget(icon)
        for chip in (self._online, self._wait, self._handler):
            below.addWidget(chip)
        below.addWidget(self._about, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 5, 12, 7)
        layout.setSpacing(2)
        layout.addLayout(above)
        layout.addLayout(below)

    def _connect(self) -> None:
        self._take.clicked.connect(self.toggle_handler)
        self._give_back.clicked.connect(self.toggle_handler)
        self._resolve.clicked.connect(self.toggle_resolved)
        self._reopen.clicked.connect(self.toggle_resolved)
        self._details.clicked.connect(self.details_wanted)
        self._more.clicked.connect(lambda: self.more_wanted.emit(self._more))
        self._icons.theme.changed.connect(self._fit)
        self._desk.opened.connect(self._refresh)
        self._desk.replaced.connect(self._refresh)
        self._desk.conversation_changed.connect(self._refresh_if_open)
        self._desk.handling.busy_changed.connect(self._refresh_if_open)
        ticking = QTimer(self, interval=_TICK_MS)
        ticking.timeout.connect(self._refresh)
        ticking.start()

    def _fit(self) -> None:
        """Words may be higher than a button of the sheet's size: Chinese ones are."""
        self._name.setMinimumHeight(self._icons.theme.px(_ROW))

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
        roomy = self.width() >= self._icons.theme.px(_ROOMY)
        self._assign.setVisible(roomy and not resolved)
        self._snooze.setVisible(roomy and not resolved)
        asleep = conversation.status is Status.SNOOZED
        self._snooze.set_name(tr("Wake up now") if asleep else tr("Snooze"))
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
