"""Processes for what is not ours: started from this very program, told nothing, ended for sure."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_HANDED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SYSTEMROOT", "WINDIR")


def own_command(command: str, module: str) -> tuple[str, ...]:
    """The same program in another part; when frozen, the executable itself is the program."""
    if getattr(sys, "frozen", False):
        return (sys.executable, command)
    # -P: what lies in its folder, named json.py, must not take the place of the real one.
    return (sys.executable, "-P", "-m", module)


def clean_environment(folder: Path) -> dict[str, str]:
    """What it may know: no secret, no address of the keyring, not where the data is."""
    kept = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
    own = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(folder))
    return kept | own | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}


OF_ITS_OWN: dict[str, Any]
kill_all: Callable[[int], None]
if sys.platform == "win32":
    import subprocess

    OF_ITS_OWN = {"creationflags": subprocess.CREATE_NO_WINDOW}

    def kill_all(pid: int) -> None:
        """End it."""
        os.kill(pid, signal.SIGTERM)  # which is TerminateProcess there
else:
    OF_ITS_OWN = {"start_new_session": True}

    def kill_all(pid: int) -> None:
        """End it, and what it has started."""
        os.killpg(pid, signal.SIGKILL)
