"""What can be done with one line of a conversation: copy it, open its links, send it again."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from server.domain.conversations import Message
from ui.conversation.body import Link
from ui.conversation.entries import Entry
from ui.desk import Desk
from ui.i18n import tr
from ui.state import Unsent

_LONGEST = 80


class LineMenu(QMenu):
    """Filled by whoever opens it; gone when it closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add_copy(self, name: str, text: str) -> None:
        """To the clipboard."""
        self.addAction(name, lambda: QGuiApplication.clipboard().setText(text))

    def add_link(self, link: Link) -> None:
        """The address is in the words, so that nobody opens what they did not mean to."""
        url = link.url
        words = tr("Open {address}").format(address=_short(url))
        self.addAction(words, lambda: QDesktopServices.openUrl(QUrl(url)))
        self.add_copy(tr("Copy link"), url)

    def add_corrections(self, answer: Message, correct: Callable[[str], object]) -> None:
        """Each article that the assistant answered from, or else a new one."""
        for source in answer.sources:
            words = tr("Correct the article “{title}”…").format(title=_short(source.title))
            self.addAction(words, partial(correct, source.article_id))
        if not answer.sources:
            self.addAction(tr("Write an article that answers it…"), partial(correct, ""))

    def add_retry(self, entry: Entry, desk: Desk) -> None:
        """Only for what the server refused."""
        if isinstance(entry, Unsent) and entry.problem is not None:
            client_id = entry.client_id
            self.addAction(tr("Retry"), lambda: desk.retry(client_id))
            self.addAction(tr("Delete"), lambda: desk.discard(client_id))

    def open_at(self, point: QPoint) -> None:
        """At a place on the screen, without waiting for what is chosen."""
        self.popup(point)


def _short(text: str) -> str:
    """As a menu shows it; Qt takes a single & for a key."""
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return shown.replace("&", "&&")
