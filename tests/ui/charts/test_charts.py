"""Charts tell their values by hover, by keys, and as text."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Look
from ui.charts.axis import round_steps
from ui.charts.bars import Bars
from ui.charts.chart import Chart, Mark
from ui.charts.heat import HOURS, HeatStrip
from ui.charts.line import LineChart, Tick
from ui.charts.sparkline import Sparkline
from ui.charts.stacked import StackedBar
from ui.theme import ThemeChoice

MARKS = [Mark("By people", 3, "3"), Mark("By the assistant", 9, "9"), Mark("By nobody", 0, "0")]
KINDS = (LineChart, StackedBar, Bars, HeatStrip, Sparkline)


def shown(kind: type[Chart], look: Look, qtbot: QtBot, marks: list[Mark] = MARKS) -> Chart:
    chart = kind(look.theme)
    qtbot.addWidget(chart)
    chart.show_marks("Resolved", marks, "9 in all")
    chart.resize(320, chart.sizeHint().height())
    chart.show()
    return chart


@pytest.mark.parametrize("kind", KINDS)
def test_figures_are_text_for_screen_readers(kind: type[Chart], look: Look, qtbot: QtBot) -> None:
    chart = shown(kind, look, qtbot)
    spoken = QAccessible.queryAccessibleInterface(chart)
    assert spoken.text(QAccessible.Text.Name) == "Resolved"
    told = spoken.text(QAccessible.Text.Description)
    assert told == "By people: 3; By the assistant: 9; By nobody: 0"


@pytest.mark.parametrize("kind", KINDS)
def test_keys_go_from_value_to_value(kind: type[Chart], look: Look, qtbot: QtBot) -> None:
    chart = shown(kind, look, qtbot)
    chart.setFocus()
    told = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right):
        QTest.keyClick(chart, key)
        told.append(chart.current)
    assert told == [0, 1, 2, 2]
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.current == 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_pointer_finds_each_value(kind: type[Chart], look: Look, qtbot: QtBot) -> None:
    chart = shown(kind, look, qtbot)
    for number in range(len(MARKS)):
        assert chart.number_at(chart.place_of(number).center()) == number
        QTest.mouseMove(chart, chart.place_of(number).center().toPoint())
    assert chart.number_at(QPoint(-50, -50).toPointF()) is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("marks", [[], [Mark("One", 0, "0")], [Mark("One", 1, "1")]])
def test_little_or_nothing_is_painted_too(
    kind: type[Chart], marks: list[Mark], look: Look, qtbot: QtBot
) -> None:
    chart = shown(kind, look, qtbot, marks)
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        look.theme.choose(choice)
        for number in (None, *range(len(marks))):
            chart.tell(number)
            assert not chart.grab().isNull()
    assert chart.accessibleDescription() == ("; ".join(map(str, marks)) or "Nothing yet")


def test_a_long_line_is_summed_up(look: Look, qtbot: QtBot) -> None:
    marks = [Mark(f"hour {n}", n, str(n)) for n in range(168)]
    chart = shown(LineChart, look, qtbot, marks)
    assert isinstance(chart, LineChart)
    chart.show_ticks([Tick(n, f"day {n}") for n in range(0, 168, 24)])
    assert chart.accessibleDescription() == "9 in all"
    assert not chart.grab().isNull()


def test_up_and_down_go_to_the_same_hour(look: Look, qtbot: QtBot) -> None:
    marks = [Mark(f"{n}", n, str(n)) for n in range(7 * HOURS)]
    chart = shown(HeatStrip, look, qtbot, marks)
    chart.tell(30)
    for key, number in (
        (Qt.Key.Key_Down, 54),
        (Qt.Key.Key_Up, 30),
        (Qt.Key.Key_Up, 6),
        (Qt.Key.Key_Up, 6),
        (Qt.Key.Key_Left, 5),
    ):
        QTest.keyClick(chart, key)
        assert chart.current == number


def test_each_part_has_a_pattern_of_its_own(look: Look, qtbot: QtBot) -> None:
    """Whoever does not see colours sees stripes and dots."""
    chart = shown(StackedBar, look, qtbot, [Mark(str(n), 1, "1") for n in range(4)])
    picture = chart.grab().toImage()
    colours = []
    for number in range(4):
        box = chart.place_of(number).toRect()
        inside = [
            picture.pixelColor(box.left() + x, box.center().y() + y).name()
            for x in range(6, 14)
            for y in range(-3, 4)
        ]
        colours.append(len(set(inside)) > 1)
    assert colours == [False, True, True, True]


@pytest.mark.parametrize(
    ("largest", "steps"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (3, (0, 1, 2, 3)),
        (5, (0, 2, 4, 6)),
        (19, (0, 5, 10, 15, 20)),
        (1284, (0, 500, 1000, 1500)),
    ],
)
def test_steps_are_round(largest: int, steps: tuple[int, ...]) -> None:
    assert round_steps(largest) == steps
