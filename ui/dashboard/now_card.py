"""How things stand now: who waits, for how long, and who has the open conversations."""

from collections.abc import Callable
from datetime import datetime

from server.domain.reports import Overview, Present
from server.domain.sheets import Sheet
from ui.charts.chart import Mark
from ui.charts.stacked import StackedBar
from ui.dashboard.card import Card, Headline
from ui.dashboard.wording import duration, number
from ui.i18n import tr
from ui.icons import Icons


class NowCard(Card):
    """Follows the moment, not the chosen days."""

    def __init__(self, icons: Icons, now: Callable[[], datetime]) -> None:
        super().__init__(icons)
        self._now = now
        self._present: Present | None = None
        self._headline = Headline()
        self._bar = StackedBar(icons.theme)
        self.chart.addWidget(self._headline)
        self.chart.addStretch(1)
        self.chart.addWidget(self._bar)
        self.retranslate()

    def title(self) -> str:
        return tr("Waiting now")

    def file_name(self) -> str:
        return "now"

    def show_present(self, present: Present) -> None:
        """How things stand since a moment ago."""
        self._present = present
        self.retranslate()

    def tick(self) -> None:
        """The wait has grown."""
        if self._present is not None and not self.isHidden():
            self._say(self._present)

    def draw(self, of: Overview) -> None:
        present = self._present or of.present
        self._say(present)
        marks = [
            Mark(name, count, number(count))
            for name, count in (
                (tr("With the assistant"), present.assistant),
                (tr("Waiting"), present.queue),
                (tr("With people"), present.agents),
            )
        ]
        self._bar.show_marks(tr("Open conversations by who has them"), marks)

    def sheet(self, of: Overview) -> Sheet:
        present = self._present or of.present
        return Sheet(
            (tr("Open conversations"), tr("Number")),
            [
                (tr("With the assistant"), present.assistant),
                (tr("Waiting"), present.queue),
                (tr("With people"), present.agents),
            ],
        )

    def _say(self, present: Present) -> None:
        if present.waiting_since is None or not present.waiting:
            self._headline.say(number(present.waiting), tr("Nobody waits for a person."))
            return
        waits = max(0.0, (self._now() - present.waiting_since).total_seconds())
        words = tr("The longest wait: {time}").format(time=duration(max(1000, round(waits) * 1000)))
        self._headline.say(number(present.waiting), words)
