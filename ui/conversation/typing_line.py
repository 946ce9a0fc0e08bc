"""Who is writing in the open conversation, under the messages."""

from PySide6.QtCore import QEvent

from server.domain.conversations import Author, AuthorKind
from ui.desk import Desk
from ui.i18n import tr
from ui.widgets.label import Label


class TypingLine(Label):
    """Keeps its height when nobody writes, so that nothing jumps."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(size="small", tone="muted")
        self._desk = desk
        self.setContentsMargins(16, 0, 16, 4)
        desk.typing_changed.connect(self.refresh)
        desk.opened.connect(self.refresh)

    def refresh(self) -> None:
        """As it is now."""
        conversation = self._desk.open_conversation
        writers = self._desk.state.typing.get(conversation.id, ()) if conversation else ()
        me = self._desk.state.me.id
        names = [_name(author) for author in writers if author.id != me]
        self.setText(tr("{names} is writing…").format(names=", ".join(names)) if names else "")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)


def _name(author: Author) -> str:
    if author.name:
        return author.name
    return tr("The visitor") if author.kind is AuthorKind.VISITOR else tr("A colleague")
