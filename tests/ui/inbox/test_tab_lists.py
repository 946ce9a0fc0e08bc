"""Every tab in order, whatever happens to the conversations."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.domain.conversations import ASSISTANT, QUEUE, Conversation, Status, held_by
from tests.support.desk_sample import LIN, ME, NOW, mia, others, resolved
from ui.inbox.order import Sort, Tab, key_of, needs_me, tabs_of
from ui.inbox.tab_lists import TabLists

HANDLERS = (ASSISTANT, QUEUE, held_by(ME), held_by(LIN))


def lists_of(*conversations: Conversation) -> TabLists:
    lists = TabLists(ME.id)
    lists.reset(conversations, Sort.ATTENTION)
    return lists


def test_counts_follow_each_change() -> None:
    lists = lists_of(mia(), *others(), resolved())
    assert [len(lists[tab]) for tab in (Tab.UNASSIGNED, Tab.MINE, Tab.ASSISTANT)] == [1, 3, 7]
    assert lists.needing_me == 3
    lists.changed(replace(mia(), handler=QUEUE))
    lists.changed(replace(mia(), handler=QUEUE))
    assert [len(lists[tab]) for tab in (Tab.UNASSIGNED, Tab.MINE, Tab.ALL)] == [2, 2, 14]
    lists.changed(replace(mia(), last_seq=0))
    assert len(lists[Tab.ALL]) == 13
    assert lists.key("c-mia") is None


def changed(at: int, handler: int, status: Status, seconds: int, waits: bool) -> Conversation:
    when = NOW + timedelta(seconds=seconds)
    return replace(
        mia(),
        id=f"c-{at}",
        handler=HANDLERS[handler],
        status=status,
        updated_at=when,
        preview=None,
        waiting_since=when if waits else None,
        unread=seconds % 2,
        last_seq=seconds % 5,
    )


CHANGES = st.builds(
    changed,
    st.integers(0, 5),
    st.integers(0, 3),
    st.sampled_from(Status),
    st.integers(0, 50),
    st.booleans(),
)


@given(st.lists(CHANGES, max_size=40), st.sampled_from(Sort))
def test_step_by_step_is_the_same_as_all_at_once(changes: list[Conversation], sort: Sort) -> None:
    lists = TabLists(ME.id)
    lists.reset((), sort)
    for change in changes:
        lists.changed(change)
    latest = {change.id: change for change in changes}.values()
    for tab in Tab:
        shown = [one for one in latest if tab in tabs_of(one, ME.id)]
        assert list(lists[tab]) == sorted(map(key_of(sort), shown))
    assert lists.needing_me == sum(needs_me(one, ME.id) for one in latest)
