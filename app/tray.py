"""The icon beside the clock: who waits, the chat link, and the way out."""

from datetime import timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.quiet import Quiet
from app.quiet_commands import quiet_always, quiet_hour, quiet_morning, quiet_off
from ui.brand import bell_icon
from ui.i18n import tr

_NOTICE_MILLISECONDS = 10_000


class Tray(QObject):
    """Present while the program runs, where the system has such a place.

    Attributes:
        menu: What a click with the right button opens.

    Signals:
        open_asked: Bring the window forward; with a conversation when a notice was clicked.
        copy_asked: The chat link is wanted on the clipboard.
        quit_asked: End the program.
    """

    open_asked = Signal(str)
    copy_asked = Signal()
    quit_asked = Signal()

    def __init__(self, quiet: Quiet) -> None:
        super().__init__()
        self._quiet = quiet
        self._waiting = 0
        self._noticed = ""
        self._icon = QSystemTrayIcon(bell_icon(), self)
        self.menu = QMenu()
        self._open = self._add(lambda: self.open_asked.emit(""))
        self._copy = self._add(self.copy_asked.emit)
        self.menu.addSeparator()
        self._quiet_actions = (
            (self._add(lambda: quiet.for_length(timedelta(hours=1))), quiet_hour),
            (self._add(quiet.until_morning), quiet_morning),
            (self._add(quiet.always), quiet_always),
        )
        self._disturb = self._add(quiet.off)
        self.menu.addSeparator()
        self._quit = self._add(self.quit_asked.emit)
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._on_activated)
        quiet.changed.connect(self.retranslate)
        self._icon.messageClicked.connect(lambda: self.open_asked.emit(self._noticed))
        self.retranslate()

    @property
    def is_there(self) -> bool:
        """Whether this desktop has a tray; some have none."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Where there is no tray, Qt would only complain."""
        if self.is_there:
            self._icon.show()

    def hide(self) -> None:
        self._icon.hide()

    def show_waiting(self, waiting: int) -> None:
        """So many conversations need this agent."""
        self._waiting = waiting
        self._icon.setIcon(bell_icon(waiting))
        self.retranslate()

    def tell(self, title: str, body: str, conversation_id: str) -> None:
        """One notice; it takes the place of the one before, so a click is never ambiguous."""
        self._noticed = conversation_id
        if self._icon.isVisible() and QSystemTrayIcon.supportsMessages():
            icon = bell_icon()
            self._icon.showMessage(plain(title), plain(body), icon, _NOTICE_MILLISECONDS)

    def _add(self, slot: object) -> QAction:
        action = QAction(self.menu)
        action.triggered.connect(slot)
        self.menu.addAction(action)
        return action

    def retranslate(self) -> None:
        """All words anew."""
        self._open.setText(tr("Open Deskbell"))
        self._copy.setText(tr("Copy chat link"))
        self._quit.setText(tr("Quit"))
        quiet = self._quiet.is_on()
        for action, words in self._quiet_actions:
            action.setText(words())
            action.setVisible(not quiet)
        self._disturb.setText(quiet_off())
        self._disturb.setVisible(quiet)
        waiting = tr("%n conversations need you", count=self._waiting) if self._waiting else ""
        said = (waiting, tr("Do not disturb") if quiet else "")
        self._icon.setToolTip(": ".join(("Deskbell", *filter(None, said))))

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.open_asked.emit("")


def plain(text: str) -> str:
    """Notification servers read `<` as the start of markup; a visitor's words are none."""
    return text.replace("<", "‹")
