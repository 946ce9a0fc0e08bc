"""The one way to tell the agent something that passes: a refused action, a thing that is done."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui.i18n import tr
from ui.icons import Icons
from ui.theme import restyle
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, IconButton
from ui.widgets.label import Label

# Long enough to read two lines and to change one's mind; trouble stays until it is closed.
_NOTICE_MS = 8_000


class MessageBar(QFrame):
    """One sentence at a time, the newest."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setProperty("strip", "true")
        self._icons = icons
        self._kind = ("circle-check", "ok")
        self._icon = QLabel()
        self._words = Label(size="body2", wrap=True)
        self._undo = Button(icons, "quiet", "rotate-ccw")
        self._undoing: Callable[[], object] | None = None
        self._close = IconButton(icons, "x", size=16)
        self._fading = QTimer(self, singleShot=True, interval=_NOTICE_MS)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._undo)
        layout.addWidget(self._close)
        self._undo.clicked.connect(self.undo)
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
        self._show(sentence, ("circle-alert", "danger"), None)

    def show_notice(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Something is done; it goes away by itself, and until then `undo` takes it back."""
        self._fading.start()
        self._show(sentence, ("circle-check", "ok"), undo)

    def undo(self) -> None:
        """Take back what was told last, when that is possible."""
        undoing, self._undoing = self._undoing, None
        if undoing is not None and not self.isHidden():
            self.hide()
            undoing()

    def retranslate(self) -> None:
        """The names of its buttons."""
        self._close.set_name(tr("Close"))
        self._undo.setText(tr("Undo"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show(
        self, sentence: str, kind: tuple[str, str], undo: Callable[[], object] | None
    ) -> None:
        self._kind, self._undoing = kind, undo
        self._undo.setVisible(undo is not None)
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
