"""The command line: what each command prints, and with which code it ends."""

import json
from pathlib import Path

import pytest

from server.domain.version import VERSION
from tests.contract.programs import PASSWORD, USERNAME, add_agent, run

ADD = ("agent", "add", "--username", "x", "--password-stdin")


def test_version() -> None:
    result = run("--version")
    assert (result.code, result.out) == (0, f"deskbell {VERSION}\n")


def test_the_api_document_needs_no_data(tmp_path: Path) -> None:
    result = run("openapi", DESKBELL_DATA_DIR=str(tmp_path / "none"))
    assert result.code == 0
    assert json.loads(result.out)["openapi"].startswith("3.1.")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["serve", "--port", "http"],
        ["serve", "--port", "65536"],
        ["serve", "--port", "-1"],
        ["agent"],
        [*ADD, "--role", "emperor"],
        ["agent", "add", "--username", "x", "--role", "agent"],
    ],
    ids=" ".join,
)
def test_wrong_arguments(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """In this process, for the parser's own end is what counts."""
    from app.cli import parser  # noqa: PLC0415 - as the program itself loads it

    with pytest.raises(SystemExit) as ended:
        parser().parse_args(arguments)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_adding_agents_while_the_server_is_stopped(tmp_path: Path) -> None:
    data = tmp_path / "data"
    result = add_agent(data, role="owner")
    assert (result.code, result.out) == (0, f"added owner {USERNAME}\n")
    again = add_agent(data, USERNAME.upper())
    assert (again.code, again.out) == (1, "")
    assert "take another name" in again.err
    assert "Traceback" not in again.err
    weak = run(*ADD, "--role", "agent", "--data-dir", data, typed="short\n")
    assert weak.code == 1
    assert "8 to 256 characters" in weak.err
    stored = b"".join(path.read_bytes() for path in data.iterdir())
    assert PASSWORD.encode() not in stored
    assert data.stat().st_mode & 0o077 == 0
