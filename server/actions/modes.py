"""What the assistant does at this moment of the week."""

from server.actions.settings import SettingsActions
from server.clock import Clock
from server.domain.hours import HoursSettings
from server.domain.settings import AssistantMode, AssistantSettings, mode_at


class Modes:
    """By the owner's settings and the team's clock."""

    def __init__(self, settings: SettingsActions, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock

    async def now(self) -> AssistantMode:
        """The mode in force."""
        assistant = await self._settings.get(AssistantSettings)
        return mode_at(assistant, await self._settings.get(HoursSettings), self._clock.now())
