"""Which folder holds the data."""

from pathlib import Path

from app.paths import choose_data_dir


def test_the_option_wins_over_the_environment_and_that_over_the_system() -> None:
    environ = {"DESKBELL_DATA_DIR": "/from/environment"}
    assert choose_data_dir("/from/option", environ) == Path("/from/option")
    assert choose_data_dir(None, environ) == Path("/from/environment")
    assert choose_data_dir(None, {}).name == "Deskbell"


def test_a_relative_folder_becomes_absolute() -> None:
    assert choose_data_dir("here", {}) == Path.cwd() / "here"
