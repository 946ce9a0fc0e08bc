"""Where this computer keeps Deskbell's data, logs and settings."""

import threading
import uuid
from collections.abc import Mapping
from pathlib import Path

import platformdirs


def choose_data_dir(option: str | None, environ: Mapping[str, str]) -> Path:
    """The command line's choice, else the environment's, else the system's place."""
    chosen = option or environ.get("DESKBELL_DATA_DIR") or ""
    if chosen:
        return Path(chosen).expanduser().absolute()
    return platformdirs.user_data_path("Deskbell", appauthor=False)


class Paths:
    """The files of one data folder that the desktop and the server's secrets use."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.preferences = data_dir / "desktop.json"
        self.writing = data_dir / "writing.json"
        self.server_log = data_dir / "logs" / "server.log"
        self.window_lock = data_dir / "window.lock"
        self._install_id_lock = threading.Lock()

    def install_id(self) -> str:
        """Names this installation in the OS keyring; two data folders never share a secret.

        From any thread: two ids would leave a key behind under a name that nobody knows.
        """
        file = self.data_dir / "install-id"
        with self._install_id_lock:
            try:
                known = file.read_text("ascii").strip()
            except FileNotFoundError:
                known = ""
            return known or _new_install_id(file)


def _new_install_id(file: Path) -> str:
    new = str(uuid.uuid4())
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".new")
    unfinished.write_text(new, "ascii")
    unfinished.replace(file)
    return new
