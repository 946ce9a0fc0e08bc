"""Says that the server is away, how much waits to be sent, and for a moment that it is back."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.state import Link
from ui.theme import restyle
from ui.when import clock_time
from ui.widgets.label import Label

_BACK_MS = 2_000
# A connection that is back at once is no news; the eye would only see something flash.
_AWAY_MS = 600


class LinkBanner(QFrame):
    """Hidden while all is well."""

    def __init__(self, desk: Desk, icons: Icons) -> None:
        super().__init__()
        self.setProperty("strip", "true")
        self._desk = desk
        self._icons = icons
        self._note = ""
        self._since = desk.now()
        self._icon = QLabel()
        self._words = Label(size="body2", strong=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        self._leaving = QTimer(self, singleShot=True, interval=_BACK_MS)
        self._leaving.timeout.connect(self.hide)
        self._coming = QTimer(self, singleShot=True, interval=_AWAY_MS)
        self._coming.timeout.connect(self._show_away)
        desk.link_changed.connect(self._link_changed)
        desk.outbox_changed.connect(self._refresh)
        icons.theme.changed.connect(self._refresh)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty when hidden."""
        return "" if self.isHidden() else self._words.text()

    def set_note(self, note: str) -> None:
        """What is known of the reason, from whoever watches the server; empty for nothing."""
        self._note = note
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._refresh()
        super().changeEvent(event)

    def _link_changed(self) -> None:
        link = self._desk.state.link
        if link is Link.OFFLINE:
            self._since = self._desk.now()
            self._leaving.stop()
            self._coming.start()
        elif link is Link.ONLINE:
            self._coming.stop()
            if not self.isHidden():
                self._show("ok", "circle-check", tr("Connected again"))
                self._leaving.start()

    def _refresh(self) -> None:
        if not self.isHidden() and self._desk.state.link is Link.OFFLINE:
            self._show_away()

    def _show_away(self) -> None:
        why = self._note or tr("Offline since {time}, reconnecting…").format(
            time=clock_time(self._since)
        )
        waiting = sum(unsent.seq is None for unsent in self._desk.state.outbox)
        queued = tr("%n messages wait to be sent", count=waiting) if waiting else ""
        self._show("warn", "wifi-off", " · ".join(filter(None, (why, queued))))

    def _show(self, ground: str, icon: str, words: str) -> None:
        self.setProperty("ground", ground)
        self._words.set_tone(ground)
        self._words.setText(words)
        self._icon.setPixmap(self._icons.pixmap(icon, ground, self._icons.theme.px(16)))
        restyle(self)
        self.show()
