"""The right pane: the handoff, and what is known of the visitor."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QVBoxLayout, QWidget

from server.domain.conversations import Conversation
from ui.conversation.handoff_card import HandoffCard
from ui.conversation.header import browser, language_words, page_words
from ui.conversation.wording import route_words
from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.inbox.wording import handler_words
from ui.when import full
from ui.widgets.label import Label


class VisitorPanel(QFrame):
    """Rows of a name and a value; unknown values leave no row."""

    def __init__(self, desk: Desk, icons: Icons) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setProperty("edge", "left")
        self._desk = desk
        self._shown: tuple[tuple[str, str], ...] = ()
        self._title = Label(size="body", strong=True)
        self._rows = QWidget()
        self._form = QFormLayout(self._rows)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(HandoffCard(desk, icons))
        layout.addWidget(self._title)
        layout.addWidget(self._rows)
        layout.addStretch(1)
        desk.opened.connect(self.refresh)
        desk.replaced.connect(self.refresh)
        desk.conversation_changed.connect(self._refresh_if_open)
        self.refresh()

    def refresh(self) -> None:
        """As the open conversation stands."""
        self._title.setText(tr("Visitor"))
        conversation = self._desk.open_conversation
        facts = tuple(fact for fact in self._facts(conversation) if fact[1]) if conversation else ()
        if facts != self._shown:
            self._shown = facts
            self._show()

    def _show(self) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, value in self._shown:
            self._form.addRow(Label(name, size="small", tone="muted"), _value(value))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def _facts(self, conversation: Conversation) -> tuple[tuple[str, str], ...]:
        visitor = conversation.visitor
        return (
            (tr("Name"), visitor.name),
            (tr("Status"), handler_words(conversation, self._desk.state.me)),
            (tr("Assistant"), route_words(conversation.route)),
            (tr("Page"), page_words(visitor.page_url)),
            (tr("Came from"), page_words(visitor.referrer)),
            (tr("Language"), language_words(visitor.locale)),
            (tr("Browser"), browser(visitor)),
            (tr("First message"), full(conversation.created_at)),
            (tr("Rating"), _stars(conversation)),
            (tr("Tags"), " · ".join(conversation.tags)),
        )

    def _refresh_if_open(self, conversation_id: str) -> None:
        conversation = self._desk.open_conversation
        if conversation is not None and conversation.id == conversation_id:
            self.refresh()


def _value(text: str) -> Label:
    label = Label(text, size="body2", wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignRight)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _stars(conversation: Conversation) -> str:
    rating = conversation.rating
    return "" if rating is None else f"{'★' * rating.score} {rating.comment}".strip()
