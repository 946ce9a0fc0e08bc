"""When the team is there."""

from typing import Any
from zoneinfo import available_timezones

from PySide6.QtCore import QTimeZone

from server.domain.hours import HoursSettings
from ui.i18n import tr
from ui.settings.controls.combo import TypedChoice
from ui.settings.controls.holiday import HolidayForm, describe_holiday
from ui.settings.controls.items import Items
from ui.settings.controls.week import WeekEditor, WeekSwitch
from ui.settings.plan import GroupPlan, RowPlan, SectionPlan, field
from ui.settings.tools import Tools
from ui.settings.values import Values


def hours_section(tools: Tools) -> SectionPlan:
    """The section `hours`."""
    values = Values(tools.api, "hours", HoursSettings)
    return SectionPlan(
        id="hours",
        icon="clock",
        title=lambda: tr("Hours and holidays"),
        lead=lambda: tr("When people are there. Visitors are told when you are back."),
        sources=(values,),
        groups=(
            GroupPlan(rows=(_has_hours(values, tools), _week(values, tools), _zone(values))),
            GroupPlan(rows=(_holidays(values, tools),)),
        ),
    )


def _has_hours(values: Values[Any], tools: Tools) -> RowPlan:
    return RowPlan(
        id="hours.has_hours",
        name=lambda: tr("Opening hours"),
        about=lambda: tr("Without any, the team counts as always there."),
        keywords="open closed business hours 营业时间 工作时间",
        make=lambda: WeekSwitch(tools.icons.theme),
        binding=field(values, "weekly"),
    )


def _week(values: Values[Any], tools: Tools) -> RowPlan:
    return RowPlan(
        id="hours.weekly",
        name=lambda: tr("Week"),
        about=lambda: tr("A day may have a break; a time over midnight belongs to two days."),
        keywords="monday tuesday wednesday thursday friday saturday sunday 周 星期 工作日",
        make=lambda: WeekEditor(tools.icons),
        binding=field(values, "weekly"),
        shown=lambda: bool(values.value.weekly),
        wide=True,
    )


def _zone(values: Values[Any]) -> RowPlan:
    def own() -> str:
        name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
        return tr("This computer's ({zone})").format(zone=name)

    return RowPlan(
        id="hours.time_zone",
        name=lambda: tr("Time zone"),
        about=lambda: tr("All hours here are by this clock. Type a city to find it."),
        keywords="time zone utc city 时区 北京时间",
        make=lambda: TypedChoice(
            lambda: {zone: zone for zone in sorted(available_timezones()) if "/" in zone},
            parse=str.strip,
            placeholder=own,
        ),
        binding=field(values, "time_zone"),
    )


def _holidays(values: Values[Any], tools: Tools) -> RowPlan:
    return RowPlan(
        id="hours.holidays",
        name=lambda: tr("Holidays and special days"),
        about=lambda: tr("Days that are not as the week says."),
        keywords="holiday vacation closed christmas new year 节假日 放假 春节 国庆",
        make=lambda: Items(
            tools.icons,
            HolidayForm(),
            describe=describe_holiday,
            add=lambda: tr("Add a day"),
            order=lambda holiday: holiday.day,
        ),
        binding=field(values, "holidays"),
        wide=True,
    )
