"""Moments and durations in words, in the agent's language and time zone."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from ui.i18n import tr


def clock_time(moment: datetime) -> str:
    """Hours and minutes, as narrow as a column of them allows."""
    return moment.astimezone().strftime("%H:%M")


def day(moment: datetime, now: datetime) -> str:
    """Today, Yesterday, a weekday within the week, else the date."""
    then, today = moment.astimezone().date(), now.astimezone().date()
    if then == today:
        return tr("Today")
    if then == today - timedelta(days=1):
        return tr("Yesterday")
    if today - timedelta(days=7) < then < today:
        return QLocale().dayName(then.isoweekday(), QLocale.FormatType.LongFormat)
    return _date(then, with_year=then.year != today.year)


def list_time(moment: datetime, now: datetime) -> str:
    """For a row of a list: the time today, the day before that."""
    if moment.astimezone().date() == now.astimezone().date():
        return clock_time(moment)
    return day(moment, now)


def ahead(moment: datetime, now: datetime) -> str:
    """A moment to come: how long until it within the day, else the day and the time."""
    then, today = moment.astimezone().date(), now.astimezone().date()
    time = clock_time(moment)
    if then == today:
        away = lasting((moment - now).total_seconds())
        return tr("In {time}").format(time=away)
    if then == today + timedelta(days=1):
        return tr("Tomorrow at {time}").format(time=time)
    if then <= today + timedelta(days=7):
        name = QLocale().dayName(then.isoweekday(), QLocale.FormatType.LongFormat)
        return tr("{day} at {time}").format(day=name, time=time)
    return tr("{day} at {time}").format(day=_date(then, with_year=False), time=time)


def full(moment: datetime) -> str:
    """Date and time, for a tooltip or a screen reader."""
    local = moment.astimezone()
    return f"{_date(local.date(), with_year=True)} {local:%H:%M}"


def lasting(seconds: float) -> str:
    """How long something lasts, rounded down: 40 s, 3 min, 2 h, 5 d."""
    whole = max(0, int(seconds))
    if whole < 60:
        return tr("{n} s").format(n=whole)
    if whole < 3600:
        return tr("{n} min").format(n=whole // 60)
    if whole < 48 * 3600:
        return tr("{n} h").format(n=whole // 3600)
    return tr("{n} d").format(n=whole // 86_400)


def _date(of: date, *, with_year: bool) -> str:
    pattern = tr("d MMM yyyy", meaning="date") if with_year else tr("d MMM", meaning="date")
    return QLocale().toString(QDate(of.year, of.month, of.day), pattern)
