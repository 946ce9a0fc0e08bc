"""Token buckets: how often somebody may do something."""

from collections import OrderedDict

from server.clock import Clock
from server.domain.errors import TooFast

LONGEST_WAIT_SECONDS = 10.0


class Bucket:
    """Holds up to `burst` permits and refills at `per_second`."""

    __slots__ = ("_burst", "_filled_at", "_level", "_per_second")

    def __init__(self, burst: int, per_second: float, now: float) -> None:
        self._burst = burst
        self._per_second = per_second
        self._level = float(burst)
        self._filled_at = now

    def take(self, now: float) -> float:
        """Take one permit; 0, or the seconds until there is one (then nothing is taken)."""
        self._fill(now)
        if self._level >= 1:
            self._level -= 1
            return 0.0
        return (1 - self._level) / self._per_second

    def reserve(self, now: float) -> float:
        """Take one permit even if it is not there yet; the seconds until it is."""
        self._fill(now)
        self._level -= 1
        return max(0.0, -self._level / self._per_second)

    def wait(self, now: float) -> float:
        """The seconds that a permit reserved now would take."""
        self._fill(now)
        return max(0.0, (1 - self._level) / self._per_second)

    def _fill(self, now: float) -> None:
        gained = (now - self._filled_at) * self._per_second
        self._level = min(self._burst, self._level + gained)
        self._filled_at = now


class RateLimit:
    """A bucket for each key; the least recently used are forgotten beyond `max_keys`."""

    def __init__(
        self, clock: Clock, burst: int, per_second: float, *, max_keys: int = 50_000
    ) -> None:
        self._clock = clock
        self._burst = burst
        self._per_second = per_second
        self._max_keys = max_keys
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def check(self, key: str) -> None:
        """Raises `TooFast` when there is no permit left for this key."""
        if wait := self._bucket(key).take(self._clock.monotonic()):
            raise TooFast(
                "too_fast", f"Too many requests. Try again in {wait:.0f} s.", retry_after=wait
            )

    def reserve(self, key: str) -> float:
        """The seconds that this key has to wait before its next step.

        Raises:
            TooFast: More steps wait than anybody would wait for.
        """
        bucket, now = self._bucket(key), self._clock.monotonic()
        if (wait := bucket.wait(now)) > LONGEST_WAIT_SECONDS:
            raise TooFast("too_fast", "Too many requests at once. Slow down.", retry_after=wait)
        return bucket.reserve(now)

    def _bucket(self, key: str) -> Bucket:
        now = self._clock.monotonic()
        bucket = self._buckets.pop(key, None) or Bucket(self._burst, self._per_second, now)
        self._buckets[key] = bucket
        if len(self._buckets) > self._max_keys:
            self._buckets.popitem(last=False)
        return bucket
