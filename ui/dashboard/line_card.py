"""How many conversations started, over time."""

from datetime import datetime

from server.domain.reports import Grain, Overview, Point
from server.domain.sheets import Sheet
from ui.charts.chart import Mark
from ui.charts.line import LineChart, Tick
from ui.dashboard.card import Card, Headline
from ui.dashboard.wording import hour, more_or_less, number, short_day, weekday_and_day
from ui.i18n import tr
from ui.icons import Icons

_HOURS_APART = 4
_MOST_TICKS = 8


class LineCard(Card):
    """By the hour; by the day where there are many."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons)
        self._headline = Headline()
        self._line = LineChart(icons.theme)
        self.chart.addWidget(self._headline)
        self.chart.addStretch(1)
        self.chart.addWidget(self._line)
        self.retranslate()

    def title(self) -> str:
        if self.overview is not None and self.overview.grain is Grain.DAY:
            return tr("Conversations per day")
        return tr("Conversations per hour")

    def file_name(self) -> str:
        return "conversations"

    def draw(self, of: Overview) -> None:
        started = of.current.started
        trend = more_or_less(started, of.previous.started)
        self._headline.say(number(started), tr("started in this period"), trend)
        marks = [
            Mark(_name(point, of.grain), point.started, number(point.started)) for point in of.line
        ]
        self._line.show_marks(self.title(), marks, _summary(marks))
        self._line.show_ticks(_ticks(of))

    def sheet(self, of: Overview) -> Sheet:
        heading = tr("Day") if of.grain is Grain.DAY else tr("Hour")
        pattern = "%Y-%m-%d" if of.grain is Grain.DAY else "%Y-%m-%d %H:%M"
        rows = [(point.at.astimezone().strftime(pattern), point.started) for point in of.line]
        return Sheet((heading, tr("Started")), rows)


def _name(point: Point, grain: Grain) -> str:
    day = weekday_and_day(point.at.astimezone().date())
    return day if grain is Grain.DAY else f"{day} {hour(point.at)}"


def _summary(marks: list[Mark]) -> str:
    """Where there are too many to be read out one by one."""
    if not marks:
        return ""
    most = max(marks, key=lambda mark: mark.value)
    total = number(sum(mark.value for mark in marks))
    words = tr("{total} in all; the most: {most}. The table has all figures.")
    return words.format(total=total, most=most)


def _ticks(of: Overview) -> list[Tick]:
    starts = [point.at.astimezone() for point in of.line]
    if of.grain is Grain.DAY:
        apart = max(1, -(-len(starts) // _MOST_TICKS))
        return [Tick(n, short_day(starts[n].date())) for n in range(0, len(starts), apart)]
    if of.first == of.last:
        return [Tick(n, hour(at)) for n, at in enumerate(starts) if at.hour % _HOURS_APART == 0]
    return [Tick(n, weekday_and_day(at.date())) for n, at in enumerate(starts) if _is_new_day(at)]


def _is_new_day(at: datetime) -> bool:
    return at.hour == 0
