"""The one way to tell the agent something that passes: a refused action, a thing that is done."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui.i18n import tr
from ui.icons import Icons
from ui.theme import restyle
from ui.widgets.announce import announce
from ui.widgets.buttons import IconButton
from ui.widgets.label import Label

# Long enough to read two lines; trouble stays until it is closed.
_NOTICE_MS = 6_000


class MessageBar(QFrame):
    """One sentence at a time, the newest."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setProperty("strip", "true")
        self._icons = icons
        self._kind = ("circle-check", "ok")
        self._icon = QLabel()
        self._words = Label(size="body2", wrap=True)
        self._close = IconButton(icons, "x", size=16)
        self._fading = QTimer(self, singleShot=True, interval=_NOTICE_MS)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._close)
        self._close.clicked.connect(self.hide)
        self._fading.timeout.connect(self.hide)
        icons.theme.changed.connect(self._draw)
        self.retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty when hidden."""
        return "" if self.isHidden() else self._words.text()

    def show_trouble(self, sentence: str) -> None:
        """Something did not work; it stays until it is closed."""
        self._fading.stop()
        self._show(sentence, ("circle-alert", "danger"))

    def show_notice(self, sentence: str) -> None:
        """Something is done; it goes away by itself."""
        self._fading.start()
        self._show(sentence, ("circle-check", "ok"))

    def retranslate(self) -> None:
        """The name of its button."""
        self._close.set_name(tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show(self, sentence: str, kind: tuple[str, str]) -> None:
        self._kind = kind
        self.setProperty("ground", kind[1])
        self._words.set_tone(kind[1])
        self._words.setText(sentence)
        restyle(self)
        self._draw()
        self.show()
        announce(self, sentence, at_once=kind[1] == "danger")

    def _draw(self) -> None:
        icon, token = self._kind
        self._icon.setPixmap(self._icons.pixmap(icon, token, self._icons.theme.px(18)))
