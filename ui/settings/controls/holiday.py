"""A day that is different."""

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QDateEdit, QGridLayout, QLineEdit

from server.domain.hours import Holiday, Period
from ui.i18n import tr
from ui.settings.controls.clock_time import clock_time
from ui.settings.controls.items import ItemForm
from ui.settings.faults import refusal
from ui.widgets.label import Label


class HolidayForm(ItemForm):
    """Day, name, and hours where the team is there for a part of it."""

    def __init__(self) -> None:
        super().__init__()
        self._day, self._name, self._hours = QDateEdit(), QLineEdit(), QLineEdit()
        self._day.setCalendarPopup(True)
        self._day.setDisplayFormat("yyyy-MM-dd")
        self._labels = [Label(size="body2", tone="muted") for _ in range(3)]
        self.setFocusProxy(self._day)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        edits = (self._day, self._name, self._hours)
        for row, (label, edit) in enumerate(zip(self._labels, edits, strict=True)):
            grid.addWidget(label, row, 0)
            grid.addWidget(edit, row, 1)
        for line in (self._name, self._hours):
            line.returnPressed.connect(self.submitted)

    def fill(self, item: Any | None) -> None:
        today = QDate.currentDate()
        self._day.setDate(QDate(item.day.year, item.day.month, item.day.day) if item else today)
        self._name.setText(item.name if item else "")
        self._hours.setText(show_periods(item.periods) if item else "")

    def item(self) -> Holiday:
        day = self._day.date()
        return Holiday(
            day=date(day.year(), day.month(), day.day()),
            name=self._name.text().strip(),
            periods=parse_periods(self._hours.text()),
        )

    def retranslate(self) -> None:
        said = (tr("Day"), tr("Name", meaning="of a holiday"), tr("Hours"))
        edits = (self._day, self._name, self._hours)
        for words, label, edit in zip(said, self._labels, edits, strict=True):
            label.setText(words)
            edit.setAccessibleName(words)
        self._hours.setPlaceholderText(tr("Empty: away all day. Or 09:00–12:00, 14:00–16:00"))


def parse_periods(text: str) -> tuple[Period, ...]:
    """As people write them; raises `BadInput`."""
    plain = text.replace("，", ",").replace("、", ",").replace("—", "–").replace("-", "–")
    periods = []
    for part in filter(None, (part.strip() for part in plain.split(","))):
        start, dash, end = part.partition("–")
        if not dash:
            raise refusal(tr("Write hours such as 09:00–12:00, 14:00–16:00."))
        periods.append(Period(start=clock_time(start), end=clock_time(end)))
    return tuple(periods)


def show_periods(periods: tuple[Period, ...]) -> str:
    return ", ".join(f"{period.start}–{period.end}" for period in periods)


def describe_holiday(holiday: Holiday) -> str:
    """The day, what it is called, and whether anybody is there."""
    day = QLocale().toString(
        QDate(holiday.day.year, holiday.day.month, holiday.day.day), QLocale.FormatType.LongFormat
    )
    hours = show_periods(holiday.periods) or tr("Closed")
    return "  ·  ".join(filter(None, (day, holiday.name, hours)))
