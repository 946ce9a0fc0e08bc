"""The lines of a conversation as a Qt model, checked by Qt's own tester."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from server.domain.conversations import Author, AuthorKind, Message
from server.domain.events import AnswerDelta, ConversationUpdated, MessageCreated
from tests.support.desk_sample import ME, line, mia, mia_messages
from tests.support.qt import wait_until
from ui.changes import Discarded, MessagesFetched, Refused, Stored
from ui.conversation.list_model import MessageModel
from ui.conversation.look import Mark
from ui.desk import Desk

HER = Author(kind=AuthorKind.VISITOR, id="v-mia", name="Mia Chen")
BELL = Author(kind=AuthorKind.ASSISTANT, name="Bell")
STORED = len(list(mia_messages()))


@pytest.fixture
def model(desk: Desk) -> Iterator[MessageModel]:
    model = MessageModel(desk)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
    desk.open("c-mia")
    yield model
    tester.deleteLater()


def bodies(model: MessageModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def fetched(first: int, last: int) -> MessagesFetched:
    messages = (line(seq, HER, f"line {seq}", minutes=0) for seq in range(first, last + 1))
    return MessagesFetched(conversation_id="c-mia", messages=tuple(messages))


def arrive(desk: Desk, message: Message) -> None:
    conversation = replace(mia(), last_seq=message.seq)
    rev = desk.state.rev + 1
    desk.apply(MessageCreated(rev=rev, message=message, conversation=conversation))


def delta(index: int, text: str) -> AnswerDelta:
    return AnswerDelta(conversation_id="c-mia", answer_id="answer", index=index, text=text)


async def test_opening_shows_all_lines(desk: Desk, model: MessageModel) -> None:
    assert model.rowCount() == STORED
    desk.open("")
    assert model.rowCount() == 0
    with pytest.raises(IndexError):
        model.look(0)


async def test_a_new_line_is_one_new_row(desk: Desk, model: MessageModel) -> None:
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    arrive(desk, line(STORED + 1, HER, "one more", minutes=0))
    assert inserted == [(STORED, STORED)]
    assert bodies(model)[-1] == "one more"


async def test_older_lines_come_in_above(desk: Desk, model: MessageModel) -> None:
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    desk.apply(fetched(50, 53))
    assert bodies(model) == ["line 50", "line 51", "line 52", "line 53"]
    inserted.clear()
    desk.apply(fetched(47, 49))
    assert inserted == [(0, 2)]
    assert bodies(model)[:4] == ["line 47", "line 48", "line 49", "line 50"]


async def test_my_reply_stays_one_row_on_its_way(desk: Desk, model: MessageModel) -> None:
    resets: list[object] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.rowsRemoved.connect(lambda: resets.append(2))
    desk.send("c-mia", "on its way")
    row = model.rowCount() - 1
    marks = [model.look(row).mark]
    desk.apply(Stored(client_id="mine-1", seq=STORED + 1))
    marks.append(model.look(row).mark)
    me = Author(kind=AuthorKind.AGENT, id=ME.id, name=ME.display_name)
    stored = line(STORED + 1, me, "on its way", minutes=0)
    arrive(desk, replace(stored, client_id="mine-1"))
    desk.apply(
        ConversationUpdated(
            rev=desk.state.rev + 1,
            conversation=replace(mia(), last_seq=STORED + 1, visitor_read_seq=STORED + 1),
        )
    )
    marks.append(model.look(row).mark)
    assert marks == [Mark.QUEUED, Mark.SENT, Mark.SEEN]
    assert (model.rowCount(), resets) == (row + 1, [])


async def test_a_refused_reply_can_be_given_up(desk: Desk, model: MessageModel) -> None:
    desk.send("c-mia", "no")
    desk.apply(Refused(client_id="mine-1", problem="No."))
    assert model.look(STORED).problem == "No."
    desk.apply(Discarded(client_id="mine-1"))
    assert model.rowCount() == STORED


async def test_an_answer_grows_in_one_row_and_becomes_its_message(
    desk: Desk, model: MessageModel
) -> None:
    inserted: list[int] = []
    model.rowsInserted.connect(lambda _parent, first, _last: inserted.append(first))
    desk.apply(delta(0, "Hel"))
    assert bodies(model)[-1] == "Hel"
    for index, letter in enumerate("lo there", start=1):
        desk.apply(delta(index, letter))
    await wait_until(lambda: bodies(model)[-1] == "Hello there")
    final = replace(line(STORED + 1, BELL, "Hello there.", minutes=0), client_id="answer")
    arrive(desk, final)
    assert bodies(model)[-1] == "Hello there."
    assert inserted == [STORED]


async def test_another_conversation_changes_nothing_here(desk: Desk, model: MessageModel) -> None:
    desk.send("c-1", "elsewhere")
    desk.apply(delta(0, "x"))
    assert model.rowCount() == STORED + 1


async def test_a_line_is_spoken_for_screen_readers(model: MessageModel) -> None:
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Yesterday, Mia Chen: Do you also ship")
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is None


async def test_rows_are_found_by_their_key(model: MessageModel) -> None:
    assert model.row_of("c-mia-3") == 2
    assert model.row_of("unknown") == -1
