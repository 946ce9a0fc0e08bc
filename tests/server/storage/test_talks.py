"""What counts as a conversation, as resolved by whom, and as a first reply: docs/reports.md."""

import importlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from server.domain.conversations import Author, AuthorKind, Draft, HandoffReason
from server.domain.people import Agent, Role
from server.domain.reports import Delays, Figures
from server.domain.spans import span
from server.storage.reports import Counted
from server.storage.sqlite import SqliteFile
from tests.server.desk import furnished
from tests.server.workshop import Workshop

MINUTE = 60


@dataclass
class Room:
    """One conversation, and everything that can happen in it; each step a minute later."""

    shop: Workshop
    id: str
    lin: Agent
    said: int = 0

    async def do(self, *steps: str) -> None:
        for step in steps:
            await STEPS[step](self)
            self.shop.clock.advance(MINUTE)

    def new_id(self) -> str:
        self.said += 1
        return f"m{self.said}"

    async def asks(self) -> None:
        say = self.shop.parts.actions.messages.post_from_visitor
        await say(self.id, "somebody", client_id=self.new_id(), body="Where is it?")

    async def answered(self) -> None:
        """By the assistant."""
        actions, stored = self.shop.parts.actions, self.shop.parts.storage.conversations
        preview = (await stored.get(self.id)).preview
        assert preview is not None
        await actions.messages.post_answer(self.id, an_answer(self.new_id()), to=preview)

    async def replied(self) -> None:
        await self._from_agent(note=False)

    async def noted(self) -> None:
        await self._from_agent(note=True)

    async def _from_agent(self, *, note: bool) -> None:
        post = self.shop.parts.actions.messages.post_from_agent
        await post(self.id, self.lin, client_id=self.new_id(), body="Here.", note=note)

    async def handed_over(self) -> None:
        conversations = self.shop.parts.actions.conversations
        await conversations.hand_off(self.id, HandoffReason.VISITOR_ASKED)

    async def taken(self) -> None:
        await self.shop.parts.actions.conversations.take(self.id, self.lin)

    async def given_back(self) -> None:
        give_back = self.shop.parts.actions.conversations.give_back
        await give_back(self.id, self.lin, assistant_answers=True)

    async def resolved(self) -> None:
        await self.shop.parts.actions.conversations.resolve(self.id, self.lin)

    async def reopened(self) -> None:
        await self.shop.parts.actions.conversations.reopen(self.id, self.lin)

    async def helped(self) -> None:
        await self.shop.parts.actions.conversations.helped(self.id)

    async def rated_well(self) -> None:
        await self.shop.parts.actions.conversations.rate(self.id, 5, "=good")

    async def rated_badly(self) -> None:
        await self.shop.parts.actions.conversations.rate(self.id, 1, "")


def an_answer(client_id: str) -> Draft:
    return Draft(client_id=client_id, author=Author(kind=AuthorKind.ASSISTANT), body="In May.")


Step = Callable[[Room], Awaitable[None]]
STEPS: dict[str, Step] = {
    name.replace("_", " "): getattr(Room, name)
    for name in (
        "asks",
        "answered",
        "replied",
        "noted",
        "handed_over",
        "taken",
        "given_back",
        "resolved",
        "reopened",
        "helped",
        "rated_well",
        "rated_badly",
    )
}


@pytest.fixture
async def room(tmp_path: Path, template: Path) -> AsyncIterator[Room]:
    shop = Workshop(furnished(template, tmp_path / "data"), listening=False)
    async with shop.open():
        people = await shop.parts.storage.people.agents()
        lin = next(one for one in people if one.username == "lin")
        assert lin.role is Role.AGENT
        yield Room(shop, await shop.conversation(), lin)


async def counted(room: Room) -> Counted:
    day = room.shop.clock.now().date()
    today = span(day, day, None, room.shop.clock.now())
    return await room.shop.parts.storage.reports.counted(today, today)


async def figures(room: Room) -> Figures:
    return (await counted(room)).current


# Steps, then: started, ended by the assistant, by people, by nobody.
ENDINGS: list[tuple[str, tuple[int, int, int, int]]] = [
    ("asks", (1, 0, 0, 0)),
    ("asks, answered", (1, 0, 0, 0)),
    ("noted", (0, 0, 0, 0)),
    ("noted, asks", (1, 0, 0, 0)),
    ("replied, given back, asks", (1, 0, 0, 0)),
    ("asks, asks, answered, asks", (1, 0, 0, 0)),
    ("asks, answered, helped", (1, 1, 0, 0)),
    ("asks, answered, resolved", (1, 1, 0, 0)),
    ("asks, answered, noted, resolved", (1, 1, 0, 0)),
    ("asks, answered, rated well", (1, 1, 0, 0)),
    ("asks, answered, rated badly", (1, 0, 0, 0)),
    ("asks, answered, rated badly, resolved", (1, 1, 0, 0)),
    ("asks, answered, rated well, asks", (1, 0, 0, 0)),
    ("asks, answered, rated well, asks, answered", (1, 0, 0, 0)),
    ("asks, answered, rated well, asks, handed over, replied, resolved", (1, 0, 1, 0)),
    ("asks, answered, rated well, helped", (1, 1, 0, 0)),
    ("asks, answered, handed over, rated well", (1, 0, 0, 0)),
    ("asks, resolved", (1, 0, 0, 1)),
    ("asks, answered, handed over, resolved", (1, 0, 0, 1)),
    ("asks, handed over, replied, resolved", (1, 0, 1, 0)),
    ("asks, answered, taken, resolved", (1, 1, 0, 0)),
    ("asks, answered, replied, given back, asks, answered, helped", (1, 0, 1, 0)),
    ("asks, handed over, given back, asks, answered, helped", (1, 1, 0, 0)),
    ("asks, answered, helped, asks", (2, 1, 0, 0)),
    ("asks, answered, helped, asks, handed over, replied, resolved", (2, 1, 1, 0)),
    ("asks, answered, helped, handed over", (2, 1, 0, 0)),
    ("asks, handed over, replied, resolved, asks, answered, helped", (2, 1, 1, 0)),
    ("asks, handed over, replied, resolved, reopened", (1, 0, 0, 0)),
    ("asks, handed over, replied, resolved, reopened, resolved", (1, 0, 1, 0)),
    ("asks, answered, resolved, replied, resolved", (1, 0, 1, 0)),
]

# Steps, then the minutes to each first reply.
REPLIES: list[tuple[str, list[int]]] = [
    ("asks, answered, asks, answered", []),
    ("asks, handed over, replied", [1]),
    ("asks, handed over, asks, taken, replied", [3]),
    ("asks, handed over, noted, replied", [2]),
    ("asks, handed over, replied, asks, replied", [1]),
    ("asks, answered, replied", []),
    ("asks, answered, taken, asks, replied", [1]),
    ("asks, answered, taken, replied, asks, replied", []),
    ("asks, handed over, resolved", []),
    ("asks, handed over, given back, asks, answered", []),
    ("asks, handed over, given back, asks, handed over, replied", [1]),
    ("asks, handed over, replied, resolved, asks, handed over, asks, replied", [1, 2]),
]


UNKNOWN = "asks, answered, rated well, asks, answered"  # when it was rated, no message tells


@pytest.mark.parametrize(("steps", "expected"), ENDINGS)
async def test_who_brought_it_to_an_end(
    room: Room, steps: str, expected: tuple[int, int, int, int]
) -> None:
    await room.do(*steps.split(", "))
    of = await figures(room)
    assert (of.started, of.by_assistant, of.by_people, of.by_nobody) == expected


@pytest.mark.parametrize(("steps", "minutes"), REPLIES)
async def test_how_long_the_first_reply_took(room: Room, steps: str, minutes: list[int]) -> None:
    await room.do(*steps.split(", "))
    now = await counted(room)
    of = now.current.first_reply
    ends = (minutes[0], minutes[-1]) if minutes else (None, None)
    waits = tuple(None if end is None else end * MINUTE * 1000 for end in ends)
    assert (of.count, of.p50, of.p90) == (len(minutes), *waits)
    (lin,) = (one for one in now.team if one.agent_id == room.lin.id)
    assert lin.first_reply == (of if minutes else Delays())
    assert lin.replies == steps.split(", ").count("replied")


@pytest.mark.parametrize("steps", [steps for steps, _ in (*ENDINGS, *REPLIES) if steps != UNKNOWN])
async def test_an_older_file_gets_the_same_talks(room: Room, steps: str) -> None:
    """The migration makes of the messages what the commits would have made."""
    await room.do(*steps.split(", "))
    parts = room.shop.parts

    def made(file: SqliteFile) -> list[Any]:
        found = file.execute_sql("SELECT * FROM talk ORDER BY number").fetchall()
        return [tuple(row) for row in found]

    def again(file: SqliteFile) -> list[Any]:
        for name in ("message_by_agent", "answer_shown"):
            file.execute_sql(f"DROP INDEX {name}")
        for name in ("talk", "handover"):
            file.execute_sql(f"DROP TABLE {name}")
        importlib.import_module("server.storage.migrations.0027_reports").up(None, file)
        return made(file)

    live = await parts.storage.database.write(made)
    backfilled = await parts.storage.database.write(again)
    assert [sketch(row) for row in backfilled] == [sketch(row) for row in live]


def sketch(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """All but the moment of a rating, and an end by one, which no message tells."""
    *most, rating, comment, _rated_at = row
    return (*(cell for at, cell in enumerate(most) if at not in RATED), rating, comment)


RATED = {11}


async def test_the_one_who_resolves_is_credited(room: Room) -> None:
    await room.do("asks", "handed over", "replied", "resolved")
    now = await counted(room)
    assert {one.name: one.resolved for one in now.team if one.resolved} == {
        room.lin.display_name: 1
    }


async def test_who_waits_now_and_since_when(room: Room) -> None:
    reports = room.shop.parts.storage.reports
    assert (await reports.present()).waiting == 0
    await room.do("asks")
    assert (await reports.present()).assistant == 1
    since = room.shop.clock.now()
    await room.do("handed over", "asks")
    waits = await reports.present()
    assert (waits.waiting, waits.queue, waits.waiting_since) == (1, 1, since)
    await room.do("taken")
    held = await reports.present()
    assert (held.waiting, held.waiting_since, held.agents) == (0, None, 1)


async def test_ratings_reasons_and_comments(room: Room) -> None:
    await room.do("asks", "handed over", "replied", "resolved", "rated well", "asks", "answered")
    now = await counted(room)
    assert now.current.stars == (0, 0, 0, 0, 1)
    assert [(one.reason, one.count) for one in now.handoffs] == [(HandoffReason.VISITOR_ASKED, 1)]
    assert [(one.score, one.comment) for one in now.comments] == [(5, "=good")]
