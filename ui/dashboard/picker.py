"""Which days: today, a week, a month, or from one day to another."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon, QTextCharFormat
from PySide6.QtWidgets import (
    QButtonGroup,
    QDateEdit,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.dashboard.period import Choice, Period, custom
from ui.i18n import tr
from ui.icons import Icons
from ui.widgets.buttons import Button
from ui.widgets.label import Label

_ARROWS = {
    "qt_calendar_prevmonth": Qt.ArrowType.LeftArrow,
    "qt_calendar_nextmonth": Qt.ArrowType.RightArrow,
}


class PeriodPicker(QWidget):
    """Fields for days are there when somebody wants their own.

    Signals:
        picked: A `Period`.
    """

    picked = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._buttons = {choice: Button(icons, "tab") for choice in Choice}
        self._group = QButtonGroup(self)
        self._first, self._last = DayField(), DayField()
        self._dash = Label("–", tone="muted")
        self._lay_out()
        self._group.idClicked.connect(self._clicked)
        self._first.userDateChanged.connect(self._edited)
        self._last.userDateChanged.connect(self._edited)
        self.retranslate()

    def show_period(self, period: Period, today: date) -> None:
        """This one is chosen."""
        self._buttons[period.choice].setChecked(True)
        for field, day in zip((self._first, self._last), period.days(today), strict=True):
            field.show_day(day)
        for widget in (self._first, self._dash, self._last):
            widget.setVisible(period.choice is Choice.CUSTOM)

    def retranslate(self) -> None:
        words = {
            Choice.TODAY: tr("Today"),
            Choice.WEEK: tr("7 days"),
            Choice.MONTH: tr("30 days"),
            Choice.CUSTOM: tr("Custom"),
        }
        for choice, button in self._buttons.items():
            button.setText(words[choice])
        self._first.setAccessibleName(tr("First day"))
        self._last.setAccessibleName(tr("Last day"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        """The fields have a line of their own: large text needs the width."""
        choices, fields = QHBoxLayout(), QHBoxLayout()
        for row in (choices, fields):
            row.setSpacing(4)
            row.addStretch(1)
        for number, button in enumerate(self._buttons.values()):
            button.setCheckable(True)
            self._group.addButton(button, number)
            choices.addWidget(button)
        for widget in (self._first, self._dash, self._last):
            fields.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(choices)
        column.addLayout(fields)

    def _clicked(self, number: int) -> None:
        choice = list(Choice)[number]
        self.picked.emit(self._own() if choice is Choice.CUSTOM else Period(choice))

    def _edited(self) -> None:
        if self._buttons[Choice.CUSTOM].isChecked():
            self.picked.emit(self._own())

    def _own(self) -> Period:
        return custom(self._first.day(), self._last.day())


class DayField(QDateEdit):
    """A day, typed or taken from a calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setKeyboardTracking(False)
        self.setMinimumDate(QDate(2000, 1, 1))
        self.setMaximumDate(QDate(2199, 12, 31))
        self._dress_calendar()

    def _dress_calendar(self) -> None:
        """Qt's red days and black arrows are made for light grounds only."""
        calendar = self.calendarWidget()
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, QTextCharFormat())
        for name, arrow in _ARROWS.items():
            for button in calendar.findChildren(QToolButton, name):
                button.setIcon(QIcon())
                button.setArrowType(arrow)

    def day(self) -> date:
        """What it says."""
        of = self.date()
        return date(of.year(), of.month(), of.day())

    def show_day(self, day: date) -> None:
        """Without telling anybody."""
        with QSignalBlocker(self):
            self.setDate(QDate(day.year, day.month, day.day))
