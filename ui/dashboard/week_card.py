"""At what hours of the week visitors write."""

from server.domain.reports import Overview
from server.domain.sheets import Cell, Sheet
from ui.charts.chart import Mark
from ui.charts.heat import HOURS, HeatStrip
from ui.dashboard.card import Card, Remark
from ui.dashboard.wording import number, weekday
from ui.i18n import tr
from ui.icons import Icons


class WeekCard(Card):
    """For planning who is there when."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons)
        self._heat = HeatStrip(icons.theme)
        self._most = Remark()
        self.chart.addWidget(self._heat)
        self.chart.addWidget(self._most)
        self.chart.addStretch(1)
        self.retranslate()

    def title(self) -> str:
        return tr("When visitors write")

    def file_name(self) -> str:
        return "week"

    def draw(self, of: Overview) -> None:
        marks = [
            Mark(_name(day, hour), count, number(count))
            for day, hours in enumerate(of.week)
            for hour, count in enumerate(hours)
        ]
        most = max(marks, key=lambda mark: mark.value)
        words = tr("Nobody has written in this period.")
        if most.value:
            words = tr("The busiest hour: {hour}").format(hour=most)
        self._most.setText(words)
        self._heat.show_days([weekday(day) for day in range(7)])
        self._heat.show_marks(self.title(), marks, words)

    def sheet(self, of: Overview) -> Sheet:
        rows: list[tuple[Cell, ...]] = [(weekday(day), *hours) for day, hours in enumerate(of.week)]
        return Sheet((tr("Weekday"), *(f"{hour:02}" for hour in range(HOURS))), rows)


def _name(day: int, hour: int) -> str:
    return f"{weekday(day)} {hour:02}:00–{(hour + 1) % HOURS:02}:00"
