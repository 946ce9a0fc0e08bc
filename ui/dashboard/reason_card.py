"""Why the assistant gave conversations to people."""

from server.domain.reports import Overview
from server.domain.sheets import Sheet
from ui.charts.bars import Bars
from ui.charts.chart import Mark
from ui.conversation.wording import reason_words
from ui.dashboard.card import Card, Remark
from ui.dashboard.wording import number
from ui.i18n import tr
from ui.icons import Icons

_MOST = 6


class ReasonCard(Card):
    """The most frequent reasons; the table has all of them."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons)
        self._bars = Bars(icons.theme)
        self._none = Remark()
        self.chart.addWidget(self._bars)
        self.chart.addWidget(self._none)
        self.chart.addStretch(1)
        self.retranslate()

    def title(self) -> str:
        return tr("Handed over because")

    def file_name(self) -> str:
        return "handoffs"

    def draw(self, of: Overview) -> None:
        marks = [
            Mark(reason_words(one.reason), one.count, number(one.count)) for one in of.handoffs
        ]
        if len(marks) > _MOST:
            rest = sum(mark.value for mark in marks[_MOST - 1 :])
            marks = [*marks[: _MOST - 1], Mark(tr("Other reasons"), rest, number(rest))]
        self._bars.show_marks(self.title(), marks)
        self._bars.setVisible(bool(marks))
        self._none.setText(tr("The assistant handed nothing over."))
        self._none.setVisible(not marks)

    def sheet(self, of: Overview) -> Sheet:
        rows = [(reason_words(one.reason), one.count) for one in of.handoffs]
        return Sheet((tr("Reason"), tr("Number")), rows)
