"""What the assistant used, what it cost, and how much of the caps is left."""

from datetime import timedelta

from server.domain.ledger import Amount, Spent
from server.domain.reports import Budget, Overview
from server.domain.settings import Cap
from server.domain.sheets import Sheet
from ui.charts.bars import Bars
from ui.charts.chart import Mark
from ui.charts.sparkline import Sparkline
from ui.dashboard.card import Card, Headline, Remark
from ui.dashboard.wording import MILLIONTH, money, number, weekday_and_day
from ui.i18n import tr
from ui.icons import Icons

_MOST = 4


class CostCard(Card):
    """Caps first, for they stop the assistant; then who was paid."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons)
        self._headline = Headline()
        self._days = Sparkline(icons.theme)
        self._caps = Bars(icons.theme, full=1)
        self._today = Remark()
        self._by_provider = Remark(strong=True)
        self._providers = Bars(icons.theme)
        self.chart.addWidget(self._headline)
        self.chart.addWidget(self._days)
        self.chart.addWidget(self._caps)
        self.chart.addWidget(self._today)
        self.chart.addWidget(self._by_provider)
        self.chart.addWidget(self._providers)
        self.chart.addStretch(1)
        self.retranslate()

    def title(self) -> str:
        return tr("Tokens and money")

    def file_name(self) -> str:
        return "costs"

    def draw(self, of: Overview) -> None:
        spent = of.current.spent
        words = tr("spent in this period, for {n} tokens").format(n=number(tokens(spent)))
        self._headline.say(_about(spent), words)
        days = _by_day(of)
        self._days.show_marks(tr("Money by day"), days, _most(days))
        self._days.setVisible(len(days) > 1 and any(mark.value for mark in days))
        caps = _caps(of.budget)
        self._caps.show_marks(tr("Budget used"), caps)
        self._caps.setVisible(bool(caps))
        today = tr("Today {money} and {n} tokens; there is no cap.")
        self._today.setText(
            today.format(money=money(of.budget.day.money), n=number(of.budget.day.tokens))
        )
        self._today.setVisible(not caps)
        marks = [
            Mark(_named(one.provider), tokens(one.spent), _words(one.spent)) for one in of.costs
        ]
        self._providers.show_marks(tr("Tokens and money by provider"), marks[:_MOST])
        self._by_provider.setText(tr("Tokens and money by provider"))
        for part in (self._by_provider, self._providers):
            part.setVisible(bool(marks))

    def sheet(self, of: Overview) -> Sheet:
        return Sheet(
            (tr("Provider"), tr("Tokens in"), tr("Tokens out"), tr("Money")),
            [
                (
                    _named(one.provider),
                    one.spent.input_tokens,
                    one.spent.output_tokens,
                    one.spent.money / MILLIONTH,
                )
                for one in of.costs
            ],
        )


def _by_day(of: Overview) -> list[Mark]:
    """All days of the period, those on which nothing was spent included."""
    spent = {one.day: one.spent.money for one in of.days}
    length = (of.last - of.first).days + 1
    days = [of.first + timedelta(days=n) for n in range(length)]
    return [Mark(weekday_and_day(day), spent.get(day, 0), money(spent.get(day, 0))) for day in days]


def _most(days: list[Mark]) -> str:
    most = max(days, key=lambda mark: mark.value)
    return tr("The dearest day: {day}").format(day=most)


def tokens(of: Spent) -> int:
    """Both ways."""
    return of.input_tokens + of.output_tokens


def _about(of: Spent) -> str:
    return tr("about {money}").format(money=money(of.money)) if of.estimated else money(of.money)


def _named(provider: str) -> str:
    return provider or tr("Without an answer")


def _words(of: Spent) -> str:
    return f"{number(tokens(of))} · {money(of.money)}"


def _caps(of: Budget) -> list[Mark]:
    today = _of_cap(tr("Today"), of.day, of.day_cap)
    return today + _of_cap(tr("This month"), of.month, of.month_cap)


def _of_cap(period: str, spent: Amount, cap: Cap) -> list[Mark]:
    made = []
    if cap.money is not None:
        words = tr("{spent} of {cap}").format(spent=money(spent.money), cap=money(cap.money))
        name = tr("{period}, money").format(period=period)
        made.append(Mark(name, _share(spent.money, cap.money), words))
    if cap.tokens is not None:
        words = tr("{spent} of {cap}").format(spent=number(spent.tokens), cap=number(cap.tokens))
        name = tr("{period}, tokens").format(period=period)
        made.append(Mark(name, _share(spent.tokens, cap.tokens), words))
    return made


def _share(spent: int, cap: int) -> float:
    return spent / cap if cap else 1.0
