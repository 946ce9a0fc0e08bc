"""The owner's settings and secrets: what is stored, what the environment overrides."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from server.actions.provider_keys import (
    FALLBACK_PROVIDER_API_KEY,
    PROVIDER_API_KEY,
    ProviderKeys,
    check_name,
)
from server.config import ProviderOverride
from server.domain import codec
from server.domain.errors import BadInput, NotFound
from server.domain.events import SettingsChanged
from server.domain.requests import SecretState, TryProvider
from server.domain.settings import (
    SECTIONS,
    FallbackProviderSettings,
    ProviderSettings,
    Section,
)
from server.domain.urls import origin
from server.security.secrets import Secret
from server.storage.settings import SettingsStore

S = TypeVar("S", bound=Section)

DEFAULT_BASE_URL = "https://api.openai.com/v1"
DEFAULT_MODEL = "gpt-5-mini"


@dataclass(frozen=True, slots=True, kw_only=True)
class Providers:
    """What is in force: who answers, who stands in, and their keys."""

    first: ProviderSettings
    key: Secret | None
    fallback: FallbackProviderSettings
    fallback_key: Secret | None

    @property
    def any(self) -> bool:
        """Whether there is anybody to ask."""
        return bool(self.first.base_url or self.fallback.base_url)

    @property
    def keys(self) -> tuple[Secret, ...]:
        """Those that there are."""
        return tuple(key for key in (self.key, self.fallback_key) if key is not None)


class SettingsActions:
    """Reads are answered from the database; what is in force includes the environment."""

    def __init__(
        self,
        store: SettingsStore,
        keys: ProviderKeys,
        override: ProviderOverride,
        publish: Callable[[SettingsChanged], None],
    ) -> None:
        self._store = store
        self._keys = keys
        self._override = override
        self._publish = publish

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
        key = _key_of(after)
        if key is not None and not _address(before) and (address := _address(after)):
            await self._keys.adopt(key, address)
        self._publish(SettingsChanged(section=name))
        return after

    # --- the providers ---

    async def providers(self) -> Providers:
        """What is in force: settings and keys, the environment's before the stored ones."""
        first, key = await self.provider()
        fallback = await self._store.get(FallbackProviderSettings)
        found = await self._keys.usable(FALLBACK_PROVIDER_API_KEY, fallback.base_url)
        return Providers(
            first=first,
            key=key,
            fallback=fallback,
            fallback_key=found.secret if found and fallback.base_url else None,
        )

    async def provider(self) -> tuple[ProviderSettings, Secret | None]:
        """The first provider; a key without an address means the one whose keys everybody has."""
        stored = await self._store.get(ProviderSettings)
        settings = replace(
            stored,
            base_url=self._override.base_url or stored.base_url,
            model=self._override.model or stored.model,
        )
        found = await self._keys.usable(PROVIDER_API_KEY, settings.base_url)
        if found is not None and not settings.base_url:
            settings = replace(settings, base_url=DEFAULT_BASE_URL)
        if settings.base_url and not settings.model:
            settings = replace(settings, model=DEFAULT_MODEL)
        return settings, found.secret if found else None

    async def to_try(self, wanted: TryProvider) -> tuple[ProviderSettings, Secret | None]:
        """What a trial uses; a saved key only for the address that it is bound to."""
        settings = ProviderSettings(base_url=wanted.base_url, model=wanted.model)
        if not wanted.base_url:
            raise BadInput("not_a_url", "Write the provider's address first.")
        if wanted.key:
            return settings, Secret(wanted.key)
        found = await self._keys.get(PROVIDER_API_KEY, wanted.base_url)
        if found is None:
            found = await self._keys.get(FALLBACK_PROVIDER_API_KEY, wanted.base_url)
        if found is None or (found.place == "environment" and not await self._is_ours(wanted)):
            return settings, None
        return settings, found.secret

    async def _is_ours(self, wanted: TryProvider) -> bool:
        """The environment's key is for the address in force: a trial must not take it elsewhere."""
        in_force, _ = await self.provider()
        return origin(in_force.base_url) == origin(wanted.base_url)

    # --- secrets ---

    async def secret_state(self, name: str) -> SecretState:
        """Whether it is there; never what it is."""
        found = await self._keys.get(name, await self._base_url(name))
        return SecretState(
            name=name,
            place=found.place if found else None,
            ending=found.secret.ending() if found else None,
            keyring=await self._keys.keyring(),
        )

    async def put_secret(
        self, name: str, value: str, keep: Literal["keyring", "session"]
    ) -> SecretState:
        """Keep it for its provider's present address; raises `Unavailable` (`no_keyring`)."""
        await self._keys.put(name, await self._base_url(name), value, keep)
        self._publish(SettingsChanged(section="secrets"))
        return await self.secret_state(name)

    async def delete_secret(self, name: str) -> SecretState:
        """Forget the key of its provider's present address."""
        await self._keys.delete(name, await self._base_url(name))
        self._publish(SettingsChanged(section="secrets"))
        return await self.secret_state(name)

    async def _base_url(self, name: str) -> str:
        check_name(name)
        if name == FALLBACK_PROVIDER_API_KEY:
            return (await self._store.get(FallbackProviderSettings)).base_url
        stored = await self._store.get(ProviderSettings)
        return self._override.base_url or stored.base_url


def _key_of(section: Section) -> str | None:
    """The name of the key that belongs to this section."""
    match section:
        case ProviderSettings():
            return PROVIDER_API_KEY
        case FallbackProviderSettings():
            return FALLBACK_PROVIDER_API_KEY
        case _:
            return None


def _address(section: Section) -> str:
    match section:
        case ProviderSettings() | FallbackProviderSettings():
            return section.base_url
        case _:
            return ""


def section_kind(name: str) -> type[Section]:
    """Raises `NotFound`."""
    try:
        return SECTIONS[name]
    except KeyError:
        known = ", ".join(SECTIONS)
        raise NotFound("no_such_section", f"There is no such section; there are {known}.") from None
