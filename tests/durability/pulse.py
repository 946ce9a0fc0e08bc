"""How the server's lives follow each other, and how long each took to serve again."""

from collections.abc import Callable


class Pulse:
    """Counts acknowledgements; the first one of a new life ends the recovery from a kill."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._started = now()
        self._killed_at: float | None = None
        self.life = 0
        self.acks = 0
        self.recoveries: list[float] = []

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return self._now() - self._started

    def killed(self) -> None:
        """From now on the server is dying."""
        self.life += 1
        self._killed_at = self._now()

    def acked(self, life: int) -> None:
        """An acknowledgement came on a line that was opened in this life."""
        self.acks += 1
        if life == self.life and self._killed_at is not None:
            self.recoveries.append(self._now() - self._killed_at)
            self._killed_at = None
