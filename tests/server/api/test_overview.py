"""The dashboard's figures over HTTP: who may have them, in what form, and of which days."""

import csv
import io

import pytest

from tests.server.calling import Caller
from tests.server.desk import Desk

OVERVIEW = "reports/overview"
TABLES = ("figures", "handoffs", "ratings", "comments", "costs", "days", "line", "week", "team")


async def test_a_visitor_who_waited_and_was_answered(desk: Desk, adam: Caller, lin: Caller) -> None:
    visitor = await desk.waiting_visitor()
    assert (await adam.get("reports/present")).data["waiting"] == 1
    desk.clock.advance(90)
    path = f"conversations/{visitor.conversation}"
    await lin.post(f"{path}/messages", {"client_id": "r", "body": "Hello"})
    await lin.post(f"{path}/resolve")
    desk.clock.advance(1)

    of = (await adam.get(OVERVIEW, tz="Asia/Shanghai")).data

    assert of["current"]["by_people"] == 1
    assert of["current"]["first_reply"] == {"count": 1, "p50": 90_000, "p90": 90_000}
    assert of["handoffs"] == [{"reason": "visitor_asked", "count": 1}]
    assert of["week"][0][17] == 1  # 9:00 UTC on a Monday
    assert len(of["line"]) == 6 * 24 + 18
    assert [(one["name"], one["resolved"]) for one in of["team"] if one["replies"]] == [("Lin", 1)]
    assert of["previous"]["started"] == 0


@pytest.mark.parametrize("table", TABLES)
async def test_every_table_is_to_be_had_as_csv(adam: Caller, table: str) -> None:
    reply = await adam.get(OVERVIEW, table=table, format="csv", first="2026-03-01")
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in reply.headers["Content-Disposition"]
    text = reply.body.decode("utf-8-sig")
    headings, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert all(len(row) == len(headings) for row in rows)


async def test_comments_are_no_formulas(desk: Desk, adam: Caller) -> None:
    visitor = await desk.waiting_visitor()
    async with visitor.socket() as talk:
        await talk.send("rate", score=1, comment='=cmd|"/c calc"!A1')
        await talk.settle()
    desk.clock.advance(1)
    reply = await adam.get(OVERVIEW, table="comments", format="csv")
    assert "'=cmd" in reply.body.decode()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"tz": "Mars/Base"}, "no_such_time_zone"),
        ({"first": "2026-03-02", "last": "2026-03-01"}, "out_of_range"),
        ({"first": "2020-03-02", "last": "2026-03-01"}, "out_of_range"),
        ({"first": "0001-01-01", "last": "0001-01-02"}, "out_of_range"),
        ({"first": "9999-12-30", "last": "9999-12-31"}, "out_of_range"),
        ({"table": "passwords"}, "bad_fields"),
        ({"format": "xlsx"}, "bad_fields"),
    ],
)
async def test_what_cannot_be_shown_is_refused(
    adam: Caller, query: dict[str, str], code: str
) -> None:
    assert (await adam.get(OVERVIEW, **query)).refusal == (422, code)


async def test_only_who_may_read_reports(lin: Caller) -> None:
    assert (await lin.get(OVERVIEW)).status == 403
    assert (await lin.get("reports/present")).status == 403
