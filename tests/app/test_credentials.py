"""Secrets by the environment, for the session, in the keyring; and what is refused."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from app.credentials import Credentials, read_environment
from app.os_keyring import OsKeyring
from app.paths import Paths
from server.domain.errors import Unavailable, UnusableSetup
from server.security.secrets import Secret, SecretStore, StoredSecret

KEY = "provider_api_key"


class Backend:
    """A keyring in memory, with the calls that the real ones have."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def backend() -> Backend:
    return Backend()


def store(backend: Backend | None, environ: dict[str, str] | None = None) -> SecretStore:
    keyring = OsKeyring("Test keyring", backend) if backend else None
    return Credentials(read_environment(environ or {}), lambda: "pc-1", lambda: keyring)


def test_the_keyring_keeps_it_under_this_installation(backend: Backend) -> None:
    store(backend).put(KEY, Secret("sk-1"), keep="keyring")
    assert backend.kept == {("Deskbell", "pc-1/provider_api_key"): "sk-1"}
    assert store(backend).get(KEY) == StoredSecret(secret=Secret("sk-1"), place="keyring")
    assert store(backend).keyring_name == "Test keyring"


def test_a_session_secret_ends_with_the_store_and_replaces_the_kept_one(backend: Backend) -> None:
    secrets = store(backend)
    secrets.put(KEY, Secret("old"), keep="keyring")
    secrets.put(KEY, Secret("new"), keep="session")
    assert secrets.get(KEY) == StoredSecret(secret=Secret("new"), place="session")
    assert store(backend).get(KEY) is None


def test_the_keyring_replaces_a_session_secret(backend: Backend) -> None:
    secrets = store(backend)
    secrets.put(KEY, Secret("old"), keep="session")
    secrets.put(KEY, Secret("new"), keep="keyring")
    assert secrets.get(KEY) == StoredSecret(secret=Secret("new"), place="keyring")


def test_delete_forgets_both(backend: Backend) -> None:
    secrets = store(backend)
    secrets.put(KEY, Secret("one"), keep="keyring")
    secrets.delete(KEY)
    secrets.delete(KEY)
    assert secrets.get(KEY) is None
    assert backend.kept == {}


def test_without_a_keyring_the_session_is_the_way_on() -> None:
    secrets = store(None)
    assert secrets.keyring_name is None
    assert secrets.get(KEY) is None
    with pytest.raises(Unavailable) as refused:
        secrets.put(KEY, Secret("sk-1"), keep="keyring")
    assert refused.value.code == "no_keyring"
    secrets.put(KEY, Secret("sk-1"), keep="session")
    assert secrets.get(KEY) == StoredSecret(secret=Secret("sk-1"), place="session")


def test_a_keyring_that_starts_later_is_found(backend: Backend) -> None:
    found: list[OsKeyring | None] = [None, OsKeyring("Late", backend)]
    secrets = Credentials({}, lambda: "pc-1", lambda: found.pop(0))
    assert [secrets.keyring_name for _ in range(3)] == [None, "Late", "Late"]


def test_the_environment_wins_and_is_never_stored(backend: Backend, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("sk-file\n")
    by_value = store(backend, {"DESKBELL_PROVIDER_API_KEY": "sk-value"})
    by_file = store(backend, {"DESKBELL_PROVIDER_API_KEY_FILE": str(file)})
    by_value.put(KEY, Secret("other"), keep="session")
    assert by_value.get(KEY) == StoredSecret(secret=Secret("sk-value"), place="environment")
    assert by_file.get(KEY) == StoredSecret(secret=Secret("sk-file"), place="environment")
    assert backend.kept == {}


def test_the_environment_knows_no_addresses_but_stored_keys_do(backend: Backend) -> None:
    bound = f"{KEY}@https://api.example.com:443"
    assert store(backend, {"DESKBELL_PROVIDER_API_KEY": "sk-1"}).get(bound) is not None
    secrets = store(backend)
    secrets.put(bound, Secret("sk-2"), keep="keyring")
    assert secrets.get(KEY) is None
    assert secrets.get(bound) == StoredSecret(secret=Secret("sk-2"), place="keyring")


def test_an_unusable_secret_file_is_refused(tmp_path: Path) -> None:
    empty, broken = tmp_path / "empty", tmp_path / "broken"
    empty.write_text(" \n")
    broken.write_bytes(b"\xff\xfe\xff")
    for file in (empty, broken, tmp_path / "missing", tmp_path):
        with pytest.raises(UnusableSetup) as refused:
            read_environment({"DESKBELL_PROVIDER_API_KEY_FILE": str(file)})
        assert refused.value.code == "secret_file"
        assert str(file) in refused.value.detail


def test_two_ways_at_once_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableSetup) as refused:
        read_environment(
            {"DESKBELL_PROVIDER_API_KEY": "a", "DESKBELL_PROVIDER_API_KEY_FILE": str(tmp_path)}
        )
    assert refused.value.code == "secret_given_twice"


def test_an_installation_keeps_its_id(tmp_path: Path) -> None:
    first = Paths(tmp_path / "data").install_id()
    assert len(first) == 36
    assert Paths(tmp_path / "data").install_id() == first
    assert Paths(tmp_path / "other").install_id() != first


def test_threads_that_ask_at_once_get_one_id(tmp_path: Path) -> None:
    together = Barrier(8)

    def ask(paths: Paths) -> str:
        together.wait()
        return paths.install_id()

    with ThreadPoolExecutor(8) as threads:
        for attempt in range(50):
            paths = Paths(tmp_path / str(attempt))
            asked = [threads.submit(ask, paths) for _ in range(8)]
            assert len({one.result() for one in asked}) == 1
