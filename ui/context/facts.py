"""What the server knows of a visitor by itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from server.domain.conversations import Conversation
from server.domain.people import Agent
from ui.conversation.header import browser, language_words, page_words
from ui.conversation.wording import route_words
from ui.i18n import tr
from ui.inbox.wording import handler_words
from ui.theme import Theme
from ui.when import full
from ui.widgets.label import Label

_NAMES_WIDTH = 78
_TOP = Qt.AlignmentFlag.AlignTop


class Facts(QWidget):
    """Rows of a name and a value; unknown values leave no row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[tuple[str, str], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(11)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def show_conversation(self, conversation: Conversation, me: Agent) -> None:
        """As it stands now."""
        facts = tuple(fact for fact in _facts(conversation, me) if fact[1])
        if facts != self._shown:
            self._shown = facts
            self._show()

    def _show(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._grid.setColumnMinimumWidth(0, self._theme.px(_NAMES_WIDTH))
        for row, (name, value) in enumerate(self._shown):
            self._grid.addWidget(Label(name, size="small", tone="muted"), row, 0, _TOP)
            self._grid.addWidget(_value(value), row, 1, _TOP)


def _facts(conversation: Conversation, me: Agent) -> tuple[tuple[str, str], ...]:
    visitor = conversation.visitor
    return (
        (tr("Status"), handler_words(conversation, me)),
        (tr("Assistant"), route_words(conversation.route)),
        (tr("Page"), page_words(visitor.page_url)),
        (tr("Came from"), page_words(visitor.referrer)),
        (tr("Language"), language_words(visitor.locale)),
        (tr("Browser"), browser(visitor)),
        (tr("Device"), device(visitor.user_agent)),
        (tr("First message"), full(conversation.created_at)),
        (tr("Rating"), _stars(conversation)),
    )


def device(user_agent: str) -> str:
    """The system, and whether it is a phone; the first sign that fits."""
    signs = {
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Android": "Android",
        "Windows": "Windows",
        "Mac OS X": "macOS",
        "CrOS": "ChromeOS",
        "Linux": "Linux",
    }
    return next((name for sign, name in signs.items() if sign in user_agent), "")


def _value(text: str) -> Label:
    label = Label(text, size="body2", wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _stars(conversation: Conversation) -> str:
    rating = conversation.rating
    return "" if rating is None else f"{'★' * rating.score} {rating.comment}".strip()
