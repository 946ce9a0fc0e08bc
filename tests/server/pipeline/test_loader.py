"""What counts as a plugin, read without running a line of it."""

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from server.domain.plugins import PluginSource
from server.pipeline.loader import find

POINT = EntryPoint(name="crm", value="crm_plugin:make", group="deskbell.plugins")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.py", "a.py", "_hidden.py", "notes.txt", "two words.py", "1st.py"):
        (tmp_path / name).write_text('"""Title.\n\nMore."""\nraise SystemExit\n')
    for name, main in (("pack", "__init__.py"), ("no_pack", "main.py"), ("__pycache__", "x.py")):
        (tmp_path / name).mkdir()
        (tmp_path / name / main).write_text('"""A package."""\n')
    return tmp_path


def test_files_packages_and_distributions(folder: Path) -> None:
    found = find(folder, lambda: [POINT])
    assert [(one.name, one.source, one.title) for one in found] == [
        ("a", PluginSource.FILE, "Title."),
        ("b", PluginSource.FILE, "Title."),
        ("crm", PluginSource.DISTRIBUTION, "crm_plugin:make"),
        ("pack", PluginSource.PACKAGE, "A package."),
    ]


def test_the_folder_need_not_be_there(tmp_path: Path) -> None:
    assert find(tmp_path / "plugins", lambda: ()) == ()


def test_a_file_in_the_folder_comes_before_a_distribution(folder: Path) -> None:
    (folder / "crm.py").write_text("")
    (crm,) = [one for one in find(folder, lambda: [POINT]) if one.name == "crm"]
    assert crm.source is PluginSource.FILE


def test_any_changed_file_of_a_package_changes_it(folder: Path) -> None:
    before = find(folder, lambda: ())
    assert find(folder, lambda: ()) == before
    (folder / "pack" / "part.py").write_text("x = 1")
    assert [
        old.name for old, new in zip(before, find(folder, lambda: ()), strict=True) if old != new
    ] == ["pack"]


@pytest.mark.parametrize("source", ["def (", "\0", "é".encode("latin-1"), "(" * 10_000])
def test_a_broken_file_has_no_title(tmp_path: Path, source: str | bytes) -> None:
    (tmp_path / "broken.py").write_bytes(source if isinstance(source, bytes) else source.encode())
    assert [one.title for one in find(tmp_path, lambda: ())] == [""]


def test_a_file_that_cannot_be_read_is_passed_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "__init__.py").write_text("")
    (tmp_path / "pack" / "gone.py").symlink_to("nowhere.py")
    assert find(tmp_path, lambda: ()) == ()
    assert caplog.messages == ["plugin pack cannot be read: No such file or directory"]
    caplog.clear()
