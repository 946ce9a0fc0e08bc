"""What the visitor's page needs before the first word."""

from datetime import datetime

from server.actions.knowledge import KnowledgeActions
from server.actions.settings import SettingsActions
from server.api.calls import Call
from server.clock import Clock
from server.config import Limits
from server.domain.hours import HoursSettings, is_open, next_opening
from server.domain.requests import PublicAssistant, PublicConfig, PublicHours, PublicLimits
from server.domain.settings import AssistantMode, AssistantSettings, WidgetSettings, mode_at
from server.domain.text import MAX_BODY_CHARS
from server.domain.wording import LANGUAGES


class PublicConfigApi:
    """Nothing in it is private."""

    def __init__(
        self,
        settings: SettingsActions,
        knowledge: KnowledgeActions,
        limits: Limits,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._knowledge = knowledge
        self._limits = limits
        self._clock = clock

    async def config(self, call: Call) -> PublicConfig:
        """What the page needs before the first word."""
        del call
        widget = await self._settings.get(WidgetSettings)
        assistant = await self._settings.get(AssistantSettings)
        hours = await self._settings.get(HoursSettings)
        return PublicConfig(
            name=widget.name,
            greeting=widget.greeting,
            assistant=await self._assistant_state(assistant, hours),
            assistant_name=assistant.name,
            theme={"accent": widget.accent},
            languages=LANGUAGES,
            hours=public_hours(hours, self._clock.now()),
            limits=PublicLimits(body_chars=MAX_BODY_CHARS, frame_bytes=self._limits.frame_bytes),
            greetings=widget.greetings,
            quick_questions=widget.quick_questions,
            position=widget.position,
        )

    async def _assistant_state(
        self, assistant: AssistantSettings, hours: HoursSettings
    ) -> PublicAssistant:
        if mode_at(assistant, hours, self._clock.now()) is not AssistantMode.ANSWER:
            return "off"
        has_provider = (await self._settings.providers()).any
        return "demo" if not has_provider and await self._knowledge.is_empty() else "answer"


def public_hours(hours: HoursSettings, now: datetime) -> PublicHours | None:
    """What visitors may know of the team's hours; None where there are none."""
    if not hours.weekly and not hours.holidays:
        return None
    return PublicHours(
        open_now=is_open(hours, now),
        next_opening=next_opening(hours, now),
        time_zone=hours.time_zone,
    )
