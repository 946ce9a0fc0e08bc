"""What each of the team did."""

from server.domain.reports import AgentFigures, Overview
from server.domain.sheets import Sheet
from ui.charts.bars import Bars
from ui.charts.chart import Mark
from ui.dashboard.card import Card, Remark
from ui.dashboard.wording import duration, number
from ui.i18n import tr
from ui.icons import Icons


class TeamCard(Card):
    """Replies as bars, the rest in words; the table has everything in columns."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons)
        self._bars = Bars(icons.theme)
        self._quiet = Remark()
        self.chart.addWidget(self._bars)
        self.chart.addWidget(self._quiet)
        self.chart.addStretch(1)
        self.retranslate()

    def title(self) -> str:
        return tr("Team")

    def file_name(self) -> str:
        return "team"

    def draw(self, of: Overview) -> None:
        busy = sorted((one for one in of.team if _did(one)), key=lambda one: -one.replies)
        self._bars.show_marks(
            tr("Replies of the team"), [Mark(named(one), one.replies, _words(one)) for one in busy]
        )
        self._bars.setVisible(bool(busy))
        quiet = len(of.team) - len(busy)
        words = tr("%n others have not replied in this period", count=quiet)
        self._quiet.setText(words if busy else tr("Nobody of the team has replied yet."))
        self._quiet.setVisible(bool(quiet) or not busy)

    def sheet(self, of: Overview) -> Sheet:
        return Sheet(
            (tr("Name"), tr("Replies"), tr("Resolved"), tr("First reply (median)")),
            [
                (named(one), one.replies, one.resolved, duration(one.first_reply.p50))
                for one in of.team
            ],
        )


def named(one: AgentFigures) -> str:
    """Who is not of the team any more has no name here."""
    return one.name or tr("Somebody who has left")


def _did(one: AgentFigures) -> bool:
    return bool(one.replies or one.resolved)


def _words(one: AgentFigures) -> str:
    replies = tr("{n} replies", count=one.replies).format(n=number(one.replies))
    resolved = tr("{n} resolved").format(n=number(one.resolved))
    if one.first_reply.p50 is None:
        return f"{replies} · {resolved}"
    first = tr("first reply {time}").format(time=duration(one.first_reply.p50))
    return f"{replies} · {resolved} · {first}"
