"""What the dashboard shows: figures of a period, and what each of them means in docs/reports.md."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from server.domain.conversations import HandoffReason
from server.domain.entity import Entity
from server.domain.ledger import Amount, Spent
from server.domain.settings import Cap


class Grain(StrEnum):
    """How long each point of a line lasts."""

    HOUR = "hour"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Present(Entity):
    """How things stand now, whatever the period.

    Attributes:
        waiting_since: Since when the one waits that waits longest.
        assistant, queue, agents: Open conversations by who has them.
    """

    waiting: int
    waiting_since: datetime | None
    assistant: int
    queue: int
    agents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays(Entity):
    """How long something took, in milliseconds: half was as fast as `p50`, nine in ten as `p90`."""

    count: int = 0
    p50: int | None = None
    p90: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures(Entity):
    """A period in numbers.

    Attributes:
        by_assistant, by_people, by_nobody: Conversations that ended, by who answered them.
        first_reply: From when the visitor waited for a person to that person's first text.
        first_token: How soon the assistant's answers begin.
        stars: How many ratings of 1, 2, 3, 4 and 5.
        spent: Of whole days, those of the server.
    """

    started: int
    by_assistant: int
    by_people: int
    by_nobody: int
    first_reply: Delays
    first_token: Delays
    stars: tuple[int, ...]
    spent: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCount(Entity):
    """How often the assistant gave a conversation to people for this reason."""

    reason: HandoffReason
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Entity):
    """What a visitor wrote with a rating."""

    conversation_id: str
    score: int
    comment: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderCost(Entity):
    """What one provider was paid; an empty name stands for requests without an answer."""

    provider: str
    spent: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCost(Entity):
    """What all requests of one day of the server cost."""

    day: date
    spent: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Entity):
    """Conversations that started from `at` on, for one grain."""

    at: datetime
    started: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFigures(Entity):
    """What one of the team did in the period."""

    agent_id: str
    name: str
    replies: int
    resolved: int
    first_reply: Delays


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget(Entity):
    """What is spent or put aside, and the caps."""

    day: Amount
    month: Amount
    day_cap: Cap
    month_cap: Cap


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview(Entity):
    """The dashboard, whole.

    Attributes:
        at: When it was made; `current` counts up to it.
        previous: The same number of days before, as far into them.
        days: Those on which anything was spent, the oldest first.
        week: Conversations that started, Monday first, by the hour of the day.
    """

    first: date
    last: date
    time_zone: str
    at: datetime
    present: Present
    current: Figures
    previous: Figures
    handoffs: tuple[ReasonCount, ...]
    comments: tuple[Comment, ...]
    costs: tuple[ProviderCost, ...]
    days: tuple[DayCost, ...]
    budget: Budget
    grain: Grain
    line: tuple[Point, ...]
    week: tuple[tuple[int, ...], ...]
    team: tuple[AgentFigures, ...]
