"""The inbox as a Qt model: checked by Qt's own tester while everything changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from server.domain.conversations import QUEUE, Conversation, Status, held_by
from server.domain.events import ConversationUpdated
from tests.support.desk_sample import ME, NOW, mia
from ui.changes import DraftKept, Snapshot
from ui.desk import Desk
from ui.inbox.list_model import InboxModel
from ui.inbox.order import Sort, Tab, key_of
from ui.inbox.view import View


@pytest.fixture
def model(desk: Desk) -> Iterator[InboxModel]:
    model = InboxModel(desk)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
    yield model
    tester.deleteLater()


def names(model: InboxModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def change(desk: Desk, conversation: Conversation) -> None:
    desk.apply(ConversationUpdated(rev=desk.state.rev + 1, conversation=conversation))


async def test_rows_are_in_order(model: InboxModel) -> None:
    assert names(model)[:3] == ["李雷", "Mia Chen", "Oliver Brown"]
    assert model.rowCount() == 14
    assert [model.row_of(model.conversation(row).id) for row in range(14)] == list(range(14))


async def test_a_conversation_moves_when_something_is_said(desk: Desk, model: InboxModel) -> None:
    noah = model.conversation(names(model).index("Noah Fischer"))
    assert noah.preview is not None
    later = replace(noah.preview, created_at=NOW)
    change(desk, replace(noah, preview=later))
    assert names(model)[1] == "Noah Fischer"
    assert model.row_of(noah.id) == 1


async def test_a_handoff_brings_it_to_the_top_part(desk: Desk, model: InboxModel) -> None:
    change(desk, replace(mia(), handler=QUEUE, waiting_since=NOW - timedelta(minutes=9)))
    assert names(model)[:2] == ["Mia Chen", "李雷"]


async def test_a_tab_lets_go_of_what_no_longer_belongs(desk: Desk, model: InboxModel) -> None:
    model.show_view(View(tab=Tab.MINE))
    assert names(model) == ["Mia Chen", "Oliver Brown", "陈思思"]
    change(desk, replace(mia(), status=Status.RESOLVED))
    assert names(model) == ["Oliver Brown", "陈思思"]
    change(desk, mia())
    assert names(model)[0] == "Mia Chen"
    model.show_view(View(tab=Tab.WAITING))
    assert names(model) == ["李雷"]


async def test_a_new_conversation_appears_once_something_was_said(
    desk: Desk, model: InboxModel
) -> None:
    silent = replace(mia(), id="new", last_seq=0)
    change(desk, silent)
    assert model.row_of("new") == -1
    change(desk, replace(silent, last_seq=1, visitor=replace(mia().visitor, name="Zoe")))
    assert "Zoe" in names(model)


async def test_searching_narrows_the_list(desk: Desk, model: InboxModel) -> None:
    model.search("发票")
    assert names(model) == ["李雷"]
    change(desk, replace(mia(), visitor=replace(mia().visitor, name="发票 Mia")))
    assert names(model) == ["李雷", "发票 Mia"]
    model.search("")
    assert model.rowCount() == 14


async def test_what_the_server_found_is_shown_until_other_words_are_typed(
    desk: Desk, model: InboxModel
) -> None:
    model.search("warehouse")
    assert names(model) == []
    model.add_found("warehouse", ["c-mia", "c-9"])
    assert names(model) == ["Mia Chen", "Lucas Martin"]
    model.add_found("other", ["c-1"])
    assert names(model) == ["Mia Chen", "Lucas Martin"]
    model.search("warehouses")
    assert names(model) == []


async def test_a_snapshot_replaces_everything(desk: Desk, model: InboxModel) -> None:
    desk.apply(Snapshot(conversations=(mia(),), rev=500))
    assert names(model) == ["Mia Chen"]


async def test_a_row_shows_the_draft(desk: Desk, model: InboxModel) -> None:
    desk.apply(DraftKept(conversation_id="c-mia", text="Dear Mia"))
    assert model.draft(model.row_of("c-mia")) == "Dear Mia"


async def test_a_screen_reader_hears_the_whole_row(model: InboxModel) -> None:
    spoken = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Mia Chen, online, 1 unread, You have it, 你好")


async def test_any_order_of_changes_gives_the_same_list(desk: Desk, model: InboxModel) -> None:
    for step, conversation in enumerate([*desk.state.conversations.values()] * 3):
        moved = replace(
            conversation,
            handler=(QUEUE, held_by(ME), conversation.handler)[step % 3],
            updated_at=NOW + timedelta(seconds=step),
            handoff=None,
        )
        change(desk, moved)
    expected = sorted(desk.state.conversations.values(), key=key_of(Sort.ATTENTION))
    assert names(model) == [found.visitor.name for found in expected]
