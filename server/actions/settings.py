"""The owner's settings and secrets: what is stored, what the environment overrides."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Literal, TypeVar

from server.clock import Clock
from server.config import ProviderOverride
from server.domain import codec
from server.domain.errors import BadInput, NotFound, Unavailable
from server.domain.events import SettingsChanged
from server.domain.requests import SecretState, TryProvider
from server.domain.settings import SECTIONS, ProviderSettings, Section
from server.domain.text import check_unicode
from server.domain.urls import origin
from server.security.secrets import MAX_SECRET_CHARS, Secret, SecretStore, StoredSecret
from server.storage.settings import SettingsStore

log = logging.getLogger(__name__)

S = TypeVar("S", bound=Section)

PROVIDER_API_KEY = "provider_api_key"
KEY_SECONDS = 30  # a keyring answers in milliseconds, but every visitor's page asks
DEFAULT_BASE_URL = "https://api.openai.com/v1"
DEFAULT_MODEL = "gpt-5-mini"


class SettingsActions:
    """Reads are answered from the database; what is in force includes the environment."""

    def __init__(
        self,
        store: SettingsStore,
        secrets: SecretStore,
        override: ProviderOverride,
        publish: Callable[[SettingsChanged], None],
        clock: Clock,
    ) -> None:
        self._store = store
        self._secrets = secrets
        self._override = override
        self._publish = publish
        self._clock = clock
        self._known: dict[str, tuple[float, StoredSecret | None]] = {}

    async def get(self, kind: type[S]) -> S:
        """The section as it was saved."""
        return await self._store.get(kind)

    async def section(self, name: str) -> Section:
        """The section of this name; raises `NotFound`."""
        return await self._store.get(section_kind(name))

    async def put(self, name: str, changes: bytes) -> Section:
        """Save the fields that this JSON object names; returns the whole section.

        Raises:
            NotFound: No such section.
            BadInput: A field that does not exist, or a value that cannot be.
        """
        before, after = await self._store.change(
            section_kind(name), lambda section: codec.merge(section, changes)
        )
        if isinstance(before, ProviderSettings) and isinstance(after, ProviderSettings):
            await self._adopt_key(before, after)
        self._publish(SettingsChanged(section=name))
        return after

    # --- the provider ---

    async def provider(self) -> tuple[ProviderSettings, Secret | None]:
        """What is in force: settings and key, the environment's before the stored ones.

        A key without an address means the provider whose keys everybody has.
        """
        stored = await self._store.get(ProviderSettings)
        settings = replace(
            stored,
            base_url=self._override.base_url or stored.base_url,
            model=self._override.model or stored.model,
        )
        found = await self._usable_key(settings.base_url)
        if found is not None and not settings.base_url:
            settings = replace(settings, base_url=DEFAULT_BASE_URL)
        if settings.base_url and not settings.model:
            settings = replace(settings, model=DEFAULT_MODEL)
        return settings, found.secret if found else None

    async def to_try(self, wanted: TryProvider) -> tuple[ProviderSettings, Secret | None]:
        """What a trial uses; the saved key only for the address that it is bound to."""
        settings = ProviderSettings(base_url=wanted.base_url, model=wanted.model)
        if not wanted.base_url:
            raise BadInput("not_a_url", "Write the provider's address first.")
        if wanted.key:
            return settings, Secret(wanted.key)
        found = await self._key_for(wanted.base_url)
        if found is None or (found.place == "environment" and not await self._is_ours(wanted)):
            return settings, None
        return settings, found.secret

    async def _is_ours(self, wanted: TryProvider) -> bool:
        """The environment's key is for the address in force: a trial must not take it elsewhere."""
        in_force, _ = await self.provider()
        return origin(in_force.base_url) == origin(wanted.base_url)

    # --- secrets: a key is bound to the origin that it was given for ---

    async def secret_state(self, name: str) -> SecretState:
        """Whether it is there; never what it is."""
        check_secret_name(name)
        found = await self._key_for(await self._base_url())
        return SecretState(
            name=name,
            place=found.place if found else None,
            ending=found.secret.ending() if found else None,
            keyring=await asyncio.to_thread(lambda: self._secrets.keyring_name),
        )

    async def put_secret(
        self, name: str, value: str, keep: Literal["keyring", "session"]
    ) -> SecretState:
        """Keep it for the provider's present address; raises `Unavailable` (`no_keyring`)."""
        check_secret_name(name)
        value = check_unicode(value).strip()
        if not value or len(value) > MAX_SECRET_CHARS or not value.isprintable():
            raise BadInput("bad_secret", f"A key has 1 to {MAX_SECRET_CHARS} visible characters.")
        bound = bound_name(await self._base_url())
        await asyncio.to_thread(self._secrets.put, bound, Secret(value), keep=keep)
        self._known.clear()
        self._publish(SettingsChanged(section="secrets"))
        return await self.secret_state(name)

    async def delete_secret(self, name: str) -> SecretState:
        """Forget the key of the provider's present address."""
        check_secret_name(name)
        bound = bound_name(await self._base_url())
        await asyncio.to_thread(self._secrets.delete, bound)
        self._known.clear()
        self._publish(SettingsChanged(section="secrets"))
        return await self.secret_state(name)

    async def _base_url(self) -> str:
        stored = await self._store.get(ProviderSettings)
        return self._override.base_url or stored.base_url

    async def _usable_key(self, base_url: str) -> StoredSecret | None:
        """The key, remembered for a while; a keyring that is in trouble counts as having none."""
        name, now = bound_name(base_url), self._clock.monotonic()
        known = self._known.get(name)
        if known is None or now - known[0] > KEY_SECONDS:
            try:
                known = now, await self._key_for(base_url)
            except Unavailable as error:
                log.warning("the provider's key cannot be read: %s", error.detail)
                known = now, None
            self._known[name] = known
        return known[1]

    async def _key_for(self, base_url: str) -> StoredSecret | None:
        return await asyncio.to_thread(self._secrets.get, bound_name(base_url))

    async def _adopt_key(self, before: ProviderSettings, after: ProviderSettings) -> None:
        """A key that came before any address belongs to the first one."""
        if before.base_url or not after.base_url:
            return
        unbound = await self._key_for("")
        if unbound is None or unbound.place == "environment":
            return
        keep: Literal["keyring", "session"] = unbound.place
        await asyncio.to_thread(
            self._secrets.put, bound_name(after.base_url), unbound.secret, keep=keep
        )
        await asyncio.to_thread(self._secrets.delete, bound_name(""))
        self._known.clear()


def section_kind(name: str) -> type[Section]:
    """Raises `NotFound`."""
    try:
        return SECTIONS[name]
    except KeyError:
        known = ", ".join(SECTIONS)
        raise NotFound("no_such_section", f"There is no such section; there are {known}.") from None


def check_secret_name(name: str) -> None:
    """Raises `NotFound`."""
    if name != PROVIDER_API_KEY:
        raise NotFound("no_such_secret", f"There is no such secret; there is {PROVIDER_API_KEY}.")


def bound_name(base_url: str) -> str:
    """The key's name in the store: another address cannot get it."""
    return f"{PROVIDER_API_KEY}@{origin(base_url)}" if base_url else PROVIDER_API_KEY
