"""One window per data folder, also when a second process starts, or the first one was killed."""

import asyncio
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.single_instance import SingleInstance
from tests.support.qt import wait_signal

CLAIM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.single_instance import SingleInstance
app = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
print(instance.claim(), flush=True)
if sys.argv[2:] == ["stay"]:
    sys.stdin.readline()
"""


async def second_process(lock: Path) -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CLAIM, str(lock), stdout=subprocess.PIPE
    )
    output, _ = await process.communicate()
    return output.decode().strip()


async def test_a_second_start_brings_the_first_forward(qtbot: QtBot, tmp_path: Path) -> None:
    lock = tmp_path / "data" / "window.lock"
    first = SingleInstance(lock)
    assert first.claim()
    claimed, _ = await asyncio.gather(second_process(lock), wait_signal(first.raise_asked))
    assert claimed == "False"
    first.release()


async def test_after_release_the_next_one_is_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path / "window.lock")
    assert first.claim()
    first.release()
    assert await second_process(tmp_path / "window.lock") == "True"


async def test_folders_do_not_disturb_each_other(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path / "one" / "window.lock")
    assert first.claim()
    assert await second_process(tmp_path / "two" / "window.lock") == "True"
    first.release()


async def test_a_killed_first_one_leaves_the_place_free(qtbot: QtBot, tmp_path: Path) -> None:
    lock = tmp_path / "window.lock"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", CLAIM, str(lock), "stay"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"True\n"
    process.kill()
    await process.wait()
    next_one = SingleInstance(lock)
    assert next_one.claim()
    next_one.release()
