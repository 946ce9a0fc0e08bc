"""The dashboard's figures, whole as JSON or one table at a time as CSV."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from aiohttp import web

from server.actions.settings import SettingsActions
from server.api.calls import AgentCall
from server.api.overview_sheets import SHEETS, Table
from server.clock import Clock
from server.domain import rhythm
from server.domain.entity import Entity
from server.domain.errors import BadInput
from server.domain.reports import Budget, Overview, Present
from server.domain.settings import BudgetSettings
from server.domain.sheets import csv_text
from server.domain.spans import before, span, zone_of
from server.storage.purse import Purse
from server.storage.reports import Reports

MAX_DAYS = 400
CSV = "text/csv"


class Format(StrEnum):
    """How the figures are written."""

    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowOverview(Entity):
    """Which days, both included, by the clocks of which time zone; without it the server's.

    Attributes:
        first, last: Without them the last seven days.
        tz: A name such as Europe/Berlin.
        format: Without it what `Accept` asks for, else JSON.
        table: Which table, as CSV.
    """

    first: date | None = None
    last: date | None = None
    tz: str | None = None
    format: Format | None = None
    table: Table = Table.FIGURES


class OverviewApi:
    """Reads only."""

    def __init__(
        self, reports: Reports, purse: Purse, settings: SettingsActions, clock: Clock
    ) -> None:
        self._reports = reports
        self._purse = purse
        self._settings = settings
        self._clock = clock

    async def overview(self, call: AgentCall, query: ShowOverview) -> Overview | web.Response:
        """The figures of a period, of the one before it, and of this moment.

        With `format=csv`, or `Accept: text/csv`, one `table` of it as CSV. What each figure means
        is written in docs/reports.md.
        """
        made = await self._overview(query)
        if (query.format or _accepted(call.accept)) is Format.JSON:
            return made
        name = f"{query.table.value}-{made.first}-{made.last}.csv"
        return web.Response(
            body=csv_text(SHEETS[query.table](made)).encode(),
            content_type=CSV,
            charset="utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    async def present(self, call: AgentCall) -> Present:
        """How many conversations wait now, for how long, and who has the open ones."""
        del call
        return await self._reports.present()

    async def _overview(self, query: ShowOverview) -> Overview:
        zone, now = zone_of(query.tz or ""), self._clock.now()
        today = now.astimezone(zone).date()
        last = query.last or max(today, query.first or today)
        first = query.first or last - timedelta(days=6)
        if not timedelta() <= last - first < timedelta(days=MAX_DAYS):
            raise BadInput("out_of_range", f"first to last is 1 to {MAX_DAYS} days.")
        if not MIN_DAY <= first <= last <= MAX_DAY:
            raise BadInput("out_of_range", f"Days lie between {MIN_DAY} and {MAX_DAY}.")
        current = span(first, last, zone, now)
        counted = await self._reports.counted(current, before(current, zone))
        return Overview(
            first=first,
            last=last,
            time_zone=query.tz or "",
            at=now,
            present=counted.present,
            current=counted.current,
            previous=counted.previous,
            handoffs=counted.handoffs,
            comments=counted.comments,
            costs=counted.costs,
            days=counted.days,
            budget=await self._budget(),
            grain=rhythm.grain_of(current),
            line=rhythm.line(counted.quarters, current, zone),
            week=rhythm.week(counted.quarters, zone),
            team=counted.team,
        )

    async def _budget(self) -> Budget:
        caps = await self._settings.get(BudgetSettings)
        spent = await self._purse.spending("", self._clock.now().astimezone().date())
        return Budget(
            day=spent.day, month=spent.month, day_cap=caps.per_day, month_cap=caps.per_month
        )


# A year of margin on both sides: neither the period before nor a time zone leaves the calendar.
MIN_DAY, MAX_DAY = date(1972, 1, 1), date(9990, 1, 1)


def _accepted(accept: str) -> Format:
    kinds = [kind.partition(";")[0].strip().lower() for kind in accept.split(",")]
    wants_csv = CSV in kinds and "application/json" not in kinds
    return Format.CSV if wants_csv else Format.JSON
