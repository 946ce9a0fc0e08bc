"""Figures of a period, on one connection and in one state of the file; nothing here writes.

Each query reads a range of an index that migration 0027 made for it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from server.clock import from_millis, to_millis
from server.domain.conversations import HandlerKind, HandoffReason
from server.domain.ledger import Spent
from server.domain.reports import (
    AgentFigures,
    Comment,
    DayCost,
    Delays,
    Figures,
    Present,
    ProviderCost,
    ReasonCount,
)
from server.domain.rhythm import QUARTER, Quarters
from server.domain.spans import Span
from server.domain.talks import Ending
from server.storage import report_sql as sql
from server.storage.database import Database
from server.storage.sqlite import SqliteFile

MAX_COMMENTS = 50
_QUARTER_MS = int(QUARTER.total_seconds() * 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What the database knows of a period and of the one before it."""

    present: Present
    current: Figures
    previous: Figures
    handoffs: tuple[ReasonCount, ...]
    comments: tuple[Comment, ...]
    costs: tuple[ProviderCost, ...]
    days: tuple[DayCost, ...]
    quarters: Quarters
    team: tuple[AgentFigures, ...]


class Reports:
    """Reads only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def counted(self, current: Span, previous: Span) -> Counted:
        """Everything at once: the figures of one look agree with each other."""

        def query(file: SqliteFile) -> Counted:
            with file.atomic():
                return Counted(
                    present=present(file),
                    current=figures(file, current),
                    previous=figures(file, previous),
                    handoffs=handoffs(file, current),
                    comments=comments(file, current),
                    costs=costs(file, current),
                    days=days(file, current),
                    quarters=quarters(file, current),
                    team=team(file, current),
                )

        return await self._database.read(query)

    async def present(self) -> Present:
        """How things stand now."""
        return await self._database.read(present)


def present(file: SqliteFile) -> Present:
    """Who has the open conversations, and since when somebody waits."""
    held = dict(_all(file, sql.OPEN))
    (since,) = _one(file, sql.WAITING_SINCE)
    return Present(
        waiting=held.get(HandlerKind.QUEUE.value, 0),
        waiting_since=None if since is None else from_millis(since),
        assistant=held.get(HandlerKind.ASSISTANT.value, 0),
        queue=held.get(HandlerKind.QUEUE.value, 0),
        agents=held.get(HandlerKind.AGENT.value, 0),
    )


def figures(file: SqliteFile, of: Span) -> Figures:
    """The period in numbers."""
    (started,) = _one(file, sql.STARTED, *_range(of))
    ended = dict(_all(file, sql.ENDED, *_range(of)))
    stars = dict(_all(file, sql.STARS, *_range(of)))
    return Figures(
        started=started,
        by_assistant=ended.get(Ending.ASSISTANT.value, 0),
        by_people=ended.get(Ending.PEOPLE.value, 0),
        by_nobody=ended.get(Ending.NOBODY.value, 0),
        first_reply=_delays(_one(file, sql.FIRST_REPLY, *_range(of))),
        first_token=_delays(_one(file, sql.ANSWER_BEGAN, *_range(of))),
        stars=tuple(stars.get(score, 0) for score in range(1, 6)),
        spent=_spent(_one(file, sql.SPENT, *_days(of))),
    )


def handoffs(file: SqliteFile, of: Span) -> tuple[ReasonCount, ...]:
    """The most frequent reason first."""
    return tuple(
        ReasonCount(reason=HandoffReason(reason), count=count)
        for reason, count in _all(file, sql.HANDOVERS, *_range(of))
    )


def comments(file: SqliteFile, of: Span) -> tuple[Comment, ...]:
    """The newest first."""
    return tuple(
        Comment(conversation_id=room, score=score, comment=comment, at=from_millis(at))
        for room, score, comment, at in _all(file, sql.COMMENTS, *_range(of), MAX_COMMENTS)
    )


def costs(file: SqliteFile, of: Span) -> tuple[ProviderCost, ...]:
    """The dearest provider first."""
    return tuple(
        ProviderCost(provider=provider, spent=_spent(spent))
        for provider, *spent in _all(file, sql.COSTS, *_days(of))
    )


def days(file: SqliteFile, of: Span) -> tuple[DayCost, ...]:
    """What each day cost on which anything did."""
    return tuple(
        DayCost(day=date.fromisoformat(day), spent=_spent(spent))
        for day, *spent in _all(file, sql.SPENT_BY_DAY, *_days(of))
    )


def quarters(file: SqliteFile, of: Span) -> Quarters:
    """How many conversations started in each quarter of an hour that saw any."""
    return dict(_all(file, sql.QUARTERS, _QUARTER_MS, *_range(of)))


def team(file: SqliteFile, of: Span) -> tuple[AgentFigures, ...]:
    """Everybody who is of the team, and who did something and is not any more; by name."""
    names = dict(_all(file, sql.AGENTS))
    replies = Counter(dict(_all(file, sql.REPLIES, *_range(of))))
    resolved = Counter(dict(_all(file, sql.RESOLVED, *_range(of))))
    first = {row[0]: _delays(row[1:]) for row in _all(file, sql.FIRST_REPLY_BY_AGENT, *_range(of))}
    made = [
        AgentFigures(
            agent_id=agent_id,
            name=names.get(agent_id, ""),
            replies=replies[agent_id],
            resolved=resolved[agent_id],
            first_reply=first.get(agent_id, Delays()),
        )
        for agent_id in names.keys() | replies.keys() | resolved.keys() | first.keys()
    ]
    return tuple(sorted(made, key=lambda one: (one.name.casefold(), one.agent_id)))


def _range(of: Span) -> tuple[int, int]:
    return to_millis(of.start), to_millis(of.end)


def _days(of: Span) -> tuple[str, str]:
    return of.first.isoformat(), of.last.isoformat()


def _delays(row: Any) -> Delays:
    count, p50, p90 = row
    return Delays(count=count or 0, p50=p50, p90=p90)


def _spent(row: Any) -> Spent:
    input_tokens, output_tokens, money, estimated = row
    return Spent(
        input_tokens=input_tokens or 0,
        output_tokens=output_tokens or 0,
        money=money or 0,
        estimated=bool(estimated),
    )


def _all(file: SqliteFile, query: str, *values: object) -> list[Any]:
    return list(file.execute_sql(query, values))


def _one(file: SqliteFile, query: str, *values: object) -> Any:
    return _all(file, query, *values)[0]
