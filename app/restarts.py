"""What follows when the server ended unasked: another start, when and on which port, or none."""

from dataclasses import dataclass

from app.ready_line import Refusal

_PORTS_TRIED = 20
_DEATHS_BEFORE_READY = 5
_CANNOT_USE_SETUP = 78
# The server of a desktop that was killed needs a moment to end and to leave the data.
_LOCKED_TRIES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait for what, in seconds.

    Attributes:
        first_retry: Before the first restart; it doubles with each death, up to `longest_retry`.
        stable: A child that lived this long after it was ready starts again at `first_retry`.
        ready: For the first line; an upgrade of a large database happens before it.
        leave: After stdin was closed.
        terminate: After the request to terminate, before the child is killed.
    """

    first_retry: float = 0.2
    longest_retry: float = 10.0
    stable: float = 30.0
    ready: float = 120.0
    leave: float = 3.5
    terminate: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Start once more after this many seconds."""

    delay: float


class Restarts:
    """Remembers how the starts went so far; keeps the port for as long as it can be had."""

    def __init__(self, port: int, patience: Patience) -> None:
        self._patience = patience
        self.port = port
        self.begin()

    def begin(self) -> None:
        """A person or the program's start asks: forget earlier trouble."""
        self._delay = self._patience.first_retry
        self._early_deaths = 0
        self._ports_left = _PORTS_TRIED
        self._locked_tries = _LOCKED_TRIES

    def succeeded(self, port: int) -> None:
        self.port = port
        self._early_deaths = 0
        self._ports_left = _PORTS_TRIED

    def after_death(self, lived: float) -> Again:
        """It was ready and died after so many seconds."""
        if lived >= self._patience.stable:
            self._delay = self._patience.first_retry
        return self._later()

    def after_failed_start(
        self, refusal: Refusal | None, exit_code: int, last_words: str
    ) -> Again | Refusal:
        """It ended before it was ready, with or without saying why."""
        if refusal is None and exit_code == _CANNOT_USE_SETUP:
            return Refusal(code="unusable_setup", detail=last_words)
        if refusal is None:
            return self._after_early_death()
        if refusal.code == "port_in_use" and self._ports_left > 1:
            self._ports_left -= 1
            self.port += 1
            return Again(delay=0)
        if refusal.code == "data_locked" and self._locked_tries > 1:
            self._locked_tries -= 1
            return self._later()
        return refusal

    def _after_early_death(self) -> Again | Refusal:
        self._early_deaths += 1
        if self._early_deaths < _DEATHS_BEFORE_READY:
            return self._later()
        detail = f"The server ended {self._early_deaths} times before it was ready."
        return Refusal(code="keeps_ending", detail=detail)

    def _later(self) -> Again:
        delay = self._delay
        self._delay = min(delay * 2, self._patience.longest_retry)
        return Again(delay=delay)
