"""The model that the settings name, asked by all in the same way: another way would renew it."""

from server.actions.settings import Providers
from server.ai.chat_model import ChatModel
from server.ai.provider import ModelSource
from server.domain.settings import BudgetSettings


async def model_in_force(
    models: ModelSource, providers: Providers, budget: BudgetSettings
) -> ChatModel:
    """The providers' model, or the demo when there is none."""
    return await models.model(
        providers.first,
        providers.key,
        fallback=(providers.fallback, providers.fallback_key),
        budget=budget,
    )
