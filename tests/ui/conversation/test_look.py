"""How lines are shown, without painting them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from server.domain.conversations import (
    Author,
    AuthorKind,
    HandoffReason,
    Message,
    MessageKind,
    Notice,
    Source,
)
from tests.support.desk_sample import LIN, ME, NOW, line, mia, mia_messages
from ui.conversation.entries import Entry, key_of
from ui.conversation.look import Ground, Look, Mark, Reader, Side, look_of, spoken
from ui.conversation.wording import event_words, reason_words
from ui.state import Answer, Unsent

READER = Reader(me=ME.id, visitor=mia().visitor, visitor_read_seq=11, now=lambda: NOW)
HER = Author(kind=AuthorKind.VISITOR, id="v-mia", name="Mia Chen")
MINE = Author(kind=AuthorKind.AGENT, id=ME.id, name=ME.display_name)
LINS = Author(kind=AuthorKind.AGENT, id=LIN.id, name=LIN.display_name)
SYSTEM = Author(kind=AuthorKind.SYSTEM, name="Lin Fang")
UNSENT = Unsent(client_id="u", conversation_id="c-mia", body="hi", kind="reply", at=NOW)


def look(entry: Entry, previous: Entry | None = None) -> Look:
    return look_of(entry, previous, READER)


def test_the_visitor_stands_on_the_left_with_a_name_for_screen_readers() -> None:
    shown = look(line(1, HER, "hi", minutes=3))
    assert (shown.side, shown.ground, shown.mark) == (Side.VISITOR, Ground.VISITOR, None)
    assert shown.author == "Mia Chen"


@pytest.mark.parametrize(
    ("seq", "author", "mark"),
    [(10, MINE, Mark.SEEN), (12, MINE, Mark.SENT), (11, LINS, Mark.SEEN)],
)
def test_the_team_sees_how_far_its_words_came(seq: int, author: Author, mark: Mark) -> None:
    assert look(line(seq, author, "hi", minutes=1)).mark is mark


def test_i_need_no_name_but_a_colleague_does() -> None:
    assert look(line(1, MINE, "hi", minutes=1)).author == ""
    assert look(line(1, LINS, "hi", minutes=1)).author == "Lin Fang"


def test_what_is_on_its_way() -> None:
    assert look(UNSENT).mark is Mark.QUEUED
    assert look(replace(UNSENT, seq=4)).mark is Mark.SENT
    refused = look(replace(UNSENT, problem="No."))
    assert (refused.mark, refused.problem) == (Mark.FAILED, "No.")
    assert look(replace(UNSENT, kind="note")).ground is Ground.NOTE


def test_the_assistant_is_always_called_ai() -> None:
    bell = Author(kind=AuthorKind.ASSISTANT, name="Bell")
    assert look(line(1, bell, "hi", minutes=1)).author == "Bell · AI"
    growing = look(Answer(answer_id="a", text="Hel", next_index=1))
    assert (growing.author, growing.growing, growing.body) == ("Assistant · AI", True, "Hel")


def test_notes_are_for_the_team() -> None:
    shown = look(line(1, LINS, "psst", minutes=1, kind=MessageKind.NOTE))
    assert (shown.ground, shown.mark) == (Ground.NOTE, None)
    assert "only the team" in shown.author


def event(notice: Notice | None) -> Message:
    return line(1, SYSTEM, "stored", minutes=1, kind=MessageKind.EVENT, notice=notice)


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        (Notice.HANDOFF, "The assistant handed the conversation to the team"),
        (Notice.TAKEN, "Lin Fang took over"),
        (Notice.GIVEN_BACK, "Lin Fang gave the conversation back to the assistant"),
        (Notice.RESOLVED, "Lin Fang resolved the conversation"),
        (Notice.REOPENED, "Lin Fang opened the conversation again"),
        (None, "stored"),
    ],
)
def test_events_are_worded_for_the_team(notice: Notice | None, words: str) -> None:
    assert event_words(event(notice)) == words
    assert look(event(notice)).side is Side.CENTRE


@pytest.mark.parametrize("reason", HandoffReason)
def test_every_reason_has_words(reason: HandoffReason) -> None:
    assert len(reason_words(reason)) > 10


def test_quick_lines_of_one_person_are_a_group() -> None:
    first = line(1, HER, "one", minutes=3)
    assert look(first).starts_group
    assert not look(line(2, HER, "two", minutes=2), first).starts_group
    assert look(line(2, MINE, "two", minutes=2), first).starts_group
    assert look(replace(first, created_at=NOW + timedelta(minutes=10)), first).starts_group


def test_a_day_begins_with_its_name() -> None:
    yesterday = line(1, HER, "one", minutes=1_460)
    assert look(yesterday).day == "Yesterday"
    assert look(line(2, HER, "two", minutes=3), yesterday).day == "Today"
    assert look(line(3, HER, "three", minutes=2), line(2, HER, "two", minutes=3)).day == ""


def test_a_line_is_spoken_whole() -> None:
    assert spoken(look(replace(UNSENT, problem="No."))).startswith("Today, You: hi, ")
    assert spoken(look(replace(UNSENT, problem="No."))).endswith("not sent, No.")


def test_every_line_of_the_sample_can_be_shown() -> None:
    messages = list(mia_messages())
    looks = [look(one, other) for one, other in zip(messages[1:], messages, strict=False)]
    assert {shown.ground for shown in looks} == set(Ground)
    assert len({key_of(message) for message in messages}) == len(messages)


def test_an_answer_names_its_articles() -> None:
    sources = (Source(article_id="a", title="Shipping"), Source(article_id="b", title="退货"))
    bell = Author(kind=AuthorKind.ASSISTANT, name="Bell")
    shown = look(line(5, bell, "Tomorrow.", minutes=1, sources=sources))
    assert shown.sources == "Shipping · 退货"
    assert "From: Shipping · 退货" in spoken(shown)
