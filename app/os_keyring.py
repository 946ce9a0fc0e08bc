"""The operating system's keyring: found late, allowed by name, and never waited for without end."""

import os
import threading
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Protocol, TypeVar, cast

from server.domain.errors import Unavailable

T = TypeVar("T")

_SERVICE = "Deskbell"
# A locked keyring asks its owner for a password meanwhile.
_LONGEST_WAIT_SECONDS = 60.0

# Only these keep secrets encrypted by the system. What else the library may find, by its
# configuration file or by entry points, includes plain text files.
_REAL_KEYRINGS = {
    "keyring.backends.Windows.WinVaultKeyring": "Windows Credential Manager",
    "keyring.backends.macOS.Keyring": "macOS Keychain",
    "keyring.backends.SecretService.Keyring": "Secret Service",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
}

# How the backends say that its owner did not unlock it; by name, for most of them are not loaded.
_LOCKED = {"KeyringLocked", "LockedException", "InitError", "PromptDismissedException"}


class _Backend(Protocol):
    """What every backend of the keyring library can do."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class OsKeyring:
    """One real keyring of this computer; every call may block for as long as a person thinks.

    Attributes:
        name: What people call it.
    """

    def __init__(self, name: str, backend: _Backend) -> None:
        self.name = name
        self._backend = backend

    def get(self, user: str) -> str | None:
        return self._ask(lambda: self._backend.get_password(_SERVICE, user))

    def put(self, user: str, value: str) -> None:
        self._ask(lambda: self._backend.set_password(_SERVICE, user, value))

    def delete(self, user: str) -> None:
        def delete() -> None:
            if self._backend.get_password(_SERVICE, user) is not None:
                self._backend.delete_password(_SERVICE, user)

        self._ask(delete)

    def _ask(self, question: Callable[[], T]) -> T:
        answers: list[T] = []
        failures: list[Exception] = []

        def ask() -> None:
            try:
                answers.append(question())
            except Exception as failure:  # noqa: BLE001 - each bus raises its own
                failures.append(failure)

        # A daemon, for an unanswered prompt must not keep the program from ending.
        thread = threading.Thread(target=ask, name="keyring", daemon=True)
        thread.start()
        thread.join(_LONGEST_WAIT_SECONDS)
        if answers:
            return answers[0]
        raise self._trouble(failures)

    def _trouble(self, failures: list[Exception]) -> Unavailable:
        way_on = "Unlock it and try again, or keep the key only until Deskbell closes."
        if not failures:
            return Unavailable("keyring_silent", f"{self.name} does not answer. {way_on}")
        if type(failures[0]).__name__ in _LOCKED:
            return Unavailable("keyring_locked", f"{self.name} is locked. {way_on}")
        return Unavailable("keyring_failed", f"{self.name} refused: {failures[0]!r}. {way_on}")


def find_keyring(environ: Mapping[str, str] = os.environ) -> OsKeyring | None:
    """The keyring of this computer, or None.

    The library's own variable can choose among the real ones, or, by naming any other, none.
    """
    chosen = environ.get("PYTHON_KEYRING_BACKEND")
    for path, name in _REAL_KEYRINGS.items():
        if chosen in {None, path} and (backend := _usable(path)) is not None:
            return OsKeyring(name, backend)
    return None


def _usable(path: str) -> _Backend | None:
    module, _, kind = path.rpartition(".")
    try:
        # 90 ms and 8 MB that only those pay who have a key to keep.
        backend = getattr(import_module(module), kind)
        usable = backend.priority > 0  # asking raises where the keyring is missing
    except Exception:  # noqa: BLE001 - each backend has its own way to say no
        return None
    return cast(_Backend, backend()) if usable else None
