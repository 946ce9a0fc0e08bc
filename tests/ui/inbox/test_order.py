"""Which tab shows a conversation, and where."""

from dataclasses import replace
from datetime import timedelta

import pytest

from server.domain.conversations import (
    ASSISTANT,
    QUEUE,
    Conversation,
    Handler,
    Priority,
    Status,
    held_by,
)
from tests.support.desk_sample import LIN, ME, NOW, mia, others, resolved
from ui.inbox.order import Sort, Tab, key_of, needs_me, tabs_of


def having(handler: Handler, status: Status = Status.OPEN) -> Conversation:
    waits = NOW if handler.kind is QUEUE.kind and status is Status.OPEN else None
    return replace(mia(), handler=handler, status=status, waiting_since=waits)


def in_order(sort: Sort, *conversations: Conversation) -> list[str]:
    return [found.id for found in sorted(conversations, key=key_of(sort))]


@pytest.mark.parametrize(
    ("conversation", "tabs"),
    [
        (having(QUEUE), {Tab.UNASSIGNED, Tab.WAITING, Tab.ALL}),
        (having(ASSISTANT), {Tab.ASSISTANT, Tab.ALL}),
        (having(held_by(ME)), {Tab.MINE, Tab.ALL}),
        (replace(having(held_by(ME)), waiting_since=NOW), {Tab.MINE, Tab.WAITING, Tab.ALL}),
        (having(held_by(LIN)), {Tab.ALL}),
        (having(QUEUE, Status.RESOLVED), {Tab.ALL}),
        (having(held_by(ME), Status.SNOOZED), {Tab.SNOOZED, Tab.ALL}),
        (replace(mia(), last_seq=0), set()),
    ],
)
def test_tabs(conversation: Conversation, tabs: set[Tab]) -> None:
    assert set(tabs_of(conversation, ME.id)) == tabs


def test_who_has_nobody_comes_first_then_the_latest() -> None:
    waits = replace(having(QUEUE), id="waits")
    longer = replace(waits, id="longer", waiting_since=NOW - timedelta(hours=1))
    ordered = in_order(Sort.ATTENTION, resolved(), mia(), waits, *others(), longer)
    assert ordered[:4] == ["longer", "c-0", "waits", "c-mia"]
    assert ordered[-1] == "c-11"


def test_the_longest_wait_first_whoever_has_it() -> None:
    mine = replace(mia(), waiting_since=NOW - timedelta(minutes=30))
    queued = replace(having(QUEUE), id="queued")
    assert in_order(Sort.LONGEST_WAIT, resolved(), queued, mine) == ["c-mia", "queued", "c-done"]
    assert in_order(Sort.LATEST, resolved(), queued, mine) == ["c-mia", "queued", "c-done"]


def test_the_highest_priority_first_and_what_is_done_last() -> None:
    each = [replace(mia(), id=priority, priority=priority) for priority in Priority]
    done = replace(resolved(), priority=Priority.URGENT)
    expected = ["urgent", "high", "normal", "low", "c-done"]
    assert in_order(Sort.PRIORITY, done, *each) == expected


def test_what_needs_me() -> None:
    assert needs_me(mia(), ME.id)
    assert not needs_me(replace(mia(), unread=0), ME.id)
    assert not needs_me(mia(), LIN.id)
    assert needs_me(having(QUEUE), LIN.id)
    assert not needs_me(having(QUEUE, Status.SNOOZED), LIN.id)
