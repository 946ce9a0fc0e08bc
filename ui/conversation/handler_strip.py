"""A strip above the composer when somebody else, or nobody, has the conversation."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from server.domain.conversations import Conversation, HandlerKind, Status
from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.theme import restyle
from ui.widgets.buttons import Button
from ui.widgets.label import Label


class HandlerStrip(QFrame):
    """Says what a reply will do, and offers to do it first."""

    def __init__(self, desk: Desk, icons: Icons) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("strip", "true")
        self._words = Label(size="body2", wrap=True)
        self._act = Button(icons, "plain")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 14, 8)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._act)
        self._act.clicked.connect(self._do)
        desk.opened.connect(self.refresh)
        desk.replaced.connect(self.refresh)
        desk.conversation_changed.connect(self._refresh_if_open)
        desk.handling.busy_changed.connect(self._refresh_if_open)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def refresh(self) -> None:
        """As the open conversation stands."""
        conversation = self._desk.open_conversation
        words = self._what(conversation) if conversation else None
        self.setVisible(words is not None)
        if conversation is None or words is None:
            return
        ground, sentence, action = words
        if self.property("ground") != ground:
            self.setProperty("ground", ground)
            restyle(self)
        self._words.set_tone({"ai": "ai", "warn": "warn"}.get(ground, "muted"))
        self._words.setText(sentence)
        self._act.setText(action)
        self._act.setVisible(bool(action))
        self._act.setEnabled(not self._desk.handling.is_busy(conversation.id))

    def _what(self, conversation: Conversation) -> tuple[str, str, str] | None:
        """(ground, sentence, action); None when the conversation is mine."""
        handler = conversation.handler
        if conversation.status is Status.RESOLVED:
            return "app", tr("This conversation is resolved."), tr("Reopen")
        if handler.kind is HandlerKind.ASSISTANT:
            return (
                "ai",
                tr("The assistant answers here. A reply of yours takes the conversation over."),
                tr("Take over"),
            )
        if handler.kind is HandlerKind.QUEUE:
            return (
                "warn",
                tr("The visitor waits for a person. Whoever replies first takes it over."),
                tr("Take over"),
            )
        if handler.agent_id == self._desk.state.me.id:
            return None
        who = handler.agent_name or tr("A colleague")
        return "app", tr("{name} has this conversation.").format(name=who), ""

    def _do(self) -> None:
        conversation = self._desk.open_conversation
        if conversation is None:
            return
        if conversation.status is Status.RESOLVED:
            self._desk.handling.reopen(conversation.id)
        else:
            self._desk.handling.take(conversation.id)

    def _refresh_if_open(self, conversation_id: str) -> None:
        conversation = self._desk.open_conversation
        if conversation is not None and conversation.id == conversation_id:
            self.refresh()
