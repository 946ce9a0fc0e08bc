"""The system's keyring: a real one, a locked one, none, and ones that do not count."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app import os_keyring
from app.os_keyring import OsKeyring, find_keyring
from server.domain.errors import Unavailable

USER = "test-install/provider_api_key"

PUT = """
from app.os_keyring import find_keyring
from server.domain.errors import Unavailable
keyring = find_keyring()
try:
    keyring.put("user", "sk-1")
except Unavailable as error:
    print(error.code)
"""


def run(code: str, environ: dict[str, str], *wrapper: str) -> str:
    command = [*wrapper, sys.executable, "-c", code]
    done = subprocess.run(
        command, env=environ, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.keyring
def test_a_real_keyring_keeps_finds_and_forgets() -> None:
    keyring = find_keyring()
    assert keyring is not None
    keyring.put(USER, "sk-密钥-1")
    assert keyring.get(USER) == "sk-密钥-1"
    keyring.put(USER, "sk-2")
    assert keyring.get(USER) == "sk-2"
    keyring.delete(USER)
    assert keyring.get(USER) is None
    keyring.delete(USER)


@pytest.mark.keyring
@pytest.mark.skipif(sys.platform != "linux", reason="starts a Secret Service of its own")
def test_a_locked_keyring_says_so(tmp_path: Path) -> None:
    script = tmp_path / "locked"
    script.write_text(
        "gnome-keyring-daemon --foreground --components=secrets >/dev/null 2>&1 &\n"
        "for _ in $(seq 100); do dbus-send --session --print-reply --dest=org.freedesktop.DBus / "
        "org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q 'boolean true'"
        " && break; sleep 0.1; done\n"
        '"$@"; kill $!'
    )
    environ = os.environ | {
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
    }
    environ.pop("DISPLAY", None)
    assert run(PUT, environ, "dbus-run-session", "--", "sh", str(script)) == "keyring_locked"


def test_without_a_bus_there_is_no_keyring_and_no_file_is_written(tmp_path: Path) -> None:
    environ = {key: os.environ[key] for key in ("PATH",) if key in os.environ}
    environ |= {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    code = "from app.os_keyring import find_keyring; print(find_keyring())"
    assert run(code, environ) == "None"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "chosen", ["keyring.backends.null.Keyring", "keyrings.alt.file.PlaintextKeyring", "nonsense"]
)
def test_a_keyring_that_protects_nothing_does_not_count(chosen: str) -> None:
    assert find_keyring({"PYTHON_KEYRING_BACKEND": chosen}) is None


def test_a_missing_keyring_program_is_no_keyring() -> None:
    if shutil.which("kwalletd6"):
        pytest.skip("KWallet is here")
    assert find_keyring({"PYTHON_KEYRING_BACKEND": "keyring.backends.kwallet.DBusKeyring"}) is None


class Unwell:
    """A backend whose bus has gone away."""

    def get_password(self, service: str, username: str) -> str | None:
        raise ConnectionResetError("the bus is gone")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise ConnectionResetError("the bus is gone")

    def delete_password(self, service: str, username: str) -> None:
        raise ConnectionResetError("the bus is gone")


def test_trouble_with_the_bus_is_a_sentence_with_a_way_on() -> None:
    keyring = OsKeyring("Secret Service", Unwell())
    calls: list[Callable[[], object]] = [
        lambda: keyring.get(USER),
        lambda: keyring.put(USER, "sk-1"),
        lambda: keyring.delete(USER),
    ]
    for call in calls:
        with pytest.raises(Unavailable) as trouble:
            call()
        assert trouble.value.code == "keyring_failed"
        assert "the bus is gone" in trouble.value.detail
        assert "keep the key only until Deskbell closes" in trouble.value.detail


def test_finding_nothing_loads_nothing() -> None:
    code = (
        f"import sys, {os_keyring.__name__}, app.credentials; "
        "print([name for name in sys.modules if name.startswith('keyring')])"
    )
    assert run(code, dict(os.environ)) == "[]"
