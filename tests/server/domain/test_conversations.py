"""Which changes of a conversation are legal: every change in every state."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from server.domain.conversations import (
    ASSISTANT,
    QUEUE,
    Conversation,
    Handler,
    HandlerKind,
    Handoff,
    HandoffReason,
    Rating,
    Status,
    assign,
    for_visitor,
    give_back,
    hand_off,
    held_by,
    opened_by_visitor,
    reopen,
    resolve,
    take,
)
from server.domain.errors import Conflict
from server.domain.people import Agent, Role, Visitor

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HANDOFF = Handoff(reason=HandoffReason.VISITOR_ASKED, summary="“Help!”", at=AT)


def agent(name: str) -> Agent:
    return Agent(id=name, username=name, display_name=name, role=Role.AGENT, created_at=AT)


LIN, MEI = agent("lin"), agent("mei")
HANDLERS = [ASSISTANT, QUEUE, held_by(LIN), held_by(MEI)]


def conversation(status: Status = Status.OPEN, handler: Handler = ASSISTANT) -> Conversation:
    visitor = Visitor(id="v", name="V", locale="en", page_url="", referrer="", user_agent="")
    return Conversation(
        id="c",
        status=status,
        handler=handler,
        visitor=visitor,
        last_seq=3,
        unread=2,
        visitor_read_seq=1,
        tags=(),
        handoff=HANDOFF,
        route=None,
        rating=Rating(score=5, comment=""),
        preview=None,
        created_at=AT,
        updated_at=AT,
    )


EVERY_STATE = [conversation(*state) for state in product(Status, HANDLERS)]
CHANGES: dict[str, Callable[[Conversation], Conversation]] = {
    "assign": lambda before: assign(before, LIN),
    "give back": lambda before: give_back(before, assistant_answers=True),
    "give back, assistant off": lambda before: give_back(before, assistant_answers=False),
    "hand off": lambda before: hand_off(before, HANDOFF),
    "resolve": resolve,
    "reopen": reopen,
    "written by the visitor": opened_by_visitor,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_made_twice_is_the_change(change: Callable[[Conversation], Conversation]) -> None:
    for before in EVERY_STATE:
        assert change(change(before)) == change(before)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_only_an_agents_handler_names_an_agent(
    change: Callable[[Conversation], Conversation],
) -> None:
    for before in EVERY_STATE:
        handler = change(before).handler
        assert (handler.kind is HandlerKind.AGENT) == (handler.agent_id is not None)


def test_taking() -> None:
    for before in EVERY_STATE:
        if before.handler == held_by(MEI):
            with pytest.raises(Conflict) as refused:
                take(before, LIN)
            assert refused.value.code == "taken_by_other"
            assert "mei" in refused.value.detail
        else:
            after = take(before, LIN)
            assert (after.status, after.handler) == (Status.OPEN, held_by(LIN))


def test_assigning_asks_nobody() -> None:
    for before in EVERY_STATE:
        assert assign(before, LIN) == replace(before, handler=held_by(LIN), status=Status.OPEN)


def test_giving_back() -> None:
    for before, answers in product(EVERY_STATE, (True, False)):
        after = give_back(before, assistant_answers=answers)
        assert after.handler == (ASSISTANT if answers else QUEUE)
        assert (after.status, after.handoff) == (before.status, None)


def test_handing_off_takes_from_the_assistant_only() -> None:
    later = replace(HANDOFF, reason=HandoffReason.PROVIDER_ERROR)
    for before in EVERY_STATE:
        after = hand_off(before, later)
        if before.handler == ASSISTANT:
            assert after == replace(before, handler=QUEUE, handoff=later)
        else:
            assert after == before


def test_resolving_and_reopening_leave_it_with_whoever_had_it() -> None:
    for before in EVERY_STATE:
        assert resolve(before) == replace(before, status=Status.RESOLVED, unread=0)
        assert reopen(before) == replace(before, status=Status.OPEN)


def test_what_the_visitor_writes_later_is_a_fresh_question() -> None:
    for before in EVERY_STATE:
        after = opened_by_visitor(before)
        if before.status is not Status.RESOLVED:
            assert after == replace(before, status=Status.OPEN, snoozed_until=None)
        else:
            assert (after.status, after.handler) == (Status.OPEN, ASSISTANT)
            assert (after.handoff, after.rating) == (None, None)


def test_what_a_visitor_sees_is_little() -> None:
    seen = for_visitor(conversation(handler=held_by(LIN)))
    assert seen.handler == Handler(kind=HandlerKind.AGENT, agent_name="lin")
    assert set(seen.__slots__) == {"id", "status", "handler", "last_seq", "rating", "created_at"}
