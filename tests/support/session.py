"""Run a command with a display, a session bus and an unlocked keyring of its own.

    python tests/support/session.py COMMAND...

Home and all other personal folders are new and empty, so that no test touches what is the
developer's, and no daemon outlives the command.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

_START_SECONDS = 30.0
_PR_SET_CHILD_SUBREAPER = 36  # <linux/prctl.h>
_PERSONAL = (
    *("DBUS_", "DESKBELL_", "DISPLAY", "GNOME_", "PYTHON_KEYRING_", "QT_"),
    *("WAYLAND_", "XAUTHORITY", "XDG_"),
)


def main(command: list[str]) -> int:
    """The exit code of the command."""
    _adopt_orphans()
    signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is for the command; we wait for it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with _session() as environment:
        return subprocess.run(command, env=environment, check=False).returncode


@contextlib.contextmanager
def _session() -> Iterator[dict[str, str]]:
    with contextlib.ExitStack() as running:
        home = running.enter_context(TemporaryDirectory(prefix="deskbell-test-"))
        running.callback(_end_orphans)
        environment = _environment(Path(home))
        bus = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
        address = running.enter_context(_announcing(bus, environment))
        environment["DBUS_SESSION_BUS_ADDRESS"] = address
        running.enter_context(_keyring(environment))
        screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
        environment["DISPLAY"] = ":" + running.enter_context(_announcing(screen, environment))
        yield environment


def _environment(home: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_PERSONAL) or name.startswith("DESKBELL_TEST_")
    }
    folders = {
        "HOME": home,
        "XDG_RUNTIME_DIR": home / "run",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": home / "cache",
    }
    for folder in folders.values():
        folder.mkdir(mode=0o700, exist_ok=True)
    places = {name: str(folder) for name, folder in folders.items()}
    return kept | places | {"LC_ALL": "C.UTF-8", "DESKBELL_TEST_SESSION": "1"}


@contextlib.contextmanager
def _announcing(command: list[str], environment: dict[str, str]) -> Iterator[str]:
    """A daemon that tells on its first line where it can be reached."""
    with _daemon(command, environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        line = process.stdout.readline().decode().strip()
        if not line:
            raise RuntimeError(f"{command[0]} did not start")
        yield line


@contextlib.contextmanager
def _keyring(environment: dict[str, str]) -> Iterator[None]:
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    with _daemon(command, environment, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(b"test")
        process.stdin.close()
        _wait_for_secrets(environment)
        yield


def _wait_for_secrets(environment: dict[str, str]) -> None:
    bus = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/"]
    ask = [*bus, "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if b"true" in subprocess.run(ask, env=environment, capture_output=True, check=False).stdout:
            return
        time.sleep(0.05)
    raise RuntimeError("gnome-keyring-daemon did not offer its service")


@contextlib.contextmanager
def _daemon(
    command: list[str],
    environment: dict[str, str],
    *,
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
) -> Iterator[subprocess.Popen[bytes]]:
    """In a session of its own, where the terminal's Ctrl-C does not reach it."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env=environment, stdin=stdin, stdout=stdout, stderr=quiet, start_new_session=True
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()


def _adopt_orphans() -> None:
    """What the command's children leave behind becomes ours, not the machine's."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _end_orphans() -> None:
    while orphans := Path("/proc/thread-self/children").read_text().split():
        for orphan in map(int, orphans):
            os.kill(orphan, signal.SIGKILL)
            os.waitpid(orphan, 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
