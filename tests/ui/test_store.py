"""The state of the desk, change by change; nothing here knows Qt."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from server.domain.conversations import (
    ASSISTANT,
    QUEUE,
    Author,
    AuthorKind,
    Conversation,
    Handler,
    Message,
    Status,
    held_by,
)
from server.domain.events import (
    AnswerCancelled,
    AnswerDelta,
    ConversationUpdated,
    MessageCreated,
    PresenceChanged,
    TypingChanged,
)
from tests.support.desk_sample import ME, NOW, line, visitor
from ui.changes import (
    Change,
    Discarded,
    DraftKept,
    LinkChanged,
    MessagesFetched,
    OlderConversations,
    Opened,
    Refused,
    Retried,
    Snapshot,
    Stored,
    Written,
)
from ui.state import Link, State, Unsent
from ui.store import MESSAGES_KEPT, WINDOWS_KEPT, apply

HER = Author(kind=AuthorKind.VISITOR, id="v", name="Mia")
ASSISTANT_AUTHOR = Author(kind=AuthorKind.ASSISTANT, name="Bell")


def after(*changes: Change, state: State | None = None) -> State:
    return reduce(apply, changes, state or State(me=ME))


def conversation(*, last_seq: int = 0, handler: Handler = ASSISTANT, id: str = "c") -> Conversation:
    return Conversation(
        id=id,
        status=Status.OPEN,
        handler=handler,
        visitor=visitor("Mia", "en", id="v", online=False),
        last_seq=last_seq,
        unread=0,
        visitor_read_seq=0,
        tags=(),
        handoff=None,
        route=None,
        rating=None,
        preview=None,
        created_at=NOW,
        updated_at=NOW,
    )


def said(seq: int, author: Author = HER) -> Message:
    return line(seq, author, f"line {seq}", minutes=0, conversation_id="c")


def said_between(first: int, last: int) -> tuple[Message, ...]:
    return tuple(said(seq) for seq in range(first, last + 1))


def created(rev: int, message: Message, handler: Handler = ASSISTANT) -> MessageCreated:
    now = conversation(last_seq=message.seq, handler=handler)
    return MessageCreated(rev=rev, message=message, conversation=now)


def unsent(client_id: str = "u") -> Unsent:
    return Unsent(client_id=client_id, conversation_id="c", body="hi", kind="reply", at=NOW)


def snapshot(*conversations: Conversation, rev: int = 10) -> Snapshot:
    return Snapshot(conversations=conversations, rev=rev)


def fetched(messages: Iterable[Message]) -> MessagesFetched:
    return MessagesFetched(conversation_id="c", messages=tuple(messages))


def seqs(state: State) -> list[int]:
    return [message.seq for message in state.windows["c"].messages]


OPEN = (snapshot(conversation(last_seq=2)), fetched(said_between(1, 2)))


def test_a_message_joins_the_window_and_renews_the_conversation() -> None:
    state = after(*OPEN, created(11, said(3)))
    assert seqs(state) == [1, 2, 3]
    assert state.conversations["c"].last_seq == 3
    assert state.rev == 11


def test_a_replayed_event_changes_nothing() -> None:
    once = after(*OPEN, created(11, said(3)))
    assert after(created(11, said(3)), state=once) == once


def test_an_older_conversation_never_replaces_a_newer_one() -> None:
    state = after(snapshot(conversation(last_seq=9), rev=20), created(12, said(3)))
    assert state.conversations["c"].last_seq == 9


def test_a_message_beyond_a_gap_waits_until_it_is_fetched() -> None:
    state = after(*OPEN, created(11, said(5)))
    assert seqs(state) == [1, 2]
    assert seqs(after(fetched(said_between(3, 5)), state=state)) == [1, 2, 3, 4, 5]


def test_a_page_before_the_window_goes_before_it() -> None:
    state = after(*OPEN[:1], fetched(said_between(5, 8)), fetched(said_between(1, 4)))
    assert seqs(state) == list(range(1, 9))
    assert state.windows["c"].at_start


def test_a_page_far_from_the_window_replaces_it() -> None:
    state = after(*OPEN, fetched(said_between(50, 60)))
    assert seqs(state) == list(range(50, 61))
    assert not state.windows["c"].at_start


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 12)), max_size=12))
def test_a_window_is_always_gapless(pages: list[tuple[int, int]]) -> None:
    changes = [fetched(said_between(first, first + more)) for first, more in pages]
    window = after(*OPEN[:1], fetched(said_between(10, 12)), *changes).windows["c"]
    numbers = [message.seq for message in window.messages]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


# --- answers ----------------------------------------------------------------------------------


def delta(index: int, text: str, answer_id: str = "a") -> AnswerDelta:
    return AnswerDelta(conversation_id="c", answer_id=answer_id, index=index, text=text)


def test_an_answer_grows_and_gives_way_to_its_message() -> None:
    state = after(*OPEN, delta(0, "Hel"), delta(1, "lo"), delta(1, "lo"))
    assert state.answers["c"].text == "Hello"
    assert after(created(11, said(3, ASSISTANT_AUTHOR)), state=state).answers == {}


def test_joining_in_the_middle_shows_that_the_beginning_is_missing() -> None:
    assert after(*OPEN, delta(4, "lo")).answers["c"].text == "… lo"


def test_a_cancelled_answer_is_gone_and_another_one_stays() -> None:
    state = after(*OPEN, delta(0, "Hel"))
    other = AnswerCancelled(conversation_id="c", answer_id="other")
    assert after(other, state=state).answers
    mine = AnswerCancelled(conversation_id="c", answer_id="a")
    assert after(mine, state=state).answers == {}


def test_no_answer_grows_once_people_have_the_conversation() -> None:
    taken = ConversationUpdated(rev=11, conversation=conversation(last_seq=2, handler=held_by(ME)))
    assert after(*OPEN, delta(0, "Hel"), taken).answers == {}
    assert after(*OPEN, delta(0, "Hel"), created(11, said(3), QUEUE)).answers == {}


# --- what passes by ---------------------------------------------------------------------------


def test_somebody_types_until_they_stop_or_have_spoken() -> None:
    typing = TypingChanged(conversation_id="c", author=HER, on=True)
    state = after(*OPEN, typing, typing)
    assert state.typing == {"c": (HER,)}
    assert after(replace(typing, on=False), state=state).typing == {}
    assert after(created(11, said(3)), state=state).typing == {}


def test_a_lost_connection_ends_all_that_only_passes_by() -> None:
    typing = TypingChanged(conversation_id="c", author=HER, on=True)
    state = after(*OPEN, typing, delta(0, "Hel"), LinkChanged(link=Link.OFFLINE))
    assert (state.typing, state.answers, state.link) == ({}, {}, Link.OFFLINE)


def test_presence_reaches_the_visitor_of_a_known_conversation() -> None:
    online = PresenceChanged(conversation_id="c", visitor_id="v", online=True)
    assert after(*OPEN, online).conversations["c"].visitor.online
    assert after(online) == State(me=ME)


# --- what is on its way -----------------------------------------------------------------------


def test_a_reply_leaves_the_outbox_when_its_message_arrives() -> None:
    mine = replace(said(3), client_id="u")
    state = after(*OPEN, Written(unsent=unsent()), Stored(client_id="u", seq=3))
    assert state.outbox[0].seq == 3
    assert after(created(11, mine), state=state).outbox == ()


def test_a_refused_reply_waits_for_the_agent() -> None:
    state = after(*OPEN, Written(unsent=unsent()), Refused(client_id="u", problem="No."))
    assert state.outbox[0].problem == "No."
    assert after(Retried(client_id="u"), state=state).outbox[0].problem is None
    assert after(Discarded(client_id="u"), state=state).outbox == ()


def test_an_unsent_reply_outlives_a_new_snapshot() -> None:
    state = after(*OPEN, Written(unsent=unsent()), snapshot(conversation(last_seq=2), rev=30))
    assert state.outbox == (unsent(),)


def test_a_stored_reply_stays_in_view_until_its_message_was_fetched() -> None:
    stored = (Written(unsent=unsent()), Stored(client_id="u", seq=3))
    state = after(*OPEN, *stored, snapshot(conversation(last_seq=3), rev=30))
    assert len(state.outbox) == 1
    mine = replace(said(3), client_id="u")
    assert after(fetched([mine]), state=state).outbox == ()


def test_a_stored_reply_of_a_closed_conversation_needs_no_fetch() -> None:
    stored = (Written(unsent=unsent()), Stored(client_id="u", seq=3))
    assert after(*OPEN[:1], *stored, snapshot(conversation(last_seq=3), rev=30)).outbox == ()


def test_a_draft_is_kept_and_forgotten_when_empty() -> None:
    state = after(DraftKept(conversation_id="c", text="Dear"))
    assert state.drafts == {"c": "Dear"}
    assert after(DraftKept(conversation_id="c", text=""), state=state).drafts == {}


# --- snapshots and memory ---------------------------------------------------------------------


def test_a_snapshot_drops_what_is_gone_and_keeps_what_was_read() -> None:
    other = conversation(id="other")
    state = after(*OPEN, snapshot(other, rev=30))
    assert (list(state.conversations), state.windows, state.rev) == (["other"], {}, 30)
    again = after(*OPEN, snapshot(conversation(last_seq=4), rev=30))
    assert seqs(again) == [1, 2]


def test_an_older_page_of_the_list_never_replaces_what_is_newer() -> None:
    page = OlderConversations(conversations=(conversation(), conversation(id="old")))
    state = after(*OPEN, page)
    assert state.conversations["c"].last_seq == 2
    assert "old" in state.conversations


def test_opening_another_conversation_cuts_the_others_short() -> None:
    long = fetched(said_between(1, MESSAGES_KEPT + 50))
    state = after(*OPEN[:1], long, Opened(conversation_id="other"))
    assert len(state.windows["c"].messages) == MESSAGES_KEPT
    assert not state.windows["c"].at_start
    assert len(after(long, Opened(conversation_id="c")).windows["c"].messages) > MESSAGES_KEPT


def test_only_the_latest_windows_stay() -> None:
    pages = [MessagesFetched(conversation_id=f"c{at}", messages=(said(1),)) for at in range(50)]
    state = after(*pages, Opened(conversation_id="c3"))
    assert len(state.windows) == WINDOWS_KEPT
    assert {"c3", "c49"} <= set(state.windows)
    assert "c4" not in state.windows
