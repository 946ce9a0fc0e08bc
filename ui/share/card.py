"""The chat page's address to copy, open and scan, and who can open it."""

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
)

from server.domain.settings import NetworkScope
from ui.i18n import tr
from ui.icons import Icons
from ui.share.qr import qr_image, qr_png
from ui.share.reach import Reach
from ui.widgets.buttons import Button
from ui.widgets.label import Label

QR_PIXELS = 264
_PADDING = 20
_GAP = 8
_COPIED_MILLISECONDS = 2_000


class ShareCard(QFrame):
    """Shows a `Reach`; every change of who can open the page goes through it."""

    def __init__(self, reach: Reach, icons: Icons) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._reach = reach
        self._qr = QLabel()
        self._qr.setFixedSize(QSize(QR_PIXELS, QR_PIXELS))
        self._qr.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._save = Button(icons, "quiet", "download")
        self._address_name = Label(size="body2", strong=True)
        self._address = QLineEdit()
        self._address.setReadOnly(True)
        self._copy = Button(icons, "primary", "copy")
        self._open = Button(icons, "plain", "external-link")
        self._others = Label(size="small", tone="muted", wrap=True)
        self._who = Label(size="body2", strong=True)
        self._this_pc, self._network = QRadioButton(), QRadioButton()
        self._hint = Label(size="small", tone="muted", wrap=True)
        self._lay_out()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        self._save.setText(tr("Save PNG"))
        self._address_name.setText(tr("Chat page"))
        self._address.setAccessibleName(tr("Address of the chat page"))
        self._qr.setAccessibleName(tr("QR code of the chat page's address"))
        self._copy.setText(tr("Copy"))
        self._open.setText(tr("Open chat page"))
        self._who.setText(tr("Who can open it"))
        self._this_pc.setText(tr("Only this PC"))
        self._network.setText(tr("Phones and PCs on this network"))
        self.refresh()

    def refresh(self) -> None:
        reach = self._reach
        has_url = bool(reach.url)
        self._address.setText(reach.url)
        self._address.setCursorPosition(0)
        self._qr.setPixmap(_code(reach.url, self.devicePixelRatioF()))
        for button in (self._save, self._copy, self._open):
            button.setEnabled(has_url)
        self._others.setText(tr("Also: {addresses}").format(addresses="  ".join(reach.others)))
        self._others.setVisible(bool(reach.others))
        for choice in (self._this_pc, self._network):
            choice.setEnabled(has_url)  # also while busy: a disabled one would lose the focus
        (self._network if reach.is_open_to_network else self._this_pc).setChecked(True)
        self._refresh_hint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    # --- construction ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        picture = QVBoxLayout()
        picture.setSpacing(_GAP)
        picture.addWidget(self._qr)
        picture.addWidget(self._save, alignment=Qt.AlignmentFlag.AlignHCenter)
        picture.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(_GAP)
        buttons.addWidget(self._copy)
        buttons.addWidget(self._open)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(_GAP)
        words.addWidget(self._address_name)
        words.addWidget(self._address)
        words.addLayout(buttons)
        words.addWidget(self._others)
        words.addSpacing(_GAP)
        for widget in (self._who, self._this_pc, self._network, self._hint):
            words.addWidget(widget)
        words.addStretch(1)
        both = QHBoxLayout(self)
        both.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        both.setSpacing(_PADDING)
        both.addLayout(picture)
        both.addLayout(words, 1)

    def _connect(self) -> None:
        self._choices = QButtonGroup(self)
        for choice in (self._this_pc, self._network):
            self._choices.addButton(choice)
        self._this_pc.clicked.connect(lambda: self._reach.open_to(NetworkScope.THIS_PC))
        self._network.clicked.connect(lambda: self._reach.open_to(NetworkScope.LAN))
        self._copy.clicked.connect(self._copy_address)
        self._open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._reach.url)))
        self._save.clicked.connect(self._ask_where_to_save)
        self._reach.changed.connect(self.refresh)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.timeout.connect(self.retranslate)

    # --- doing ----------------------------------------------------------------------------------

    def _copy_address(self) -> None:
        QGuiApplication.clipboard().setText(self._reach.url)
        self._copy.setText(tr("Copied"))
        self._copied.start(_COPIED_MILLISECONDS)

    def _ask_where_to_save(self) -> None:
        dialog = QFileDialog(self.window(), tr("Save PNG"), "deskbell-chat.png", "PNG (*.png)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.fileSelected.connect(self.save_png)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_png(self, file: str) -> None:
        """Large enough for a poster; trouble is told where the hint stands."""
        try:
            Path(file).write_bytes(qr_png(self._reach.url))
        except OSError as error:
            self._say(
                tr("The picture cannot be saved there: {reason}").format(reason=error), "danger"
            )

    def _refresh_hint(self) -> None:
        reach = self._reach
        if reach.trouble:
            self._say(reach.trouble, "danger")
        elif reach.busy and reach.url:
            self._say(tr("One moment: the server starts anew…"), "muted")
        elif reach.is_open_to_network:
            self._say(
                tr(
                    "Scan it with a phone in the same Wi-Fi. If the page does not open there, "
                    "allow Deskbell in this computer's firewall, for private networks."
                ),
                "muted",
            )
        else:
            self._say(tr("Phones cannot open this address yet: let the network in first."), "warn")

    def _say(self, words: str, tone: str) -> None:
        self._hint.setText(words)
        self._hint.set_tone(tone)


def _code(url: str, density: float) -> QPixmap:
    if not url:
        return QPixmap()
    pixmap = QPixmap.fromImage(qr_image(url, round(QR_PIXELS * density)))
    pixmap.setDevicePixelRatio(density)
    return pixmap
