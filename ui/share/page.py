"""The page that brings visitors: address, QR code, and who can open it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.i18n import tr
from ui.icons import Icons
from ui.share.card import ShareCard
from ui.share.reach import Reach
from ui.widgets.label import Label

_MARGIN = 32
_WIDEST = 760


class SharePage(QFrame):
    """Asks anew whenever it is shown: the computer may have joined another network."""

    def __init__(self, reach: Reach, icons: Icons) -> None:
        super().__init__()
        self.setProperty("ground", "app")
        self._reach = reach
        self._theme = icons.theme
        self._heading = Label(size="heading")
        self._lead = Label(tone="muted", wrap=True)
        self._card = ShareCard(reach, icons)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(16)
        for widget in (self._heading, self._lead, self._card):
            column.addWidget(widget)
        column.addStretch(1)
        column.setAlignment(Qt.AlignmentFlag.AlignLeft)
        icons.theme.changed.connect(self._fit)
        self._fit()
        self.retranslate()

    def _fit(self) -> None:
        for widget in (self._heading, self._lead, self._card):
            widget.setMaximumWidth(self._theme.px(_WIDEST))

    def retranslate(self) -> None:
        self._heading.setText(tr("Share your chat page"))
        self._lead.setText(
            tr("Send the address, print the code, or put a link on your site: visitors ask there.")
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()  # not left to whatever comes next in the order
        self._reach.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
