"""Who brought conversations to their end."""

from server.domain.reports import Figures, Overview
from server.domain.sheets import Sheet
from ui.charts.chart import Mark
from ui.charts.stacked import StackedBar
from ui.dashboard.card import Card, Headline
from ui.dashboard.wording import higher_or_lower, number, percent
from ui.i18n import tr
from ui.icons import Icons


class EndedCard(Card):
    """How many the assistant resolved alone."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons)
        self._headline = Headline()
        self._bar = StackedBar(icons.theme)
        self.chart.addWidget(self._headline)
        self.chart.addStretch(1)
        self.chart.addWidget(self._bar)
        self.retranslate()

    def title(self) -> str:
        return tr("Resolved")

    def file_name(self) -> str:
        return "resolved"

    def draw(self, of: Overview) -> None:
        ended, share = _ended(of.current), _share(of.current)
        if share is None:
            self._headline.say("–", tr("Nothing was closed in this period."))
        else:
            trend = higher_or_lower(share * 100, _percent(of.previous))
            self._headline.say(percent(share), tr("by the assistant alone"), trend)
        marks = [Mark(name, count, _words(count, ended)) for name, count in _parts(of.current)]
        self._bar.show_marks(tr("Resolved conversations by who answered them"), marks)

    def sheet(self, of: Overview) -> Sheet:
        now, then = _parts(of.current), _parts(of.previous)
        rows = [(name, count, before) for (name, count), (_, before) in zip(now, then, strict=True)]
        return Sheet((tr("Resolved"), tr("Now", meaning="period"), tr("Before")), rows)


def _parts(of: Figures) -> list[tuple[str, int]]:
    return [
        (tr("By the assistant alone"), of.by_assistant),
        (tr("By people"), of.by_people),
        (tr("Closed without an answer"), of.by_nobody),
    ]


def _ended(of: Figures) -> int:
    return of.by_assistant + of.by_people + of.by_nobody


def _share(of: Figures) -> float | None:
    return of.by_assistant / _ended(of) if _ended(of) else None


def _percent(of: Figures) -> float | None:
    share = _share(of)
    return None if share is None else share * 100


def _words(count: int, whole: int) -> str:
    return f"{number(count)} · {percent(count / whole)}" if whole else number(count)
