"""Why the assistant gave the conversation to people, what it is about, and since when."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from ui.conversation.wording import reason_words
from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.when import full, lasting
from ui.widgets.label import Label

_TICK_MS = 10_000


class HandoffCard(QFrame):
    """There while the conversation has a handoff."""

    def __init__(self, desk: Desk, icons: Icons) -> None:
        super().__init__()
        self.setProperty("ground", "ai")
        self._desk = desk
        self._icons = icons
        self._icon = QLabel()
        self._title = Label(size="body", tone="ai", strong=True)
        self._since = Label(size="small", tone="ai")
        self._reason = Label(size="body2", tone="ai", wrap=True)
        self._summary = Label(size="body2", wrap=True)
        self._promised = Label(size="small", tone="muted", wrap=True)
        self._lay_out()
        icons.theme.changed.connect(self._draw)
        desk.opened.connect(self.refresh)
        desk.replaced.connect(self.refresh)
        desk.conversation_changed.connect(self.refresh)
        ticking = QTimer(self, interval=_TICK_MS)
        ticking.timeout.connect(self.refresh)
        ticking.start()
        self._draw()
        self.refresh()

    def refresh(self) -> None:
        """As the open conversation stands."""
        conversation = self._desk.open_conversation
        handoff = conversation.handoff if conversation else None
        self.setVisible(handoff is not None)
        if handoff is None:
            return
        ago = lasting((self._desk.now() - handoff.at).total_seconds())
        self._title.setText(tr("Handed over"))
        self._since.setText(tr("{time} ago").format(time=ago))
        self._since.setToolTip(full(handoff.at))
        self._reason.setText(reason_words(handoff.reason))
        self._summary.setText(handoff.summary)
        self._summary.setVisible(bool(handoff.summary))
        told = tr("The visitor was told: “{words}”").format(words=handoff.promised)
        self._promised.setText(told)
        self._promised.setVisible(bool(handoff.promised))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._icon)
        top.addWidget(self._title)
        top.addWidget(self._since)
        top.addStretch(1)
        layout.addLayout(top)
        layout.addWidget(self._reason)
        layout.addWidget(self._summary)
        layout.addWidget(self._promised)

    def _draw(self) -> None:
        self._icon.setPixmap(self._icons.pixmap("sparkles", "ai", self._icons.theme.px(16)))
