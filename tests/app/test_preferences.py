"""The desktop's memory: kept whole, and read as far as it can be understood."""

import json
from pathlib import Path

import pytest

from app.preferences import OnClose, Preferences, PreferencesFile
from ui.i18n import Language
from ui.theme import ThemeChoice


def test_without_a_file_the_defaults_count(tmp_path: Path) -> None:
    assert PreferencesFile(tmp_path / "desktop.json").value == Preferences()


def test_changes_are_there_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "new" / "desktop.json"
    preferences = PreferencesFile(file)
    preferences.change(language=Language.CHINESE, theme=ThemeChoice.DARK)
    preferences.change(port=9100, on_close=OnClose.KEEP_RUNNING)
    assert PreferencesFile(file).value == Preferences(
        port=9100,
        language=Language.CHINESE,
        theme=ThemeChoice.DARK,
        on_close=OnClose.KEEP_RUNNING,
    )
    assert [each.name for each in file.parent.iterdir()] == ["desktop.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"text"', "\x00"])
def test_a_broken_file_is_as_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "desktop.json"
    file.write_text(content)
    assert PreferencesFile(file).value == Preferences()


def test_what_is_unknown_or_wrong_does_not_cost_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "desktop.json"
    content = {"port": 9100, "theme": "purple", "added_later": True, "language": "zh_CN"}
    file.write_text(json.dumps(content))
    assert PreferencesFile(file).value == Preferences(port=9100, language=Language.CHINESE)


def test_a_folder_that_refuses_costs_nothing_but_the_memory(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    preferences = PreferencesFile(tmp_path / "taken" / "desktop.json")
    preferences.change(port=9100)
    assert preferences.value.port == 9100
