"""The program as the system runs it: a process with a window, a child, and signals."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path

import pytest

from app.paths import Paths
from tests.support.desktop import prepare_preferences
from tests.support.qt import wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

Start = Callable[..., "Program"]


class Program:
    """`python -m app` on a data folder."""

    def __init__(self, data_dir: Path, environment: Mapping[str, str]) -> None:
        self.data_dir = data_dir
        prepare_preferences(data_dir)
        with data_dir.with_suffix(".log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app", "--data-dir", str(data_dir)],
                env=os.environ | environment,
                stdout=log,
                stderr=log,
            )

    async def is_up(self) -> int:
        """The server's process id, once it answers."""
        await wait_until(self._answers, 60, what=self.log())
        return self.children()[0]

    async def exit_code(self) -> int:
        await wait_until(lambda: self.process.poll() is not None, 60, what="never ended")
        return self.process.returncode

    def children(self) -> list[int]:
        lists = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(pid) for found in lists for pid in found.read_text().split()]

    def log(self) -> str:
        return self.data_dir.with_suffix(".log").read_text()

    def _answers(self) -> bool:
        port = json.loads(Paths(self.data_dir).preferences.read_text())["port"]
        if port == 0 or not self.children():
            return False
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    programs: list[Program] = []

    def program(**environment: str) -> Program:
        programs.append(Program(tmp_path / "data", environment))
        return programs[-1]

    yield program
    for each in programs:
        each.process.kill()
        each.process.wait()


def is_gone(pid: int) -> bool:
    try:
        return "Z" in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_signals_end_it_with_its_server(start: Start, number: signal.Signals) -> None:
    program = start(QT_QPA_PLATFORM="offscreen")
    server = await program.is_up()
    program.process.send_signal(number)
    assert await program.exit_code() == 0, program.log()
    assert is_gone(server)
    assert "Traceback" not in program.log()


async def test_a_killed_window_takes_its_server_along(start: Start) -> None:
    program = start(QT_QPA_PLATFORM="offscreen")
    server = await program.is_up()
    program.process.kill()
    await wait_until(lambda: is_gone(server), what="the server outlived its window")


async def test_after_a_kill_the_next_start_finds_its_data_free(start: Start) -> None:
    first = start(QT_QPA_PLATFORM="offscreen")
    await first.is_up()
    first.process.kill()
    second = start(QT_QPA_PLATFORM="offscreen")
    await second.is_up()


@pytest.mark.x11
async def test_on_a_real_screen_a_second_start_raises_the_first(start: Start) -> None:
    first = start(QT_QPA_PLATFORM="xcb")
    server = await first.is_up()
    second = start(QT_QPA_PLATFORM="xcb")
    assert await second.exit_code() == 0
    assert first.process.poll() is None
    assert not is_gone(server)
    first.process.terminate()
    assert await first.exit_code() == 0
    assert "Traceback" not in first.log()
