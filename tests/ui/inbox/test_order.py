"""Which tab shows a conversation, and where."""

from dataclasses import replace
from datetime import timedelta

import pytest

from server.domain.conversations import ASSISTANT, QUEUE, Conversation, Handler, Status, held_by
from tests.support.desk_sample import LIN, ME, NOW, mia, others, resolved
from ui.inbox.order import (
    Tab,
    TabCounts,
    attention,
    matches,
    needs_me,
    sort_key,
    tabs_of,
    waiting_since,
)
from ui.state import State


def having(handler: Handler, status: Status = Status.OPEN) -> Conversation:
    return replace(mia(), handler=handler, status=status)


@pytest.mark.parametrize(
    ("conversation", "tabs"),
    [
        (having(QUEUE), {Tab.WAITING, Tab.ALL}),
        (having(ASSISTANT), {Tab.ASSISTANT, Tab.ALL}),
        (having(held_by(ME)), {Tab.MINE, Tab.ALL}),
        (having(held_by(LIN)), {Tab.ALL}),
        (having(QUEUE, Status.RESOLVED), {Tab.ALL}),
        (having(held_by(ME), Status.SNOOZED), {Tab.ALL}),
        (replace(mia(), last_seq=0), set()),
    ],
)
def test_tabs(conversation: Conversation, tabs: set[Tab]) -> None:
    assert tabs_of(conversation, ME.id) == tabs


def test_who_waits_longest_comes_first_then_the_latest() -> None:
    waits = replace(having(QUEUE), id="waits", handoff=None, updated_at=NOW)
    waits_longer = replace(waits, id="longer", updated_at=NOW - timedelta(hours=1))
    ordered = sorted([resolved(), mia(), waits, *others(), waits_longer], key=sort_key)
    assert [found.id for found in ordered[:4]] == ["longer", "c-0", "waits", "c-mia"]
    assert ordered[-1].id == "c-11"


def test_the_wait_begins_at_the_handoff() -> None:
    assert waiting_since(mia()) == NOW - timedelta(minutes=9)
    assert waiting_since(replace(mia(), handoff=None)) == NOW - timedelta(minutes=1)


def test_what_needs_me() -> None:
    assert needs_me(mia(), ME.id)
    assert not needs_me(replace(mia(), unread=0), ME.id)
    assert not needs_me(mia(), LIN.id)
    assert needs_me(having(QUEUE), LIN.id)
    everyone = {found.id: found for found in (mia(), resolved(), *others())}
    assert attention(State(me=ME, conversations=everyone)) == 3


@pytest.mark.parametrize(
    ("words", "found"),
    [("mia", True), ("蓝色 MIA", True), ("checkout", True), ("mia 红色", False), ("", True)],
)
def test_searching(words: str, found: bool) -> None:
    assert matches(mia(), words) is found


def test_counts_follow_each_change() -> None:
    counts = TabCounts(ME.id)
    counts.reset([mia(), *others(), resolved()])
    assert (counts[Tab.WAITING], counts[Tab.MINE], counts[Tab.ASSISTANT]) == (1, 3, 7)
    counts.changed(replace(mia(), handler=QUEUE))
    counts.changed(replace(mia(), handler=QUEUE))
    assert (counts[Tab.WAITING], counts[Tab.MINE], counts[Tab.ALL]) == (2, 2, 14)
