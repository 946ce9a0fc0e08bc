"""What the window shows while there is no server: that it starts, or why it cannot."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.child_log import ChildLog
from app.ready_line import Refusal
from server.domain.version import VERSION
from ui.brand import bell
from ui.i18n import tr
from ui.icons import Icons
from ui.widgets.buttons import Button
from ui.widgets.label import Label

_BELL_PIXELS = 72
_WIDEST_LINE = 520


class StatusPage(QFrame):
    """A sentence for a person; the details are for whoever helps them.

    Signals:
        retry_asked: Start the server once more.
    """

    retry_asked = Signal()

    def __init__(self, icons: Icons, log: ChildLog) -> None:
        super().__init__()
        self.setProperty("ground", "app")
        self._log = log
        self._refusal: Refusal | None = None
        self._headline = Label(size="heading", wrap=True)
        self._sentence = Label(tone="muted", wrap=True)
        self._retry = Button(icons, "primary", "refresh-cw")
        self._copy = Button(icons, "plain", "copy")
        self._retry.clicked.connect(self.retry_asked)
        self._copy.clicked.connect(self._copy_details)
        self._lay_out()
        self._retranslate()

    def show_starting(self) -> None:
        self._refusal = None
        self._retranslate()

    def show_failure(self, refusal: Refusal) -> None:
        self._refusal = refusal
        self._retranslate()
        self._retry.setFocus()

    def details(self) -> str:
        """What happened, in the program's own words and the server's last ones."""
        refusal = self._refusal or Refusal(code="", detail="")
        lines = (f"Deskbell {VERSION}", refusal.code, refusal.detail, "", *self._log.newest())
        return "\n".join(lines)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        sign = QLabel()
        sign.setPixmap(bell(_BELL_PIXELS, self.devicePixelRatioF()))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._retry)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(sign, alignment=Qt.AlignmentFlag.AlignHCenter)
        for label in (self._headline, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setFixedWidth(_WIDEST_LINE)
            column.addWidget(label, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(buttons)
        column.addStretch(2)

    def _retranslate(self) -> None:
        failed = self._refusal is not None
        self._headline.setText(
            tr("Deskbell cannot start its server") if failed else tr("Deskbell is starting…")
        )
        self._sentence.setText(_sentence(self._refusal) if self._refusal else "")
        self._retry.setText(tr("Try again"))
        self._copy.setText(tr("Copy details"))
        self._retry.setVisible(failed)
        self._copy.setVisible(failed)

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self.details())
        self._copy.setText(tr("Copied"))


def _sentence(refusal: Refusal) -> str:
    """By the stable code; what has none speaks for itself."""
    known = {
        "data_locked": tr(
            "Another Deskbell server already uses this data. Close it, then try again."
        ),
        "newer_database": tr(
            "The data was written by a newer Deskbell. Install that version, then try again."
        ),
        "data_dir_not_writable": tr(
            "The data folder cannot be written. Free some space or restore your right to write "
            "there, then try again."
        ),
        "port_in_use": tr("No free port was found. Close other servers, then try again."),
        "keeps_ending": tr(
            "The server ends again and again. Try once more; if that does not help, copy the "
            "details for whoever supports you."
        ),
    }
    return known.get(refusal.code, refusal.detail)
