"""Which days the dashboard is about."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MAX_DAYS = 400


class Choice(StrEnum):
    """What can be picked."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    CUSTOM = "custom"


_DAYS = {Choice.TODAY: 1, Choice.WEEK: 7, Choice.MONTH: 30}


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included; all but the custom ones go on with the calendar."""

    choice: Choice = Choice.WEEK
    first: date = date.min
    last: date = date.min

    def days(self, today: date) -> tuple[date, date]:
        """As seen today."""
        if self.choice is Choice.CUSTOM:
            return self.first, self.last
        return today - timedelta(days=_DAYS[self.choice] - 1), today

    def runs(self, today: date) -> bool:
        """Whether its figures can still change."""
        first, last = self.days(today)
        return first <= today <= last


def custom(first: date, last: date) -> Period:
    """These days in either order, and no more of them than the server counts."""
    first, last = min(first, last), max(first, last)
    return Period(Choice.CUSTOM, max(first, last - timedelta(days=MAX_DAYS - 1)), last)


def before(first: date, last: date) -> tuple[date, date]:
    """The days that these are compared with."""
    length = timedelta(days=(last - first).days + 1)
    return first - length, last - length
