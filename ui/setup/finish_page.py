"""The last page: the chat is open; where, and for whom."""

from ui.i18n import tr
from ui.icons import Icons
from ui.setup.flow import SetupFlow
from ui.setup.notice_card import NoticeCard
from ui.setup.page import Page
from ui.share.card import ShareCard


class FinishPage(Page):
    """Address and QR code, before the work begins."""

    def __init__(self, flow: SetupFlow, icons: Icons) -> None:
        super().__init__(flow)
        self._card = ShareCard(flow.reach, icons)
        self._demo = NoticeCard(icons, "ai", "sparkles")
        self.column.addWidget(self._card)
        self.column.addWidget(self._demo)
        self.column.addStretch(1)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self.heading.setText(tr("Your chat page is open"))
        self.lead.setText(tr("Try it yourself: open the page, ask something, then answer here."))
        self._demo.say(
            tr("The demo answers for now. Add a provider in the settings whenever you like.")
        )

    def refresh(self) -> None:
        self._demo.setVisible(self.flow.is_demo)
