"""What interrupts somebody, how often, and in which words."""

from dataclasses import replace

import pytest

from app.notices import Notice, Notices, concerns, summary
from server.domain.conversations import (
    ASSISTANT,
    QUEUE,
    Author,
    AuthorKind,
    Conversation,
    Handler,
    Handoff,
    HandoffReason,
    Message,
    MessageKind,
    held_by,
)
from server.domain.events import ConversationUpdated, MessageCreated
from tests.support.desk_sample import LIN, ME, NOW
from tests.support.qt import wait_until
from ui.desk import Desk


class Listener:
    """Hears the notices; `looking` is whether somebody has the window before their eyes."""

    def __init__(self, desk: Desk) -> None:
        self.looking = False
        self.quiet = False
        self.heard: list[tuple[str, str, str]] = []
        self.notices = Notices(desk, lambda: self.looking, lambda: self.quiet)
        self.notices.told.connect(lambda *told: self.heard.append(told))
        desk.replaced.emit()


@pytest.fixture
def listener(desk: Desk) -> Listener:
    return Listener(desk)


def by_name(desk: Desk, name: str) -> Conversation:
    return next(c for c in desk.state.conversations.values() if c.visitor.name == name)


def writes(desk: Desk, name: str, body: str) -> None:
    before = by_name(desk, name)
    after = replace(before, last_seq=before.last_seq + 1, unread=before.unread + 1)
    message = Message(
        id=f"m-{name}-{after.last_seq}",
        conversation_id=before.id,
        seq=after.last_seq,
        client_id=f"c-{name}-{after.last_seq}",
        author=Author(kind=AuthorKind.VISITOR, id=before.visitor.id, name=name),
        kind=MessageKind.TEXT,
        body=body,
        attachments=(),
        sources=(),
        notice=None,
        created_at=NOW,
    )
    rev = desk.state.rev + 1
    desk.apply(MessageCreated(rev=rev, message=message, conversation=after))


def waits(desk: Desk, name: str) -> None:
    handoff = Handoff(reason=HandoffReason.VISITOR_ASKED, summary="“A person, please”", at=NOW)
    after = replace(by_name(desk, name), handler=QUEUE, handoff=handoff)
    desk.apply(ConversationUpdated(rev=desk.state.rev + 1, conversation=after))


async def test_a_message_in_my_conversation_is_told_once(desk: Desk, listener: Listener) -> None:
    writes(desk, "Mia Chen", "Hello?\nAre you\tthere?")
    await wait_until(lambda: listener.heard)
    assert listener.heard == [("Mia Chen", "Hello? Are you there?", "c-mia")]


async def test_quick_messages_are_one_notice(desk: Desk, listener: Listener) -> None:
    for word in ("one", "two", "three"):
        writes(desk, "Mia Chen", word)
    await wait_until(lambda: listener.heard)
    assert listener.heard == [("Mia Chen", "3 new messages", "c-mia")]


async def test_several_visitors_are_one_notice(desk: Desk, listener: Listener) -> None:
    writes(desk, "Mia Chen", "Hello?")
    writes(desk, "李雷", "在吗？")
    await wait_until(lambda: listener.heard)
    here = by_name(desk, "李雷").id
    assert listener.heard == [("2 conversations need you", "Mia Chen, 李雷", here)]


async def test_a_handoff_says_who_waits_and_why(desk: Desk, listener: Listener) -> None:
    waits(desk, "王小明")
    await wait_until(lambda: listener.heard)
    here = by_name(desk, "王小明").id
    assert listener.heard == [("王小明 waits for a person", "“A person, please”", here)]


async def test_others_conversations_and_the_assistants_disturb_nobody(
    desk: Desk, listener: Listener
) -> None:
    writes(desk, "张伟", "谢谢")
    writes(desk, "Noah Fischer", "Thanks")
    writes(desk, "Mia Chen", "last")
    await wait_until(lambda: listener.heard)
    assert listener.heard == [("Mia Chen", "last", "c-mia")]


async def test_who_looks_is_not_told(desk: Desk, listener: Listener) -> None:
    listener.looking = True
    writes(desk, "Mia Chen", "seen already")
    listener.looking = False
    writes(desk, "Mia Chen", "not seen")
    await wait_until(lambda: listener.heard)
    assert listener.heard == [("Mia Chen", "not seen", "c-mia")]


async def test_who_looks_meanwhile_is_not_told_either(desk: Desk, listener: Listener) -> None:
    writes(desk, "Mia Chen", "first")
    listener.looking = True
    await wait_until(lambda: not listener.notices.is_gathering)
    assert listener.heard == []


@pytest.mark.parametrize(
    ("handler", "mine"),
    [(held_by(ME), True), (QUEUE, True), (held_by(LIN), False), (ASSISTANT, False)],
)
def test_who_is_concerned(handler: Handler, mine: bool) -> None:
    assert concerns(handler, ME.id) is mine


def test_a_visitor_who_waits_without_a_word_is_told_with_the_words_that_came() -> None:
    waiting = Notice(conversation_id="c", visitor="Mia", text="", waits=True)
    words = Notice(conversation_id="c", visitor="Mia", text="Hello?")
    assert summary([waiting, words]) == ("Mia waits for a person", "Hello?")
    assert summary([waiting]) == ("Mia waits for a person", "")


async def test_nothing_is_told_while_nobody_wants_to_be_disturbed(
    desk: Desk, listener: Listener
) -> None:
    listener.quiet = True
    writes(desk, "Oliver Brown", "Hello?")
    assert not listener.notices.is_gathering
    listener.quiet = False
    writes(desk, "Oliver Brown", "Still there?")
    listener.quiet = True
    await wait_until(lambda: not listener.notices.is_gathering)
    assert listener.heard == []
