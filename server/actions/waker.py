"""Wakes snoozed conversations when their time has come, also after a restart."""

import asyncio
from contextlib import suppress

from server.actions.triage import TriageActions
from server.clock import Clock
from server.domain.conversations import Status
from server.domain.events import ConversationUpdated, Event
from server.storage.triage import Triage

# A clock that was set, or a computer that slept, is noticed after this long at the latest.
_LONGEST_PAUSE = 60.0


class Waker:
    """Sleeps until the next one is due."""

    def __init__(
        self,
        stored: Triage,
        triage: TriageActions,
        clock: Clock,
    ) -> None:
        self._stored = stored
        self._triage = triage
        self._clock = clock
        self._changed = asyncio.Event()

    def on_event(self, event: Event) -> None:
        """For the bus: a conversation was snoozed, perhaps for less time than the others."""
        match event:
            case ConversationUpdated(conversation=one) if one.status is Status.SNOOZED:
                self._changed.set()
            case _:
                pass

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._changed.clear()
            seconds = await self.wake_due()
            await self._wait(seconds)

    async def wake_due(self) -> float:
        """Wake all whose time has come; seconds until there can be another."""
        now = self._clock.now()
        snoozed = await self._stored.snoozed()
        for conversation_id, until in snoozed:
            if until <= now:
                await self._triage.wake(conversation_id)
        ahead = [(until - now).total_seconds() for _, until in snoozed if until > now]
        return min([*ahead, _LONGEST_PAUSE])

    async def _wait(self, seconds: float) -> None:
        """That long, or until another one is snoozed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._changed.wait()
