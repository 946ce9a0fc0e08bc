"""What the dashboard knows: the figures of the chosen days, and how things stand now."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from server.domain.errors import KnownError
from server.domain.reports import Overview, Present
from ui.dashboard.api import DashboardApi
from ui.dashboard.period import Period


class DashboardFigures(QObject):
    """Keeps what it has while it asks again, and when that fails.

    Attributes:
        overview: None until it came for the first time.
        trouble: Why the last question for the overview was in vain.

    Signals:
        changed: Any of these is another one.
        present_changed: Only `present` is.
    """

    changed = Signal()
    present_changed = Signal()

    def __init__(self, api: DashboardApi, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._api = api
        self.now = now
        self.period = Period()
        self.overview: Overview | None = None
        self.present: Present | None = None
        self.trouble: KnownError | None = None
        self.loading = False
        self._asked = 0

    @property
    def runs(self) -> bool:
        """Whether the figures of these days can still change."""
        return self.period.runs(self.now().astimezone().date())

    async def choose(self, period: Period) -> None:
        """Other days; the figures of the old ones are not shown for them."""
        if period != self.period:
            self.period, self.overview = period, None
        await self.load()

    async def load(self) -> None:
        """All figures anew; where it was asked again meanwhile, only the last answer counts."""
        self._asked += 1
        number, self.loading = self._asked, True
        self.changed.emit()
        first, last = self.period.days(self.now().astimezone().date())
        overview, trouble = None, None
        try:
            overview = await self._api.overview(first, last)
        except KnownError as error:
            trouble = error
        if number != self._asked:
            return
        self.loading, self.trouble = False, trouble
        if overview is not None:
            self.overview, self.present = overview, overview.present
        self.changed.emit()

    async def load_present(self) -> None:
        """How things stand now; what fails here is tried again soon, and told by the banner."""
        try:
            present = await self._api.present()
        except KnownError:
            return
        if present != self.present:
            self.present = present
            self.present_changed.emit()


def is_empty(of: Overview) -> bool:
    """Whether nothing at all is to be shown, of this period or of now."""
    current, present = of.current, of.present
    counts = (
        current.started,
        current.by_assistant,
        current.by_people,
        current.by_nobody,
        current.first_token.count,
        sum(current.stars),
        current.spent.input_tokens,
        present.assistant,
        present.queue,
        present.agents,
    )
    return not any(counts) and not of.handoffs
