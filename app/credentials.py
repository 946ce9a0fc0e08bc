"""Where secrets are kept: the environment, this run's memory, the OS keyring. Never a file."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

from app.os_keyring import OsKeyring, find_keyring
from server.domain.errors import Unavailable, UnusableSetup
from server.security.secrets import Secret, StoredSecret

_NAMES = ("provider_api_key",)


class Credentials:
    """The server's secret store; see `server.security.secrets.SecretStore`.

    The first place that has a secret wins: environment, session, keyring.
    """

    def __init__(
        self,
        environment: Mapping[str, Secret],
        install_id: Callable[[], str],
        find: Callable[[], OsKeyring | None] = find_keyring,
    ) -> None:
        self._environment = environment
        self._install_id = install_id
        self._find = find
        self._found: OsKeyring | None = None
        self._session: dict[str, Secret] = {}

    @property
    def keyring_name(self) -> str | None:
        keyring = self._keyring()
        return keyring.name if keyring else None

    def get(self, name: str) -> StoredSecret | None:
        # A stored key is named with the address that it belongs to; the environment's is not.
        if from_environment := self._environment.get(name.partition("@")[0]):
            return StoredSecret(secret=from_environment, place="environment")
        if name in self._session:
            return StoredSecret(secret=self._session[name], place="session")
        keyring = self._keyring()
        value = keyring.get(self._user(name)) if keyring else None
        return StoredSecret(secret=Secret(value), place="keyring") if value else None

    def put(self, name: str, secret: Secret, *, keep: Literal["keyring", "session"]) -> None:
        if keep == "session":
            self._session[name] = secret
            # An older key must not come back with the next start.
            with suppress(Unavailable):
                self._forget_in_keyring(name)
            return
        keyring = self._keyring()
        if keyring is None:
            raise _no_keyring()
        keyring.put(self._user(name), secret.reveal())
        self._session.pop(name, None)

    def delete(self, name: str) -> None:
        self._session.pop(name, None)
        self._forget_in_keyring(name)

    def _forget_in_keyring(self, name: str) -> None:
        keyring = self._keyring()
        if keyring is not None:
            keyring.delete(self._user(name))

    def _keyring(self) -> OsKeyring | None:
        # Looked for until there is one: it may be started after us.
        self._found = self._found or self._find()
        return self._found

    def _user(self, name: str) -> str:
        return f"{self._install_id()}/{name}"


def read_environment(environ: Mapping[str, str]) -> dict[str, Secret]:
    """The secrets that the environment gives, by value or by file.

    Raises:
        UnusableSetup: A file is named that cannot be used, or both ways are taken at once.
    """
    found = {name: _from_environment(environ, f"DESKBELL_{name.upper()}") for name in _NAMES}
    return {name: secret for name, secret in found.items() if secret is not None}


def _from_environment(environ: Mapping[str, str], variable: str) -> Secret | None:
    value, file = environ.get(variable, "").strip(), environ.get(f"{variable}_FILE", "")
    if value and file:
        sentence = f"{variable} and {variable}_FILE are both set; keep one of them."
        raise UnusableSetup("secret_given_twice", sentence)
    if file:
        return _from_file(f"{variable}_FILE", Path(file))
    return Secret(value) if value else None


def _from_file(variable: str, file: Path) -> Secret:
    try:
        value = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        sentence = f"{variable} names {str(file)!r}, which cannot be read: {error}"
        raise UnusableSetup("secret_file", sentence) from error
    if not value:
        sentence = f"{variable} names {str(file)!r}, which is empty."
        raise UnusableSetup("secret_file", sentence)
    return Secret(value)


def _no_keyring() -> Unavailable:
    return Unavailable(
        "no_keyring",
        "This computer has no keyring that could keep the key safely. Keep it only until Deskbell "
        "closes, or put it into a file that DESKBELL_PROVIDER_API_KEY_FILE names.",
    )
