"""The owner's settings, secrets, provider trial and network state."""

from collections.abc import Awaitable, Callable

from server.actions.settings import SettingsActions, section_kind
from server.address import Address
from server.ai.provider import ModelSource
from server.api.calls import AgentCall
from server.domain.requests import (
    AskModels,
    ModelNames,
    NetworkState,
    ProviderTrial,
    PutSecret,
    SecretState,
    TryProvider,
)
from server.domain.settings import NetworkSettings, Section
from server.security.hosts import Hosts

Get = Callable[[AgentCall], Awaitable[Section]]
Put = Callable[[AgentCall, bytes], Awaitable[Section]]


class SettingsApi:
    """No route ever returns a secret."""

    def __init__(
        self, settings: SettingsActions, models: ModelSource, address: Address, hosts: Hosts
    ) -> None:
        self._settings = settings
        self._models = models
        self._address = address
        self._hosts = hosts

    def getter(self, section: str) -> Get:
        """The handler that reads this section."""

        async def get(call: AgentCall) -> Section:
            del call
            return await self._settings.section(section)

        get.__doc__ = f"Read the section `{section}`: {section_kind(section).__doc__}"
        return get

    def putter(self, section: str) -> Put:
        """The handler that saves this section."""

        async def put(call: AgentCall, body: bytes) -> Section:
            del call
            saved = await self._settings.put(section, body)
            if isinstance(saved, NetworkSettings):
                self._hosts.allow(saved.public_url)
            return saved

        put.__doc__ = f"Save the section `{section}`; fields that are not given stay as they are."
        return put

    async def secret(self, call: AgentCall) -> SecretState:
        """Whether a secret is set, and where it lies. The secret itself is never returned."""
        return await self._settings.secret_state(call.params["name"])

    async def put_secret(self, call: AgentCall, body: PutSecret) -> SecretState:
        """Keep a secret in the OS keyring, or until the server ends.

        `provider_api_key` is bound to the provider's address: another address needs its own key.
        """
        return await self._settings.put_secret(call.params["name"], body.value, body.keep)

    async def delete_secret(self, call: AgentCall) -> SecretState:
        """Forget a secret."""
        return await self._settings.delete_secret(call.params["name"])

    async def try_provider(self, call: AgentCall, body: TryProvider) -> ProviderTrial:
        """Make one tiny request with these settings, before they are saved."""
        del call
        return await self._models.trial(*await self._settings.to_try(body))

    async def models(self, call: AgentCall, body: AskModels) -> ModelNames:
        """List the models that a provider says it has; many say nothing."""
        del call
        wanted = TryProvider(base_url=body.base_url, model="", key=body.key)
        settings, key = await self._settings.to_try(wanted)
        return ModelNames(items=await self._models.names(settings, key))

    async def network(self, call: AgentCall) -> NetworkState:
        """Where the chat page answers now."""
        del call
        network = await self._settings.get(NetworkSettings)
        return NetworkState(
            port=self._address.port,
            lan=self._address.lan,
            urls=self._address.urls(network.public_url),
        )
