"""What is counted, and its names for Prometheus."""

from collections.abc import Callable

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

from server.domain.conversations import AuthorKind, HandoffReason

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_SLOW = (0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 90)


class Counters:
    """All metrics of one server, in a registry of its own."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        self.sockets = self._gauge("sockets", "Open WebSockets.", "role")
        self.conversations = self._gauge("conversations", "Conversations by status.", "status")
        self.messages = self._counter("messages", "Messages stored.", "author")
        self.message_ack_seconds = self._histogram(
            "message_ack_seconds", "From a message's arrival to its commit.", _FAST
        )
        self.answers = self._counter("answers", "Answers of the assistant.", "outcome")
        self.answer_first_token_seconds = self._histogram(
            "answer_first_token_seconds", "From the decision to the first shown text.", _SLOW
        )
        self.answer_seconds = self._histogram("answer_seconds", "Whole answers.", _SLOW)
        self.handoffs = self._counter("handoffs", "Handoffs to people.", "reason")
        self.provider_requests = self._counter(
            "provider_requests", "Requests to providers.", "provider", "status"
        )
        self.provider_tokens = self._counter("provider_tokens", "Tokens paid for.", "kind")
        self._queue = self._gauge("writer_queue_length", "Writes that wait.")
        self._commit_seconds = self._histogram(
            "commit_seconds", "Commits, their writes included.", _FAST
        )
        self._start_at_zero()

    def text(self) -> bytes:
        """Everything, as Prometheus reads it."""
        return generate_latest(self._registry)

    def queued(self, jobs: int) -> None:
        """For the writer: so many jobs wait."""
        self._queue.set(jobs)

    def committed(self, seconds: float) -> None:
        """For the writer: a commit took so long."""
        self._commit_seconds.observe(seconds)

    def watch_sockets(self, role: str, count: Callable[[], float]) -> None:
        """Read the number of open sockets whenever it is asked for."""
        self.sockets.labels(role).set_function(count)

    def _start_at_zero(self) -> None:
        """A series that appears with its first event hides that event from `rate()`."""
        for author in AuthorKind:
            self.messages.labels(author.value)
        for reason in HandoffReason:
            self.handoffs.labels(reason.value)
        for outcome in ("sent", "cancelled", "failed"):
            self.answers.labels(outcome)

    def _counter(self, name: str, help_text: str, *labels: str) -> Counter:
        return Counter(f"deskbell_{name}", help_text, labels, registry=self._registry)

    def _gauge(self, name: str, help_text: str, *labels: str) -> Gauge:
        return Gauge(f"deskbell_{name}", help_text, labels, registry=self._registry)

    def _histogram(self, name: str, help_text: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"deskbell_{name}", help_text, registry=self._registry, buckets=buckets)
