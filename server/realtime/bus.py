"""The bus: facts go out to whoever subscribed, after their commit, in order."""

import logging
from collections.abc import Callable, Iterable

from server.domain.events import Event

log = logging.getLogger(__name__)

Subscriber = Callable[[Event], None]


class Bus:
    """Subscribers are called at once and must not wait; one that fails harms no other."""

    def __init__(self) -> None:
        self._subscribers: list[Subscriber] = []

    def subscribe(self, subscriber: Subscriber) -> None:
        """Call it with every event from now on."""
        self._subscribers.append(subscriber)

    def publish(self, events: Iterable[Event]) -> None:
        """Tell everybody."""
        for event in events:
            for subscriber in self._subscribers:
                try:
                    subscriber(event)
                except Exception:
                    log.exception("a subscriber failed on %s", type(event).__name__)
