"""What the visitor's page needs before the first word."""

from server.actions.knowledge import KnowledgeActions
from server.actions.settings import SettingsActions
from server.api.calls import Call
from server.config import Limits
from server.domain.requests import PublicAssistant, PublicConfig, PublicLimits
from server.domain.settings import AssistantMode, AssistantSettings, WidgetSettings
from server.domain.text import MAX_BODY_CHARS
from server.domain.wording import LANGUAGES


class PublicConfigApi:
    """Nothing in it is private."""

    def __init__(
        self, settings: SettingsActions, knowledge: KnowledgeActions, limits: Limits
    ) -> None:
        self._settings = settings
        self._knowledge = knowledge
        self._limits = limits

    async def config(self, call: Call) -> PublicConfig:
        """What the page needs before the first word."""
        del call
        widget = await self._settings.get(WidgetSettings)
        assistant = await self._settings.get(AssistantSettings)
        return PublicConfig(
            name=widget.name,
            greeting=widget.greeting,
            assistant=await self._assistant_state(assistant),
            assistant_name=assistant.name,
            theme={"accent": widget.accent},
            languages=LANGUAGES,
            hours=None,
            limits=PublicLimits(body_chars=MAX_BODY_CHARS, frame_bytes=self._limits.frame_bytes),
        )

    async def _assistant_state(self, assistant: AssistantSettings) -> PublicAssistant:
        if assistant.mode is AssistantMode.OFF:
            return "off"
        has_provider = (await self._settings.providers()).any
        return "demo" if not has_provider and await self._knowledge.is_empty() else "answer"
