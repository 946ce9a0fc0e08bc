"""The program as others start it: by its command line, in a process of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Generous: they end a test that hangs, they do not judge speed on a busy machine.
START_SECONDS = 60.0
STOP_SECONDS = 30.0
USERNAME, PASSWORD = "lin", "correct horse battery"


def environment(**settings: str) -> dict[str, str]:
    """The developer's own settings do not reach the programs of tests."""
    inherited = {name: value for name, value in os.environ.items() if "DESKBELL" not in name}
    return inherited | settings


@dataclass(frozen=True, slots=True)
class Result:
    """How a program ended."""

    code: int
    out: str
    err: str


# Root may write everywhere; a program that is to be refused must not.
BOUND = ("setpriv", "--bounding-set=-dac_override") if os.geteuid() == 0 else ()


def run(*arguments: str | Path, typed: str = "", **settings: str) -> Result:
    """Run a command to its end, in a process of its own."""
    ended = subprocess.run(
        [*BOUND, sys.executable, "-m", "app", *map(str, arguments)],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=START_SECONDS,
        env=environment(**settings),
    )
    return Result(ended.returncode, ended.stdout, ended.stderr)


def add_agent(data_dir: Path, username: str = USERNAME, role: str = "agent") -> Result:
    options = ("--username", username, "--role", role, "--password-stdin")
    return run("agent", "add", *options, "--data-dir", data_dir, typed=f"{PASSWORD}\n")


class Server:
    """A running `deskbell serve`.

    Attributes:
        ready: The first line that it printed.
    """

    def __init__(
        self, data_dir: Path, process: "subprocess.Popen[str]", ready: dict[str, Any]
    ) -> None:
        self.data_dir = data_dir
        self.process = process
        self.ready = ready
        self.url = f"http://127.0.0.1:{ready.get('port')}"

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(STOP_SECONDS)


@contextmanager
def serving(
    data_dir: Path,
    *options: str,
    typed: str | None = None,
) -> Iterator[Server]:
    """Started, with its ready line read; ended, whatever state the test left it in."""
    command = ("-m", "app", "serve", "--data-dir", str(data_dir), "--port", "0", *options)
    with (
        data_dir.with_suffix(".log").open("a") as log,
        subprocess.Popen(
            [sys.executable, *command],
            stdin=subprocess.DEVNULL if typed is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env=environment(),
        ) as process,
    ):
        try:
            yield Server(data_dir, process, first_line(process, typed))
        finally:
            process.kill()


def first_line(process: "subprocess.Popen[str]", typed: str | None) -> Any:
    """What it says when it is ready, after it got what its parent has to say."""
    if typed is not None and process.stdin is not None:
        process.stdin.write(typed)
        process.stdin.flush()
    assert process.stdout is not None
    return json.loads(process.stdout.readline() or "{}")
