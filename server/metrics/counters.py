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
from server.domain.ledger import AnswerOutcome, Spent
from server.domain.suggestions import SuggestionState

MILLIONTHS = 1_000_000

_BREAKER_STATES = {"closed": 0, "half_open": 1, "open": 2}
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
        self.suggestions = self._counter(
            "suggestions", "Drafts for agents, and what became of them.", "outcome"
        )
        self.handoffs = self._counter("handoffs", "Handoffs to people.", "reason")
        self.helped = self._counter("helped", "Answers that helped, by the visitor's own word.")
        self.route_decisions = self._counter(
            "route_decisions", "What was decided on visitors' messages.", "action", "reason"
        )
        self.provider_requests = self._counter(
            "provider_requests", "Requests to providers.", "provider", "status"
        )
        self.provider_tokens = self._counter("provider_tokens", "Tokens paid for.", "kind")
        self._provider_cost = self._counter(
            "provider_cost", "Money paid to providers, in the owner's currency."
        )
        self._breaker_state = self._gauge(
            "breaker_state", "0 asked, 1 tried with one request, 2 left alone.", "provider"
        )
        self._answer_cache = self._counter("answer_cache", "Looks at kept answers.", "result")
        self.plugin_faults = self._counter("plugin_faults", "Faults of plugins.", "plugin")
        self._queue = self._gauge("writer_queue_length", "Writes that wait.")
        self._commit_seconds = self._histogram(
            "commit_seconds", "Commits, their writes included.", _FAST
        )
        self._start_at_zero()

    def text(self) -> bytes:
        """Everything, as Prometheus reads it."""
        return generate_latest(self._registry)

    def watch_queue(self, length: Callable[[], float]) -> None:
        """For the writer: read how many jobs wait whenever it is asked for."""
        self._queue.set_function(length)

    def committed(self, seconds: float) -> None:
        """For the writer: a commit took so long."""
        self._commit_seconds.observe(seconds)

    def breaker_changed(self, provider: str, state: str) -> None:
        """For the providers' stack: this one is asked, tried or left alone from now on."""
        self._breaker_state.labels(provider).set(_BREAKER_STATES[state])

    def provider_asked(self, provider: str, status: str) -> None:
        """For the providers' stack: it was to answer: `ok`, or the code of the fault."""
        self.provider_requests.labels(provider, status).inc()

    def provider_paid(self, spent: Spent) -> None:
        """For the providers' stack: what a request came to."""
        self.provider_tokens.labels("input").inc(spent.input_tokens)
        self.provider_tokens.labels("output").inc(spent.output_tokens)
        self._provider_cost.inc(spent.money / MILLIONTHS)

    def cache_looked(self, result: str) -> None:
        """For the providers' stack: an answer was looked for among the kept ones."""
        self._answer_cache.labels(result).inc()

    def watch_sockets(self, role: str, count: Callable[[], float]) -> None:
        """Read the number of open sockets whenever it is asked for."""
        self.sockets.labels(role).set_function(count)

    def _start_at_zero(self) -> None:
        """A series that appears with its first event hides that event from `rate()`."""
        for author in AuthorKind:
            self.messages.labels(author.value)
        for reason in HandoffReason:
            self.handoffs.labels(reason.value)
        for outcome in AnswerOutcome:
            self.answers.labels(outcome.value)
        for state in SuggestionState:
            self.suggestions.labels(state.value)

    def _counter(self, name: str, help_text: str, *labels: str) -> Counter:
        return Counter(f"deskbell_{name}", help_text, labels, registry=self._registry)

    def _gauge(self, name: str, help_text: str, *labels: str) -> Gauge:
        return Gauge(f"deskbell_{name}", help_text, labels, registry=self._registry)

    def _histogram(self, name: str, help_text: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"deskbell_{name}", help_text, registry=self._registry, buckets=buckets)
