"""The verdict can fail: each promise, broken in otherwise perfect evidence, is counted."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from server.domain.conversations import (
    ASSISTANT,
    Author,
    AuthorKind,
    Conversation,
    Message,
    MessageKind,
    Notice,
    Status,
)
from server.domain.people import Visitor
from tests.durability.notes import Acked, DeskNotes, PageNotes, SeenEvent, SeenReset, SenderNotes
from tests.durability.verdict import Evidence, all_shown, judge

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WHERE = "conversation"


def row(seq: int, client_id: str, body: str) -> Message:
    return Message(
        id=f"row {seq}",
        conversation_id=WHERE,
        seq=seq,
        client_id=client_id,
        author=Author(kind=AuthorKind.VISITOR),
        kind=MessageKind.TEXT,
        body=body,
        attachments=(),
        sources=(),
        notice=None,
        created_at=NOW,
    )


def notice(seq: int) -> Message:
    told = row(seq, f"notice {seq}", "A person will answer.")
    system = Author(kind=AuthorKind.SYSTEM)
    return replace(told, author=system, kind=MessageKind.EVENT, notice=Notice.HANDOFF)


def standing(last_seq: int) -> Conversation:
    visitor = Visitor(id="v", name="V", locale="en", page_url="", referrer="", user_agent="")
    return Conversation(
        id=WHERE,
        status=Status.OPEN,
        handler=ASSISTANT,
        visitor=visitor,
        last_seq=last_seq,
        unread=last_seq,
        visitor_read_seq=0,
        tags=(),
        handoff=None,
        route=None,
        rating=None,
        preview=None,
        created_at=NOW,
        updated_at=NOW,
    )


class Told:
    """Evidence that is still open to change; `judged` tells what is broken."""

    def __init__(self) -> None:
        self.sender = SenderNotes("sender", random.Random(1), new_ids=False)
        self.rows = [row(seq, *self._sent(seq)) for seq in (1, 2, 3)]
        shown = [(message.seq, message.client_id) for message in self.rows]
        self.page = PageNotes("page", WHERE, shown[:2])
        self.tab = PageNotes("tab", WHERE, list(shown))
        events = [SeenEvent(seq, (WHERE, seq, client_id)) for seq, client_id in shown]
        self.desk = DeskNotes([*events], {WHERE: standing(3)})

    def _sent(self, seq: int) -> tuple[str, str]:
        said = self.sender.say()
        self.sender.acknowledged(said.client_id, seq)
        return said.client_id, said.body

    def evidence(self) -> Evidence:
        return Evidence(
            senders=[self.sender],
            pages=[self.page],
            tabs=[self.tab],
            desk=self.desk,
            kept={WHERE: self.rows},
            standing={WHERE: standing(3)},
            rev=3,
        )

    def judged(self) -> dict[str, int]:
        return {name: count for name, count in judge(self.evidence()).items() if count}


def unacknowledged(told: Told) -> None:
    told.sender.say()


def gone(told: Told) -> None:
    del told.rows[2]


def acknowledged_as_another(told: Told) -> None:
    told.sender.acked[told.rows[1].client_id] = Acked(9, told.rows[1].body)


def doubled(told: Told) -> None:
    told.rows.append(replace(told.rows[0], seq=4, client_id="another"))


def handed_over_twice(told: Told) -> None:
    told.rows += [notice(4), notice(5)]


def out_of_nowhere(told: Told) -> None:
    told.rows.append(row(4, "another", "Who said that?"))


def swapped(told: Told) -> None:
    told.rows[1], told.rows[2] = told.rows[2], told.rows[1]


def with_a_hole(told: Told) -> None:
    told.rows[2] = replace(told.rows[2], seq=4)


def shown_with_a_gap(told: Told) -> None:
    del told.tab.seen[1]


def not_shown_to_the_end(told: Told) -> None:
    del told.tab.seen[2]


def shown_twice(told: Told) -> None:
    told.page.seen.append(told.page.seen[-1])


def shown_and_gone(told: Told) -> None:
    told.page.seen[1] = (2, "another")


def agent_missed_one(told: Told) -> None:
    del told.desk.seen[1]


def agent_missed_the_last(told: Told) -> None:
    del told.desk.seen[2]


def agent_told_twice(told: Told) -> None:
    told.desk.seen.append(told.desk.seen[-1])


def agent_told_wrong(told: Told) -> None:
    told.desk.seen[1] = SeenEvent(2, (WHERE, 2, "another"))


def agent_left_behind(told: Told) -> None:
    told.desk.conversations[WHERE] = standing(2)


BROKEN: list[tuple[Callable[[Told], None], set[str]]] = [
    (unacknowledged, {"never acknowledged"}),
    (
        gone,
        {
            "acknowledged and lost",
            "shown, and not what was kept",
            "told the agent, and not kept",
        },
    ),
    (acknowledged_as_another, {"acknowledged and lost"}),
    (doubled, {"stored twice", "gaps seen by pages"}),
    (handed_over_twice, {"stored twice", "gaps seen by pages"}),
    (out_of_nowhere, {"stored, and said by nobody", "gaps seen by pages"}),
    (swapped, {"out of a sender's order", "holes in the numbers"}),
    (
        with_a_hole,
        {
            "acknowledged and lost",
            "holes in the numbers",
            "shown, and not what was kept",
            "told the agent, and not kept",
        },
    ),
    (shown_with_a_gap, {"gaps seen by pages"}),
    (not_shown_to_the_end, {"gaps seen by pages"}),
    (shown_twice, {"repeats seen by pages"}),
    (shown_and_gone, {"shown, and not what was kept"}),
    (agent_missed_one, {"gaps seen by the agent"}),
    (agent_missed_the_last, {"gaps seen by the agent"}),
    (agent_told_twice, {"repeats seen by the agent"}),
    (agent_told_wrong, {"told the agent, and not kept"}),
    (agent_left_behind, {"conversations that the agent has wrong"}),
]


def test_what_is_whole_passes() -> None:
    told = Told()
    assert told.judged() == {}
    assert all_shown(told.evidence())


@pytest.mark.parametrize(("breaking", "named"), BROKEN)
def test_what_is_broken_is_counted(breaking: Callable[[Told], None], named: set[str]) -> None:
    told = Told()
    breaking(told)
    assert told.judged().keys() == named


def test_a_reset_may_jump() -> None:
    told = Told()
    told.desk.seen[:2] = [SeenReset(2)]
    assert told.judged() == {}


@pytest.mark.parametrize("breaking", [not_shown_to_the_end, agent_missed_the_last])
def test_a_viewer_that_is_behind_is_waited_for(breaking: Callable[[Told], None]) -> None:
    told = Told()
    breaking(told)
    assert not all_shown(told.evidence())
