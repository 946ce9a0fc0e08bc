"""How often a plugin may fail before it is left out."""

import logging
from collections import deque
from collections.abc import Callable

from server.clock import Clock
from server.domain.plugins import PluginFault
from server.domain.text import one_line
from server.pipeline.personal.masking import masked

MOST_FAULTS = 3
WITHIN_SECONDS = 600.0
_MAX_DETAIL_CHARS = 500

log = logging.getLogger(__name__)


class Faults:
    """The faults of one plugin; three in ten minutes are too many, until somebody forgives them.

    Attributes:
        total: All of them.
        last: The newest.
    """

    def __init__(self, plugin: str, clock: Clock, on_fault: Callable[[str], None]) -> None:
        self.total = 0
        self.last: PluginFault | None = None
        self.too_many = False
        self._plugin = plugin
        self._clock = clock
        self._on_fault = on_fault
        self._recent: deque[float] = deque(maxlen=MOST_FAULTS)

    def add(self, detail: str) -> None:
        """It has failed; `detail` may quote the plugin, and that a visitor's message."""
        detail = masked(one_line(detail, _MAX_DETAIL_CHARS))
        self.total += 1
        self.last = PluginFault(detail=detail, at=self._clock.now())
        self._recent.append(self._clock.monotonic())
        self._on_fault(self._plugin)
        log.warning("plugin %s: %s", self._plugin, detail)
        spread = self._recent[-1] - self._recent[0]
        if len(self._recent) == MOST_FAULTS and spread <= WITHIN_SECONDS and not self.too_many:
            self.too_many = True
            log.warning("plugin %s is disabled: it failed too often", self._plugin)

    def forgive(self) -> None:
        """Start anew; what was counted stays counted."""
        self.too_many = False
        self._recent.clear()
