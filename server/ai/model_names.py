"""Which models an endpoint says it has."""

import asyncio

import openai
from openai import AsyncOpenAI

from server.ai.openai_model import new_client
from server.domain.errors import Unavailable
from server.domain.settings import ProviderSettings
from server.security.secrets import Secret

_SECONDS = 15.0
_CONNECT_SECONDS = 5.0
# Routers of many providers list some hundred; nobody looks through more.
_MOST = 1_000
_LONGEST = 200


async def model_names(settings: ProviderSettings, key: Secret | None) -> tuple[str, ...]:
    """In the order of the alphabet; what is no plain name is left out.

    Raises:
        Unavailable: `no_model_list`.
        ProviderFault: For a key or an address that cannot be used at all.
    """
    client = new_client(settings.base_url, key.reveal() if key else "", _CONNECT_SECONDS)
    try:
        async with client, asyncio.timeout(_SECONDS):
            names = await _names(client)
    except (openai.OpenAIError, TimeoutError, ValueError):
        raise Unavailable(
            "no_model_list", "The provider does not say which models it has. Write the name."
        ) from None
    return tuple(sorted(names, key=str.casefold))


async def _names(client: AsyncOpenAI) -> set[str]:
    names: set[str] = set()
    async for model in client.models.list():
        name = getattr(model, "id", None)
        if isinstance(name, str) and 0 < len(name) <= _LONGEST and name.isprintable():
            names.add(name)
        if len(names) >= _MOST:
            break
    return names
