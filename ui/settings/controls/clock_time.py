"""Times of the day, as people type them, and days of the week, as they say them."""

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit

from server.domain.errors import BadInput
from server.domain.hours import minutes
from ui.i18n import tr
from ui.settings.faults import refusal

WEEK = range(7)


def clock_time(text: str) -> str:
    """`9`, `930`, `9.30` and `9：30` as `09:30`; raises `BadInput`."""
    plain = "".join(text.split()).replace("：", ":").replace(".", ":").replace("h", ":")
    hour, colon, minute = plain.partition(":")
    if not colon and len(plain) > 2:
        hour, minute = plain[:-2], plain[-2:]
    if not hour.isascii() or not hour.isdigit() or not (minute or "0").isdigit():
        raise refusal(tr("Write a time such as 09:30."))
    written = f"{int(hour):02}:{int(minute or 0):02}"
    minutes(written)
    return written


def day_name(day: int, *, short: bool = False) -> str:
    """0 is Monday."""
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return QLocale().standaloneDayName(day + 1, form)


def day_names(days: Sequence[int]) -> str:
    """Several days in few words."""
    if not days or len(days) == 7:
        return tr("Every day")
    run = list(range(days[0], days[-1] + 1))
    if len(days) > 2 and list(days) == run:
        first, last = day_name(days[0], short=True), day_name(days[-1], short=True)
        return f"{first} – {last}"
    return tr(", ", meaning="between days").join(day_name(day, short=True) for day in days)


class TimeField(QLineEdit):
    """One time; it is written out when somebody leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(8)
        self.setPlaceholderText("09:00")
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("00:00") + 40)
        self.editingFinished.connect(self._write_out)

    def value(self) -> str:
        """Raises `BadInput`."""
        return clock_time(self.text())

    def _write_out(self) -> None:
        with suppress(BadInput):  # whoever asks for the value says what is wrong
            self.setText(self.value())
