"""The dashboard's calls."""

from datetime import date

from PySide6.QtCore import QTimeZone

from server.domain.errors import BadInput
from server.domain.reports import Overview, Present
from ui.api_client import ApiClient


class DashboardApi:
    """Asks for days by the clocks of this computer."""

    def __init__(self, api: ApiClient) -> None:
        self._api = api

    async def overview(self, first: date, last: date) -> Overview:
        """All figures of these days, both included; raises `KnownError`."""
        try:
            return await self._overview(first, last, time_zone())
        except BadInput as error:
            if error.code != "no_such_time_zone":
                raise
        return await self._overview(first, last, "")  # the server's is most often the same

    async def present(self) -> Present:
        """How things stand now; raises `KnownError`."""
        return await self._api.send("GET", "/reports/present", Present)

    async def _overview(self, first: date, last: date, zone: str) -> Overview:
        query: dict[str, str | None] = {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "tz": zone or None,
        }
        return await self._api.send("GET", "/reports/overview", Overview, query=query)


def time_zone() -> str:
    """The name of this computer's, such as Europe/Berlin."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
