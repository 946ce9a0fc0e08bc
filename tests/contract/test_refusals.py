"""What the server cannot work with: exit code 78, and a sentence that says what to do."""

import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from app.cli import main
from server.data_dir import LOCK_NAME
from server.storage.sqlite import FILE_NAME
from tests.contract.programs import Result, run, serving


@pytest.fixture
def data(tmp_path: Path, template: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "data"))


def check(result: Result, *words: str) -> None:
    assert result.code == 78, result.err
    assert result.out == ""
    assert len(result.err.splitlines()) == 1
    for word in words:
        assert word in result.err


def test_a_port_in_use(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        check(run("serve", "--data-dir", data, "--port", port), port, "--port")


def test_a_second_server_on_the_same_data(data: Path) -> None:
    with serving(data) as first:
        assert first.ready["ready"]
        result = run("serve", "--data-dir", data, "--port", "0")
        check(result, "Another Deskbell server", str(data))
        assert first.process.poll() is None


def test_a_folder_without_the_right_to_write(data: Path) -> None:
    data.chmod(0o500)
    check(run("serve", "--data-dir", data, "--port", "0"), "Permission denied", "--data-dir")
    data.chmod(0o700)


def newer(data: Path) -> None:
    connection = apsw.Connection(str(data / FILE_NAME))
    connection.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_x', 'now')")
    connection.close()


def test_a_database_of_a_newer_program(data: Path) -> None:
    newer(data)
    before = (data / FILE_NAME).read_bytes()
    check(run("serve", "--data-dir", data, "--port", "0"), "9999_x", "Update this program")
    assert (data / FILE_NAME).read_bytes() == before


def test_the_desktop_is_told_by_the_ready_line(data: Path) -> None:
    newer(data)
    with serving(data, "--supervised", typed='{"owner_token": "t"}\n') as server:
        assert (server.ready["ready"], server.ready["code"]) == (False, "newer_database")
        assert "Update this program" in server.ready["detail"]
        assert server.process.wait(30) == 78


# --- the rest in this process, which is quicker --------------------------------------------------


def no_database(data: Path) -> None:
    (data / FILE_NAME).write_bytes(b"Dear diary, " * 1_000)


def file_for_folder(data: Path) -> None:
    shutil.rmtree(data)
    data.write_text("in the way")


def folder_for_lock(data: Path) -> None:
    (data / LOCK_NAME).mkdir()


def nothing(_: Path) -> None:
    pass


TROUBLE: dict[str, tuple[Callable[[Path], None], dict[str, str], str]] = {
    "no database": (no_database, {}, "Restore a backup"),
    "a file where the folder should be": (file_for_folder, {}, "cannot be written"),
    "a folder where the lock should be": (folder_for_lock, {}, "cannot be written"),
    "a port that is none": (nothing, {"PORT": "http"}, "DESKBELL_PORT"),
    "a port beyond all ports": (nothing, {"PORT": "65536"}, "DESKBELL_PORT"),
    "no url": (nothing, {"PROVIDER_BASE_URL": "example.com"}, "DESKBELL_PROVIDER_BASE_URL"),
    "no key file": (nothing, {"PROVIDER_API_KEY_FILE": "/none"}, "DESKBELL_PROVIDER_API_KEY_FILE"),
    "key twice": (nothing, {"PROVIDER_API_KEY_FILE": "/x", "PROVIDER_API_KEY": "k"}, "both set"),
}


@pytest.mark.parametrize(("spoil", "settings", "words"), TROUBLE.values(), ids=TROUBLE)
def test_what_cannot_be_used(
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    spoil: Callable[[Path], None],
    settings: dict[str, str],
    words: str,
) -> None:
    spoil(data)
    monkeypatch.setenv("DESKBELL_PORT", "0")
    for name, value in settings.items():
        monkeypatch.setenv(f"DESKBELL_{name}", value)
    code = main(["serve", "--data-dir", str(data)])
    said = capsys.readouterr()
    check(Result(code, said.out, said.err), words)


def test_an_address_of_somebody_else(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["serve", "--data-dir", str(data), "--port", "0", "--host", "192.0.2.1"])
    said = capsys.readouterr()
    check(Result(code, said.out, said.err), "192.0.2.1", "--host")
