"""A part of the week with another mode of the assistant."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout

from server.domain.settings import AssistantMode, ModeWindow
from ui.i18n import tr
from ui.settings.controls.choice import StillCombo
from ui.settings.controls.clock_time import WEEK, TimeField, day_name, day_names
from ui.settings.controls.items import ItemForm
from ui.widgets.label import Label

Modes = Callable[[], Mapping[AssistantMode, str]]


class ModeWindowForm(ItemForm):
    """Days, from, to, and what the assistant does then."""

    def __init__(self, modes: Modes) -> None:
        super().__init__()
        self._modes = modes
        self._days = [QCheckBox() for _ in WEEK]
        self._names = [Label(size="body2", tone="muted") for _ in range(3)]
        self._start, self._end, self._mode = TimeField(), TimeField(), StillCombo()
        self.setFocusProxy(self._start)
        self._lay_out()
        for edit in (self._start, self._end):
            edit.returnPressed.connect(self.submitted)

    def fill(self, item: Any | None) -> None:
        window = item or ModeWindow(start="18:00", end="09:00", mode=AssistantMode.ANSWER)
        for day, box in zip(WEEK, self._days, strict=True):
            box.setChecked(not window.days or day in window.days)
        self._start.setText(window.start)
        self._end.setText(window.end)
        self._mode.setCurrentIndex(list(AssistantMode).index(window.mode))

    def item(self) -> ModeWindow:
        days = tuple(day for day, box in zip(WEEK, self._days, strict=True) if box.isChecked())
        return ModeWindow(
            days=() if len(days) == len(WEEK) else days,
            start=self._start.value(),
            end=self._end.value(),
            mode=list(AssistantMode)[self._mode.currentIndex()],
        )

    def retranslate(self) -> None:
        at = self._mode.currentIndex()
        for day, box in zip(WEEK, self._days, strict=True):
            box.setText(day_name(day, short=True))
            box.setAccessibleName(day_name(day))
        said = (tr("From"), tr("To"), tr("Mode"))
        edits = (self._start, self._end, self._mode)
        for words, name, edit in zip(said, self._names, edits, strict=True):
            name.setText(words)
            edit.setAccessibleName(words)
        self._mode.clear()
        self._mode.addItems(list(self._modes().values()))
        self._mode.setCurrentIndex(max(at, 0))

    def _lay_out(self) -> None:
        days = QGridLayout()
        days.setHorizontalSpacing(12)
        for day, box in zip(WEEK, self._days, strict=True):
            days.addWidget(box, day // 4, day % 4)
        days.setColumnStretch(4, 1)
        times = QHBoxLayout()
        times.setSpacing(8)
        for name, edit in zip(self._names, (self._start, self._end, self._mode), strict=True):
            times.addWidget(name)
            times.addWidget(edit)
        times.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(days)
        column.addLayout(times)


def describe_window(modes: Modes) -> Callable[[Any], str]:
    """Days, times and mode in one line."""

    def describe(window: ModeWindow) -> str:
        return tr("{days}, {start}–{end}: {mode}").format(
            days=day_names(window.days),
            start=window.start,
            end=window.end,
            mode=modes()[window.mode],
        )

    return describe
