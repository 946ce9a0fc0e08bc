"""From the command to the inbox that can be used, with the server that it starts.

The started program is the real one; a small file beside it says when the inbox is there.
"""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.stamping_provider import stamp
from tests.support.desktop import prepare_preferences

_DEADLINE_SECONDS = 60
_LOOK_MS = 5
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColdStart:
    """What it took."""

    seconds: float
    megabytes: float


async def cold_start(data_dir: Path, rounds: int) -> list[ColdStart]:
    """That many starts with a team that is set up; the first, which fills caches, is left out."""
    prepare_preferences(data_dir, on_close="quit")
    await _add_owner(data_dir)
    return [await _start(data_dir) for _ in range(rounds + 1)][1:]


async def _add_owner(data_dir: Path) -> None:
    words = ("agent", "add", "--username", "lin", "--role", "owner", "--password-stdin")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "app", *words, "--data-dir", data_dir, stdin=PIPE, stderr=DEVNULL
    )
    await process.communicate(b"correct horse battery\n")


async def _start(data_dir: Path) -> ColdStart:
    began = stamp() / 1e6
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.cold_start", data_dir, stdout=PIPE, stderr=DEVNULL
    )
    async with asyncio.timeout(_DEADLINE_SECONDS):
        said, _ = await process.communicate()
    there = json.loads(said)
    return ColdStart(seconds=there["at"] - began, megabytes=there["bytes"] / 1e6)


def _main() -> None:
    """The desktop, until its inbox is loaded."""
    from app import desktop  # noqa: PLC0415 - its time counts

    watching: list[QTimer] = []
    run = desktop.Desktop.run

    async def watched(self: desktop.Desktop) -> None:
        timer = QTimer(interval=_LOOK_MS)
        timer.timeout.connect(lambda: _end_when_there(self, timer))
        timer.start()
        watching.append(timer)
        await run(self)

    desktop.Desktop.run = watched  # type: ignore[method-assign]  # only to look at it
    desktop.run(Path(sys.argv[1]), None)


def _end_when_there(desk: object, timer: QTimer) -> None:
    from app.desktop import Desktop  # noqa: PLC0415 - as above

    assert isinstance(desk, Desktop)
    workplace = desk.stage.workplace
    if workplace is None or not workplace.desk.state.loaded or not workplace.window.isVisible():
        return
    timer.stop()
    workplace.window.repaint()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    sys.stdout.write(json.dumps({"at": stamp() / 1e6, "bytes": pages * _PAGE_BYTES}))
    sys.stdout.flush()
    QApplication.closeAllWindows()
    desk.end()


if __name__ == "__main__":
    _main()
