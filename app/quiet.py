"""Do not disturb: until when nothing interrupts; what happens meanwhile is in the window."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from app.preferences import PreferencesFile

_MORNING = 9
# Qt's timers count milliseconds in 31 bits.
_LONGEST = timedelta(days=20)


class Quiet(QObject):
    """Remembered when the program ends.

    Signals:
        changed: It began or ended.
    """

    changed = Signal()

    def __init__(self, preferences: PreferencesFile, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._preferences = preferences
        self._now = now
        self._ending = QTimer(self, singleShot=True)
        self._ending.timeout.connect(self._wait)
        self._wait()

    @property
    def until(self) -> datetime | None:
        """When it ends; None while it is off, and where nobody said when."""
        kept = self._preferences.value.quiet_until
        try:
            return datetime.fromisoformat(kept) if kept else None
        except ValueError:  # somebody wrote into the file
            return None

    def is_on(self) -> bool:
        """Whether nothing may interrupt now."""
        kept = self._preferences.value
        if kept.quiet_always:
            return True
        return self.until is not None and self._now() < self.until

    def for_length(self, length: timedelta) -> None:
        """From now on for so long."""
        self._keep(until=self._now() + length)

    def until_morning(self) -> None:
        """The next one of this computer's clock."""
        local = self._now().astimezone()
        morning = local.replace(tzinfo=None, hour=_MORNING, minute=0, second=0, microsecond=0)
        if local.replace(tzinfo=None) >= morning:
            morning += timedelta(days=1)
        self._keep(until=morning.astimezone())

    def always(self) -> None:
        """Until it is switched off."""
        self._keep(always=True)

    def off(self) -> None:
        """Interrupt again."""
        self._keep()

    def _keep(self, *, until: datetime | None = None, always: bool = False) -> None:
        kept = until.isoformat() if until is not None else ""
        self._preferences.change(quiet_until=kept, quiet_always=always)
        self._wait()

    def _wait(self) -> None:
        """Tell of its end when it comes, and of this change now."""
        self._ending.stop()
        until = self.until
        if until is not None and self.is_on():
            length = min(until - self._now(), _LONGEST)
            self._ending.start(max(1, round(length.total_seconds() * 1_000)))
        self.changed.emit()
