"""The right pane: the handoff, how the conversation is filed, and what is known of the visitor."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from ui.context.custom_fields import CustomFields
from ui.context.earlier import Earlier
from ui.context.facts import Facts
from ui.context.labels import Labels
from ui.context.profile import Profile
from ui.conversation.handoff_card import HandoffCard
from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.widgets.label import Label


class ContextPanel(QFrame):
    """As high as it likes: it scrolls.

    Attributes:
        labels: Priority and tags.
        fields: What else the team keeps.
    """

    def __init__(self, desk: Desk, icons: Icons) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setProperty("edge", "left")
        self._desk = desk
        self.labels = Labels(icons)
        self.fields = CustomFields(desk.directory, icons)
        self._profile = Profile(desk.directory, icons.theme)
        self._facts = Facts(icons.theme)
        self._earlier = Earlier(desk, icons.theme)
        self._titles = [Label(size="body", strong=True) for _ in range(3)]
        self._lay_out(HandoffCard(desk, icons))
        desk.opened.connect(self._opened)
        desk.replaced.connect(self.refresh)
        desk.conversation_changed.connect(self._refresh_if_shown)
        desk.directory.earlier_found.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        for label, words in zip(
            self._titles, (tr("Visitor"), tr("This visit"), tr("Earlier")), strict=True
        ):
            label.setText(words)
        self.refresh()

    def refresh(self) -> None:
        """As the open conversation stands."""
        conversation = self._desk.open_conversation
        if conversation is None:
            return
        self.labels.show_conversation(conversation)
        self._profile.show_visitor(conversation.visitor)
        self.fields.show_visitor(conversation.visitor)
        self._facts.show_conversation(conversation, self._desk.state.me)
        self._earlier.show_beside(conversation)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_back()

    def _opened(self) -> None:
        self.refresh()
        if self.isVisible():
            self._look_back()

    def _look_back(self) -> None:
        """What the visitor asked before is asked for only where it is seen."""
        conversation = self._desk.open_conversation
        if conversation is not None:
            self._desk.directory.find_earlier(conversation.visitor.id)

    def _refresh_if_shown(self, conversation_id: str) -> None:
        conversation = self._desk.open_conversation
        changed = self._desk.state.conversations.get(conversation_id)
        if conversation is None or changed is None:
            return
        if changed.visitor.id == conversation.visitor.id:
            self.refresh()

    def _lay_out(self, handoff: HandoffCard) -> None:
        inner = QFrame()
        inner.setProperty("ground", "surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        visitor, visit, earlier = self._titles
        for part in (
            handoff,
            self.labels,
            visitor,
            self._profile,
            self.fields,
            visit,
            self._facts,
            earlier,
            self._earlier,
        ):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
