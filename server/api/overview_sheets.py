"""The dashboard's tables, for spreadsheets: names of columns are part of the API, and stay."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from server.domain.reports import Delays, Figures, Overview
from server.domain.sheets import Cell, Sheet
from server.domain.spans import zone_of

MILLIONTH = 1_000_000


class Table(StrEnum):
    """What can be had as CSV."""

    FIGURES = "figures"
    HANDOFFS = "handoffs"
    RATINGS = "ratings"
    COMMENTS = "comments"
    COSTS = "costs"
    DAYS = "days"
    LINE = "line"
    WEEK = "week"
    TEAM = "team"


def figures(of: Overview) -> Sheet:
    """One figure a row, beside that of the period before."""
    pairs = zip(_figures(of.current), _figures(of.previous), strict=True)
    return Sheet(
        ("figure", "period", "previous_period"),
        [(name, now, then) for (name, now), (_, then) in pairs],
    )


def handoffs(of: Overview) -> Sheet:
    """Why the assistant gave conversations to people."""
    return Sheet(("reason", "count"), [(one.reason.value, one.count) for one in of.handoffs])


def ratings(of: Overview) -> Sheet:
    """How many of each."""
    return Sheet(("stars", "count"), list(enumerate(of.current.stars, 1)))


def comments(of: Overview) -> Sheet:
    """What visitors wrote with their ratings."""
    rows = [
        (_local(one.at, of), one.score, one.comment, one.conversation_id) for one in of.comments
    ]
    return Sheet(("at", "stars", "comment", "conversation_id"), rows)


def costs(of: Overview) -> Sheet:
    """Tokens and money by provider."""
    rows = [
        (
            one.provider,
            one.spent.input_tokens,
            one.spent.output_tokens,
            one.spent.money / MILLIONTH,
            "yes" if one.spent.estimated else "no",
        )
        for one in of.costs
    ]
    return Sheet(("provider", "input_tokens", "output_tokens", "money", "estimated"), rows)


def days(of: Overview) -> Sheet:
    """Tokens and money by day of the server."""
    rows = [
        (
            one.day.isoformat(),
            one.spent.input_tokens,
            one.spent.output_tokens,
            one.spent.money / MILLIONTH,
        )
        for one in of.days
    ]
    return Sheet(("day", "input_tokens", "output_tokens", "money"), rows)


def line(of: Overview) -> Sheet:
    """Conversations by hour or day."""
    return Sheet(
        (of.grain.value, "started"), [(_local(one.at, of), one.started) for one in of.line]
    )


def week(of: Overview) -> Sheet:
    """Conversations by weekday (1 is Monday) and hour."""
    rows = [(day, *hours) for day, hours in enumerate(of.week, 1)]
    return Sheet(("weekday", *(f"{hour:02}:00" for hour in range(24))), rows)


def team(of: Overview) -> Sheet:
    """What each of the team did."""
    rows: list[tuple[Cell, ...]] = [
        (one.name, one.replies, one.resolved, _seconds(one.first_reply.p50), one.agent_id)
        for one in of.team
    ]
    return Sheet(
        ("name", "replies", "resolved", "first_reply_median_seconds", "agent_id"),
        rows,
    )


def _figures(of: Figures) -> list[tuple[str, Cell]]:
    return [
        ("started", of.started),
        ("resolved_by_assistant", of.by_assistant),
        ("resolved_by_people", of.by_people),
        ("closed_without_an_answer", of.by_nobody),
        *_delays("first_reply", of.first_reply),
        *_delays("assistant_first_token", of.first_token),
        ("ratings", sum(of.stars)),
        ("rating_average", _average(of.stars)),
        ("input_tokens", of.spent.input_tokens),
        ("output_tokens", of.spent.output_tokens),
        ("money", of.spent.money / MILLIONTH),
    ]


def _delays(name: str, of: Delays) -> list[tuple[str, Cell]]:
    return [
        (f"{name}_count", of.count),
        (f"{name}_p50_seconds", _seconds(of.p50)),
        (f"{name}_p90_seconds", _seconds(of.p90)),
    ]


def _average(stars: tuple[int, ...]) -> float | None:
    given = sum(stars)
    return round(sum(n * count for n, count in enumerate(stars, 1)) / given, 2) if given else None


def _seconds(millis: int | None) -> float | None:
    return None if millis is None else millis / 1000


def _local(moment: datetime, of: Overview) -> str:
    return moment.astimezone(zone_of(of.time_zone)).isoformat(timespec="minutes")


SHEETS: dict[Table, Callable[[Overview], Sheet]] = {
    Table.FIGURES: figures,
    Table.HANDOFFS: handoffs,
    Table.RATINGS: ratings,
    Table.COMMENTS: comments,
    Table.COSTS: costs,
    Table.DAYS: days,
    Table.LINE: line,
    Table.WEEK: week,
    Table.TEAM: team,
}
