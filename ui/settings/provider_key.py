"""A provider's key as the window knows it: where it is and how it ends, never the key."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from server.domain.requests import ProviderTrial, PutSecret, SecretState, TryProvider
from ui.api_client import ApiClient


class ProviderKey(QObject):
    """The key of one provider; it belongs to the address that is saved.

    Attributes:
        state: None while it is not known.

    Signals:
        changed: `state` is another one.
    """

    changed = Signal()

    def __init__(
        self, api: ApiClient, name: str, section: str, saved: Callable[[], TryProvider]
    ) -> None:
        super().__init__()
        self._api, self._name, self._section, self._saved = api, name, section, saved
        self.state: SecretState | None = None

    @property
    def is_known(self) -> bool:
        return self.state is not None

    @property
    def base_url(self) -> str:
        """The address that it belongs to; empty when there is none."""
        return self._saved().base_url

    def follows(self, section: str) -> bool:
        return section in {"secrets", self._section}

    async def load(self) -> None:
        self._adopt(await self._api.secret(self._name))

    async def put(self, key: str, *, for_session: bool) -> None:
        """Keep another one; raises `KnownError`."""
        secret = PutSecret(value=key, keep="session" if for_session else "keyring")
        self._adopt(await self._api.put_secret(self._name, secret))

    async def remove(self) -> None:
        """Forget it; raises `KnownError`."""
        self._adopt(await self._api.delete_secret(self._name))

    async def test(self) -> ProviderTrial:
        """One tiny request with what is saved; raises `KnownError`."""
        return await self._api.try_provider(self._saved())

    def _adopt(self, state: SecretState) -> None:
        self.state = state
        self.changed.emit()
