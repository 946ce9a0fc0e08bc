"""One client's line: holds what happens while its backlog is read, then drops the overlap."""

from server.realtime.outbox import Outbox


class Line:
    """From a subscription to its socket.

    A client is subscribed first, then its backlog is read from disk, then `release` lets through
    what came meanwhile and is newer. Peers that read first lose messages exactly there.
    """

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._held: list[tuple[int | None, str]] = []
        self._released_at: int | None = None

    @property
    def released(self) -> bool:
        """Whether frames go straight through."""
        return self._released_at is not None

    def send(self, frame: str, number: int | None = None) -> None:
        """A frame; `number` (seq or rev) tells whether the backlog had it already."""
        if self._released_at is None:
            self._held.append((number, frame))
        elif number is None or number > self._released_at:
            self._outbox.put(frame)

    def answer(self, frame: str) -> None:
        """A frame for this client alone, in the order of the others, never held."""
        self._outbox.put(frame)

    def release(self, last: int) -> None:
        """The backlog up to `last` is sent: now what is newer."""
        held, self._held, self._released_at = self._held, [], last
        for number, frame in held:
            self.send(frame, number)
