"""The rules of the house that neither linter nor type checker knows."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PACKAGES = ("app", "server", "ui", "resources", "build", "tests")
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 40


def sources(*suffixes: str) -> list[Path]:
    return [
        path
        for folder in PACKAGES
        for path in (ROOT / folder).rglob("*")
        if path.suffix in suffixes
    ] + [ROOT / "dev.py"]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_is_long() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources(".py", ".js", ".css", ".html", ".qss")
    }
    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_long() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
        for path in sources(".py")
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_build_is_a_folder_of_scripts() -> None:
    """As a package it would shadow the tool of the same name."""
    assert not (ROOT / "build" / "__init__.py").exists()


@pytest.mark.parametrize(
    "lock", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda p: p.name
)
def test_a_lock_names_no_registry_and_hashes_everything(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert "--find-links" not in text
    pins = re.findall(r"^[a-z0-9].*", text, re.MULTILINE)
    assert pins
    assert [pin for pin in pins if not re.match(r"[\w.-]+==\S+.* \\$", pin)] == []


def test_the_locks_follow_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    assert unlocked(project["project"]["dependencies"], "runtime") == []
    assert unlocked(groups["test"] + groups["lint"], "test") == []
    assert unlocked(groups["build"], "build") == []
    assert unlocked(groups["bootstrap"], "bootstrap") == []


def unlocked(wanted: list[str], lock: str) -> list[str]:
    """What is asked for, and is not in the lock in a version that satisfies it."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    pins = re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)
    return [
        line
        for line in wanted
        if not any(
            name == (asked := Requirement(line)).name and version in asked.specifier
            for name, version in pins
        )
    ]


def test_the_window_never_loads_what_only_the_server_needs() -> None:
    code = "import app.desktop, sys; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    printed = subprocess.run(command, check=True, text=True, capture_output=True).stdout
    loaded = {name.partition(".")[0] for name in printed.split()}
    assert "PySide6" in loaded
    assert loaded & {"openai", "peewee", "playhouse", "apsw", "argon2", "uvloop"} == set()


def test_a_running_server_has_never_loaded_qt(tmp_path: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "app", "serve", "--port=0"]
    log = tmp_path / "imports"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            [*command, f"--data-dir={tmp_path / 'data'}"], stdout=subprocess.PIPE, stderr=errors
        ) as server,
    ):
        assert server.stdout is not None
        assert b'"ready": true' in server.stdout.readline()
        server.terminate()
    loaded = set(re.findall(r"^import time:.*\| +(\w+)", log.read_text(), re.MULTILINE))
    assert "aiohttp" in loaded
    assert loaded & {"PySide6", "shiboken6", "qasync", "ui", "openai"} == set()
