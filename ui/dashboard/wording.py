"""Figures in words: numbers as the language writes them, times as people say them."""

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from ui.i18n import tr

MILLIONTH = 1_000_000
_SMALL = 100  # of an amount of money: below it cents matter


def number(of: float, *, digits: int = 0) -> str:
    """With the separators of the language."""
    return QLocale().toString(float(of), "f", digits)


def percent(share: float) -> str:
    """Of a share from 0 to 1."""
    return f"{number(round(share * 100))}%"


def money(millionths: int) -> str:
    """In the owner's currency, which has no name here."""
    amount = millionths / MILLIONTH
    return number(amount, digits=4 if 0 < amount < 0.01 else 2 if amount < _SMALL else 0)


def duration(millis: int | None) -> str:
    """Two units at most: 0.8 s, 42 s, 3 min 20 s, 2 h 5 min, 3 d 4 h."""
    if millis is None:
        return "–"
    seconds = round(millis / 1000)
    if seconds < 10:
        return tr("{n} s").format(n=number(millis / 1000, digits=1))
    if seconds < 60:
        return tr("{n} s").format(n=seconds)
    if seconds < 3600:
        return _two(tr("{n} min"), tr("{n} s"), *divmod(seconds, 60))
    minutes = round(seconds / 60)
    if minutes < 48 * 60:
        return _two(tr("{n} h"), tr("{n} min"), *divmod(minutes, 60))
    return _two(tr("{n} d"), tr("{n} h"), *divmod(round(minutes / 60), 24))


def _two(large: str, small: str, whole: int, rest: int) -> str:
    words = large.format(n=number(whole))
    return f"{words} {small.format(n=rest)}" if rest else words


@dataclass(frozen=True, slots=True)
class Trend:
    """How a figure was in the period before; the arrow and the words say what the tone repeats."""

    words: str
    tone: str = "faint"


NO_TREND = Trend("")


def more_or_less(now: float, then: float) -> Trend:
    """A count beside that of the period before."""
    if not then:
        return Trend(tr("None in the period before")) if now else NO_TREND
    words = number(then)
    if now == then:
        return Trend(tr("As many as before"))
    change = percent(abs(now - then) / then)
    if now > then:
        return Trend(tr("↑ {change} more than before ({then})").format(change=change, then=words))
    return Trend(tr("↓ {change} fewer than before ({then})").format(change=change, then=words))


def higher_or_lower(now: float | None, then: float | None, *, digits: int = 0) -> Trend:
    """What is good when it is high: a share in percent, or an average with digits."""
    if now is None or then is None:
        return NO_TREND
    unit = "" if digits else "%"
    now, then = round(now, digits), round(then, digits)
    words = f"{number(then, digits=digits)}{unit}"
    if now == then:
        return Trend(tr("The same as before"))
    if now > then:
        return Trend(tr("↑ higher than before ({then})").format(then=words), "ok")
    return Trend(tr("↓ lower than before ({then})").format(then=words), "warn")


def faster_or_slower(now: int | None, then: int | None) -> Trend:
    """A delay beside that of the period before."""
    if now is None or then is None:
        return NO_TREND
    words = duration(then)
    if words == duration(now):
        return Trend(tr("The same as before"))
    if now < then:
        return Trend(tr("↓ faster than before ({then})").format(then=words), "ok")
    return Trend(tr("↑ slower than before ({then})").format(then=words), "warn")


def short_day(of: date) -> str:
    """12 Nov."""
    return QLocale().toString(QDate(of.year, of.month, of.day), tr("d MMM", meaning="date"))


def weekday_and_day(of: date) -> str:
    """Mon 12 Nov."""
    return f"{weekday(of.weekday())} {short_day(of)}"


def weekday(monday_first: int) -> str:
    """Mon."""
    return QLocale().dayName(monday_first + 1, QLocale.FormatType.ShortFormat)


def hour(of: datetime) -> str:
    """14:00, by the clocks of this computer."""
    return of.astimezone().strftime("%H:%M")


def days(first: date, last: date) -> str:
    """One day, or from one to another."""
    return short_day(first) if first == last else f"{short_day(first)} – {short_day(last)}"
