"""Do not disturb: begins, ends by itself, and outlives the program."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.preferences import PreferencesFile
from app.quiet import Quiet
from app.quiet_commands import quiet_commands
from app.tray import Tray
from tests.support.qt import wait_signal


class Scene:
    """A clock that stands still unless it is moved."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "desktop.json"
        self.time = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
        self.quiet = self.start()

    def start(self) -> Quiet:
        return Quiet(PreferencesFile(self.file), lambda: self.time)


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_it_is_off_until_somebody_wants_it(scene: Scene) -> None:
    assert not scene.quiet.is_on()
    scene.quiet.for_length(timedelta(hours=1))
    assert scene.quiet.is_on()
    scene.quiet.off()
    assert not scene.quiet.is_on()


def test_it_outlives_the_program_and_ends_by_the_clock(scene: Scene) -> None:
    scene.quiet.for_length(timedelta(hours=1))
    again = scene.start()
    assert again.is_on()
    scene.time += timedelta(minutes=61)
    assert not again.is_on()
    scene.quiet.always()
    scene.time += timedelta(days=300)
    assert scene.start().is_on()


def test_the_morning_is_this_computers(scene: Scene) -> None:
    scene.quiet.until_morning()
    assert scene.quiet.until is not None
    local = scene.quiet.until.astimezone()
    assert (local.hour, local.minute) == (9, 0)
    assert timedelta() < local - scene.time <= timedelta(days=1)


async def test_its_end_is_told(scene: Scene) -> None:
    scene.quiet.for_length(timedelta(milliseconds=20))
    await wait_signal(scene.quiet.changed)


def test_a_file_that_somebody_wrote_into_is_no_trouble(scene: Scene) -> None:
    scene.file.write_text('{"quiet_until": "tomorrow"}', "utf-8")
    assert not scene.start().is_on()


def test_tray_and_palette_offer_what_fits(scene: Scene) -> None:
    tray = Tray(scene.quiet)

    def offered() -> list[str]:
        return [one.text() for one in tray.menu.actions() if one.isVisible() and one.text()]

    assert "Do not disturb for an hour" in offered()
    scene.quiet.always()
    assert "Disturb me again" in offered()
    assert "Do not disturb for an hour" not in offered()
    possible = [one.id for one in quiet_commands(scene.quiet) if one.is_possible()]
    assert possible == ["quiet.off"]
    tray.deleteLater()
