"""What visitors gave for it."""

from server.domain.reports import Figures, Overview
from server.domain.sheets import Sheet
from ui.charts.bars import Bars
from ui.charts.chart import Mark
from ui.charts.stars import Stars
from ui.dashboard.card import Card, Headline
from ui.dashboard.wording import higher_or_lower, number
from ui.i18n import tr
from ui.icons import Icons


class RatingCard(Card):
    """The average, and how many of each."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons)
        self._headline = Headline()
        self._stars = Stars(icons.theme)
        self._bars = Bars(icons.theme, inline=True)
        self._headline.beside(self._stars)
        self.chart.addWidget(self._headline)
        self.chart.addWidget(self._bars, 1)
        self.retranslate()

    def title(self) -> str:
        return tr("Rating")

    def file_name(self) -> str:
        return "ratings"

    def draw(self, of: Overview) -> None:
        average, given = average_of(of.current), sum(of.current.stars)
        self._stars.show_average(average or 0)
        self._stars.setVisible(average is not None)
        if average is None:
            self._headline.say("–", tr("Nobody has rated yet."))
        else:
            trend = higher_or_lower(average, average_of(of.previous), digits=1)
            words = tr("of 5, from {n} ratings", count=given).format(n=number(given))
            self._headline.say(number(average, digits=1), words, trend)
        marks = [
            Mark(f"{stars} ★", count, number(count))
            for stars, count in reversed(list(enumerate(of.current.stars, 1)))
        ]
        self._bars.show_marks(tr("Ratings by stars"), marks)

    def sheet(self, of: Overview) -> Sheet:
        rows = [
            (str(stars), now, then)
            for stars, (now, then) in enumerate(
                zip(of.current.stars, of.previous.stars, strict=True), 1
            )
        ]
        return Sheet((tr("Stars"), tr("Now", meaning="period"), tr("Before")), rows)


def average_of(of: Figures) -> float | None:
    """Of all ratings; None without any."""
    given = sum(of.stars)
    return sum(n * count for n, count in enumerate(of.stars, 1)) / given if given else None
