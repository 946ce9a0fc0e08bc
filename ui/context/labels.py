"""How the conversation is filed: its priority and its tags."""

from PySide6.QtCore import QEvent

from server.domain.conversations import Conversation, Priority
from ui.i18n import tr
from ui.icons import Icons
from ui.inbox.wording import priority_words
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow
from ui.widgets.label import Chip


class Labels(Flow):
    """Chips, and two buttons that change them."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(gap=6)
        self._icons = icons
        self._shown: tuple[Priority, tuple[str, ...]] | None = None
        self._tag = Button(icons, "chip", "tag")
        self._flag = Button(icons, "chip", "flag")
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._tag.setText(tr("Tags"))
        self._show()

    def driven(self) -> dict[str, Button]:
        """Its buttons by the command that they run."""
        return {"conversation.tags": self._tag, "conversation.priority": self._flag}

    def show_conversation(self, conversation: Conversation) -> None:
        """As it is filed now."""
        shown = (conversation.priority, conversation.tags)
        if shown != self._shown:
            self._shown = shown
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show(self) -> None:
        priority, tags = self._shown or (Priority.NORMAL, ())
        self._flag.setText(priority_words(priority))
        self._flag.set_tip(tr("Priority"))
        self.show_only((self._flag, *map(_chip, tags), self._tag))


def _chip(tag: str) -> Chip:
    chip = Chip("neutral")
    chip.setText(tag)
    return chip
