"""How soon people reply, and the assistant beside them."""

from server.domain.reports import Figures, Overview
from server.domain.sheets import Sheet
from ui.charts.bars import Bars
from ui.charts.chart import Mark
from ui.dashboard.card import Card, Headline, Remark
from ui.dashboard.wording import duration, faster_or_slower, number
from ui.i18n import tr
from ui.icons import Icons


class ReplyCard(Card):
    """Only people count in the figure that is read first."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons)
        self._headline = Headline()
        self._bars = Bars(icons.theme)
        self._assistant = Remark()
        self.chart.addWidget(self._headline)
        self.chart.addStretch(1)
        self.chart.addWidget(self._bars)
        self.chart.addWidget(self._assistant)
        self.retranslate()

    def title(self) -> str:
        return tr("First reply of people")

    def file_name(self) -> str:
        return "first-reply"

    def draw(self, of: Overview) -> None:
        reply, before = of.current.first_reply, of.previous.first_reply
        words = tr("in half of {n} replies, or sooner", count=reply.count)
        words = words.format(n=number(reply.count))
        if not reply.count:
            words = tr("Nobody replied to somebody who waited.")
        self._headline.say(duration(reply.p50), words, faster_or_slower(reply.p50, before.p50))
        marks = [
            Mark(name, millis, duration(millis))
            for name, millis in (
                (tr("Half of them within"), reply.p50),
                (tr("Nine in ten within"), reply.p90),
            )
            if millis is not None
        ]
        self._bars.show_marks(self.title(), marks)
        self._bars.setVisible(bool(marks))
        token = of.current.first_token.p50
        begins = tr("The assistant begins to answer within {time}.")
        self._assistant.setText(begins.format(time=duration(token)))
        self._assistant.setVisible(token is not None)

    def sheet(self, of: Overview) -> Sheet:
        now, then = _rows(of.current), _rows(of.previous)
        rows = [(name, cell, before) for (name, cell), (_, before) in zip(now, then, strict=True)]
        return Sheet((tr("In seconds"), tr("Now", meaning="period"), tr("Before")), rows)


def _rows(of: Figures) -> list[tuple[str, float | None]]:
    return [
        (tr("People, half within"), _seconds(of.first_reply.p50)),
        (tr("People, nine in ten within"), _seconds(of.first_reply.p90)),
        (tr("People, first replies"), of.first_reply.count),
        (tr("Assistant, half within"), _seconds(of.first_token.p50)),
        (tr("Assistant, nine in ten within"), _seconds(of.first_token.p90)),
    ]


def _seconds(millis: int | None) -> float | None:
    return None if millis is None else millis / 1000
