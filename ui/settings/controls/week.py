"""The hours of a week: each day with one or more periods."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from server.domain.errors import BadInput
from server.domain.hours import Period, minutes
from ui.i18n import tr
from ui.icons import Icons
from ui.settings.controls.clock_time import WEEK, TimeField, day_name
from ui.settings.controls.control import Control
from ui.settings.controls.switch import Switch
from ui.settings.faults import fault_sentence
from ui.theme import Theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.label import Label

Week = tuple[tuple[Period, ...], ...]

_USUAL = (Period(start="09:00", end="18:00"),)
USUAL_WEEK: Week = (*(_USUAL,) * 5, (), ())
_MOST = 4


class WeekSwitch(Switch):
    """Whether there are hours at all; switched off and on again, the week is as it was."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._last: Week = USUAL_WEEK

    def show_value(self, value: Any) -> None:
        super().show_value(bool(value))
        self._last = value or self._last

    def choose(self, on: bool) -> None:
        self.chosen.emit(self._last if on else ())


class WeekEditor(Control):
    """A line a day; a day without periods is a day off."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._week: Week | None = None
        self._fields: list[list[tuple[TimeField, TimeField]]] = []
        self._days = QWidget()
        self._copy = Button(icons, "quiet", "copy")
        self.setFocusProxy(self._copy)
        foot = QHBoxLayout()
        foot.addWidget(self._copy)
        foot.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._days)
        self._column.addLayout(foot)
        self._copy.clicked.connect(self._copy_monday)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        if value != self._week:
            self._week = value
            self._fill()

    def is_being_edited(self) -> bool:
        try:
            return self._week is not None and bool(self._week) and self._typed() != self._week
        except BadInput:
            return True

    def set_name(self, name: str, about: str) -> None:
        """Its fields have names of their own."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)

    def retranslate(self) -> None:
        self._copy.setText(tr("Monday's hours for all weekdays"))
        self._fill()

    # --- construction ---------------------------------------------------------------------------

    def _fill(self) -> None:
        old, self._days = self._days, QWidget()
        self._column.replaceWidget(old, self._days)
        old.hide()
        old.deleteLater()
        self._fields = []
        grid = QGridLayout(self._days)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for day, periods in zip(WEEK, self._week or ((),) * 7, strict=True):
            name = Label(day_name(day), size="body2")
            grid.addWidget(name, day, 0)
            grid.addLayout(self._line(day, periods), day, 1)

    def _line(self, day: int, periods: tuple[Period, ...]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        fields: list[tuple[TimeField, TimeField]] = []
        self._fields.append(fields)
        if not periods:
            line.addWidget(Label(tr("Closed"), size="body2", tone="faint"))
        for place, period in enumerate(periods):
            if place:
                line.addSpacing(10)
            fields.append(self._add_period(line, day, place, period))
        if len(periods) < _MOST:
            add = IconButton(self._icons, "plus", size=16)
            add.set_name(tr("More hours on {day}").format(day=day_name(day)))
            add.clicked.connect(partial(self._add, day))
            line.addWidget(add)
        line.addStretch(1)
        return line

    def _add_period(
        self, line: QHBoxLayout, day: int, place: int, period: Period
    ) -> tuple[TimeField, TimeField]:
        start, end = TimeField(), TimeField()
        for edit, time, name in (
            (start, period.start, tr("{day}, from")),
            (end, period.end, tr("{day}, to")),
        ):
            edit.setText(time)
            edit.setAccessibleName(name.format(day=day_name(day)))
            edit.editingFinished.connect(self._finish)
            edit.textEdited.connect(lambda _: self.touched.emit())
        remove = IconButton(self._icons, "x", size=14)
        remove.set_name(tr("Without these hours on {day}").format(day=day_name(day)))
        remove.clicked.connect(partial(self._remove, day, place))
        for widget in (start, Label("–", size="body2", tone="muted"), end, remove):
            line.addWidget(widget)
        return start, end

    # --- changing -------------------------------------------------------------------------------

    def _typed(self) -> Week:
        """What stands in the fields; raises `BadInput`."""
        return tuple(
            tuple(Period(start=start.value(), end=end.value()) for start, end in fields)
            for fields in self._fields
        )

    def _finish(self) -> None:
        try:
            week = self._typed()
        except BadInput as error:
            self.refused.emit(fault_sentence(error))
            return
        if week != self._week:
            self.chosen.emit(week)

    def _change(self, day: int, periods: tuple[Period, ...]) -> None:
        week = self._week or ((),) * 7
        changed = (*week[:day], periods, *week[day + 1 :])
        self.show_value(changed)
        self.chosen.emit(changed)

    def _add(self, day: int, *_clicked: object) -> None:
        there = (self._week or ((),) * 7)[day]
        self._change(day, (*there, _after(there)))

    def _remove(self, day: int, place: int, *_clicked: object) -> None:
        there = (self._week or ((),) * 7)[day]
        self._change(day, (*there[:place], *there[place + 1 :]))

    def _copy_monday(self) -> None:
        if self._week:
            week = (*(self._week[0],) * 5, *self._week[5:])
            self.show_value(week)
            self.chosen.emit(week)


def _after(periods: tuple[Period, ...]) -> Period:
    """What comes next on such a day, as a first guess."""
    if not periods:
        return _USUAL[0]
    start = min(minutes(periods[-1].end) + 60, 23 * 60)
    end = min(start + 4 * 60, 24 * 60)
    return Period(start=f"{start // 60:02}:{start % 60:02}", end=f"{end // 60:02}:{end % 60:02}")
