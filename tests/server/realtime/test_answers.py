"""Open answers: remembered while they are written, forgotten when they end."""

from datetime import UTC, datetime

from server.domain.conversations import Author, AuthorKind, Message, MessageKind
from server.domain.events import AnswerCancelled, AnswerDelta, MessageCreated
from server.realtime.answers import OpenAnswers
from tests.server.domain.test_conversations import conversation

AT = datetime(2026, 3, 2, tzinfo=UTC)


def delta(answer: str, index: int, where: str = "c") -> AnswerDelta:
    return AnswerDelta(conversation_id=where, answer_id=answer, index=index, text=f"{index}")


def message(client_id: str) -> MessageCreated:
    said = Message(
        id="m",
        conversation_id="c",
        seq=1,
        client_id=client_id,
        author=Author(kind=AuthorKind.ASSISTANT),
        kind=MessageKind.TEXT,
        body="",
        attachments=(),
        sources=(),
        notice=None,
        created_at=AT,
    )
    return MessageCreated(rev=1, message=said, conversation=conversation())


def test_an_answer_is_remembered_until_its_message_comes() -> None:
    answers = OpenAnswers()
    deltas = [delta("a", 0), delta("a", 1)]
    for one in deltas:
        answers.grew(one)
    answers.ended(message("something else"))
    assert list(answers.of("c")) == deltas
    answers.ended(message("a"))
    assert list(answers.of("c")) == []


def test_a_cancelled_answer_is_forgotten_and_a_new_one_is_not() -> None:
    answers = OpenAnswers()
    answers.grew(delta("a", 0))
    answers.grew(delta("b", 0))
    answers.ended(AnswerCancelled(conversation_id="c", answer_id="a"))
    assert list(answers.of("c")) == [delta("b", 0)]
    answers.ended(AnswerCancelled(conversation_id="c", answer_id="b"))
    assert list(answers.all()) == []


def test_each_conversation_has_its_own() -> None:
    answers = OpenAnswers()
    answers.grew(delta("a", 0))
    answers.grew(delta("b", 0, "d"))
    assert list(answers.of("d")) == [delta("b", 0, "d")]
    assert len(list(answers.all())) == 2
