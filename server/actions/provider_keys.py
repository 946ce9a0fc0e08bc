"""The providers' keys: each is bound to the origin that it was given for."""

import asyncio
import logging
from typing import Literal

from server.clock import Clock
from server.domain.errors import BadInput, NotFound, Unavailable
from server.domain.text import check_unicode
from server.domain.urls import origin
from server.security.secrets import MAX_SECRET_CHARS, Secret, SecretStore, StoredSecret

log = logging.getLogger(__name__)

PROVIDER_API_KEY = "provider_api_key"
FALLBACK_PROVIDER_API_KEY = "fallback_provider_api_key"
NAMES = (PROVIDER_API_KEY, FALLBACK_PROVIDER_API_KEY)
KEY_SECONDS = 30  # a keyring answers in milliseconds, but every visitor's page asks


class ProviderKeys:
    """Kept under their name and address, so that another address cannot get them."""

    def __init__(self, secrets: SecretStore, clock: Clock) -> None:
        self._secrets = secrets
        self._clock = clock
        self._known: dict[str, tuple[float, StoredSecret | None]] = {}

    async def keyring(self) -> str | None:
        """The name of the keyring that keys can be kept in."""
        return await asyncio.to_thread(lambda: self._secrets.keyring_name)

    async def get(self, name: str, base_url: str) -> StoredSecret | None:
        """The key; raises `Unavailable` when the keyring is in trouble."""
        return await asyncio.to_thread(self._secrets.get, bound_name(name, base_url))

    async def usable(self, name: str, base_url: str) -> StoredSecret | None:
        """The key, remembered for a while; a keyring that is in trouble counts as having none."""
        bound, now = bound_name(name, base_url), self._clock.monotonic()
        known = self._known.get(bound)
        if known is None or now - known[0] > KEY_SECONDS:
            try:
                known = now, await self.get(name, base_url)
            except Unavailable as error:
                log.warning("the provider's key cannot be read: %s", error.detail)
                known = now, None
            self._known[bound] = known
        return known[1]

    async def put(
        self, name: str, base_url: str, value: str, keep: Literal["keyring", "session"]
    ) -> None:
        """Keep it; raises `BadInput` (`bad_secret`) or `Unavailable` (`no_keyring`)."""
        value = check_unicode(value).strip()
        if not value or len(value) > MAX_SECRET_CHARS or not value.isprintable():
            raise BadInput("bad_secret", f"A key has 1 to {MAX_SECRET_CHARS} visible characters.")
        bound = bound_name(name, base_url)
        await asyncio.to_thread(self._secrets.put, bound, Secret(value), keep=keep)
        self._known.clear()

    async def delete(self, name: str, base_url: str) -> None:
        """Forget it."""
        await asyncio.to_thread(self._secrets.delete, bound_name(name, base_url))
        self._known.clear()

    async def adopt(self, name: str, base_url: str) -> None:
        """A key that came before any address belongs to the first one."""
        unbound = await self.get(name, "")
        if unbound is None or unbound.place == "environment":
            return
        await self.put(name, base_url, unbound.secret.reveal(), unbound.place)
        await self.delete(name, "")


def check_name(name: str) -> None:
    """Raises `NotFound`."""
    if name not in NAMES:
        raise NotFound("no_such_secret", f"There is no such secret; there are {', '.join(NAMES)}.")


def bound_name(name: str, base_url: str) -> str:
    """The key's name in the store."""
    return f"{name}@{origin(base_url)}" if base_url else name
