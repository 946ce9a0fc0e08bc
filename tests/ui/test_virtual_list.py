"""The list that owns its geometry: rows come, go and grow, and the reader stays where they are."""

import pytest
from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QAccessible, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.row_geometry import EvenRows, UnevenRows
from ui.virtual_list import VirtualListView


class Lines(VirtualListView):
    """Rows as high as their text says: "30" is 30 pixels; all are thought to be 20."""

    def __init__(self, *, follows_end: bool) -> None:
        super().__init__(UnevenRows(), follows_end=follows_end)
        self.painted: list[int] = []

    def estimate(self, _row: int) -> int:
        return 20

    def measure(self, row: int) -> int:
        return int(self.model().index(row, 0).data())

    def paint_row(self, _painter: QPainter, _box: QRect, row: int) -> None:
        self.painted.append(row)


def shown(qtbot: QtBot, heights: list[int], *, follows_end: bool) -> tuple[Lines, QStringListModel]:
    model = QStringListModel([str(height) for height in heights])
    view = Lines(follows_end=follows_end)
    qtbot.addWidget(view)
    model.setParent(view)
    view.setModel(model)
    view.resize(200, 300)
    view.show()
    view.grab()
    return view, model


def insert(model: QStringListModel, row: int, heights: list[int]) -> None:
    """Qt's own list model announces rows before they have their text; this one is never painted."""
    texts = model.stringList()
    texts[row:row] = [str(height) for height in heights]
    model.blockSignals(True)
    model.setStringList(texts)
    model.blockSignals(False)
    model.rowsInserted.emit(QModelIndex(), row, row + len(heights) - 1)


def tops(view: Lines) -> dict[int, int]:
    return {row: view.row_box(row).top() for row in view.visible_rows()}


@pytest.mark.parametrize("follows_end", [True, False])
def test_only_what_is_seen_is_painted_and_measured(qtbot: QtBot, follows_end: bool) -> None:
    view, _ = shown(qtbot, [30] * 1_000, follows_end=follows_end)
    assert set(view.painted) == set(view.visible_rows())
    assert len(view.visible_rows()) <= 12
    assert view.rows.total < 1_000 * 20 + 12 * 2 * 10


def test_a_conversation_opens_at_its_end(qtbot: QtBot) -> None:
    view, _ = shown(qtbot, [70] * 100, follows_end=True)
    assert view.row_box(99).bottom() == view.viewport().height() - 1
    assert view.is_at_end


def test_an_inbox_opens_at_its_beginning(qtbot: QtBot) -> None:
    view, _ = shown(qtbot, [70] * 100, follows_end=False)
    assert view.verticalOffset() == 0


def test_at_the_end_new_rows_stay_in_view(qtbot: QtBot) -> None:
    view, model = shown(qtbot, [70] * 100, follows_end=True)
    insert(model, 100, [90, 35])
    assert view.row_box(101).bottom() == view.viewport().height() - 1


def test_a_reader_elsewhere_is_not_moved(qtbot: QtBot) -> None:
    view, model = shown(qtbot, [70] * 100, follows_end=True)
    view.verticalScrollBar().setValue(1_000)
    before = tops(view)
    insert(model, 100, [90])
    assert tops(view) == before
    assert not view.is_at_end


def test_older_rows_above_do_not_move_the_reader(qtbot: QtBot) -> None:
    view, model = shown(qtbot, [70] * 100, follows_end=True)
    view.verticalScrollBar().setValue(100)
    before = tops(view)
    insert(model, 0, [55] * 30)
    assert tops(view) == {row + 30: top for row, top in before.items()}


def test_rows_above_that_go_do_not_move_the_reader(qtbot: QtBot) -> None:
    view, model = shown(qtbot, [70] * 100, follows_end=True)
    view.verticalScrollBar().setValue(2_000)
    before = tops(view)
    model.removeRows(0, 10)
    assert tops(view) == {row - 10: top for row, top in before.items()}


def test_a_row_that_grows_at_the_end_is_followed(qtbot: QtBot) -> None:
    view, model = shown(qtbot, [70] * 100, follows_end=True)
    model.setData(model.index(99), "250")
    view.grab()
    assert view.row_box(99).height() == 250
    assert view.row_box(99).bottom() == view.viewport().height() - 1


def test_all_rows_may_be_other_ones(qtbot: QtBot) -> None:
    view, model = shown(qtbot, [70] * 100, follows_end=True)
    model.setStringList(["25", "35"])
    view.grab()
    assert view.rows.total == 60
    model.setStringList([])
    view.grab()
    assert view.visible_rows() == range(0)
    assert not view.indexAt(QPoint(5, 5)).isValid()


def test_another_width_keeps_the_first_row_in_place(qtbot: QtBot) -> None:
    view, _ = shown(qtbot, [70] * 100, follows_end=True)
    view.verticalScrollBar().setValue(1_500)
    first = next(iter(tops(view).items()))
    view.resize(260, 300)
    view.grab()
    assert next(iter(tops(view).items())) == first


def test_points_and_rows_find_each_other(qtbot: QtBot) -> None:
    view, model = shown(qtbot, [30, 50, 20], follows_end=False)
    for row in range(3):
        assert view.indexAt(view.visualRect(model.index(row)).center()).row() == row
    assert not view.indexAt(QPoint(5, 250)).isValid()
    assert view.visualRect(QModelIndex()).isEmpty()


@pytest.mark.parametrize(
    ("key", "row"),
    [
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 999),
        (Qt.Key.Key_Down, 501),
        (Qt.Key.Key_Up, 499),
    ],
)
def test_keys_move_and_the_row_comes_into_view(qtbot: QtBot, key: Qt.Key, row: int) -> None:
    view, model = shown(qtbot, [70] * 1_000, follows_end=False)
    view.setCurrentIndex(model.index(500))
    QTest.keyClick(view, key)
    assert view.currentIndex().row() == row
    assert row in view.visible_rows()
    assert view.viewport().rect().contains(view.row_box(row).center())


def test_page_keys_move_by_what_is_seen(qtbot: QtBot) -> None:
    view, model = shown(qtbot, [30] * 100, follows_end=False)
    view.setCurrentIndex(model.index(0))
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert 5 <= view.currentIndex().row() <= 10
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.currentIndex().row() == 0


def test_a_row_can_be_centred(qtbot: QtBot) -> None:
    view, model = shown(qtbot, [30] * 100, follows_end=False)
    view.scrollTo(model.index(50), view.ScrollHint.PositionAtCenter)
    assert abs(view.row_box(50).center().y() - 150) <= 30


def test_a_click_selects_the_row_under_it(qtbot: QtBot) -> None:
    view, model = shown(qtbot, [30] * 10, follows_end=False)
    at = view.visualRect(model.index(4)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [index.row() for index in view.selectedIndexes()] == [4]
    region = view.visualRegionForSelection(view.selectionModel().selection())
    assert region.boundingRect() == view.visualRect(model.index(4))


def test_the_selection_follows_the_rows(qtbot: QtBot) -> None:
    view, model = shown(qtbot, [30] * 10, follows_end=False)
    view.selectionModel().select(model.index(4), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    model.removeRows(0, 2)
    assert [index.row() for index in view.selectedIndexes()] == [2]


def test_right_to_left_rows_still_take_the_whole_width(qtbot: QtBot) -> None:
    view, model = shown(qtbot, [30] * 10, follows_end=False)
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.grab()
    assert view.visualRect(model.index(3)) == QRect(0, 90, view.viewport().width(), 30)


def test_screen_readers_get_a_list_of_items(qtbot: QtBot) -> None:
    view, model = shown(qtbot, [30] * 1_000, follows_end=False)
    model.setData(model.index(0), "31")
    found = QAccessible.queryAccessibleInterface(view)
    assert found.role() is QAccessible.Role.List
    assert found.childCount() == 1_000
    assert found.child(0).text(QAccessible.Text.Name) == "31"
    assert found.child(0).role() is QAccessible.Role.ListItem


def test_the_reader_can_be_taken_to_the_end(qtbot: QtBot) -> None:
    view, _ = shown(qtbot, [70] * 100, follows_end=True)
    view.verticalScrollBar().setValue(0)
    view.scroll_to_end()
    view.grab()
    assert view.row_box(99).bottom() == view.viewport().height() - 1


class Tiles(VirtualListView):
    def __init__(self) -> None:
        super().__init__(EvenRows(50), follows_end=False)

    def estimate(self, _row: int) -> int:
        return 50

    def measure(self, _row: int) -> int:
        return 50

    def paint_row(self, _painter: QPainter, _box: QRect, _row: int) -> None:
        """Nothing to see."""


def test_a_hundred_thousand_even_rows(qtbot: QtBot) -> None:
    view = Tiles()
    qtbot.addWidget(view)
    model = QStringListModel(["x"] * 100_000, view)
    view.setModel(model)
    view.resize(200, 300)
    view.show()
    QTest.keyClick(view, Qt.Key.Key_End)
    view.grab()
    assert 99_999 in view.visible_rows()


def test_another_model_replaces_the_first(qtbot: QtBot) -> None:
    view, first = shown(qtbot, [30] * 10, follows_end=False)
    second = QStringListModel(["40"] * 3, view)
    view.setModel(second)
    view.grab()
    first.removeRows(0, 5)
    assert (view.rows.count, view.rows.total) == (3, 120)
