"""Put conversations in order: tags, priority, snoozing; and what is known of a visitor."""

from dataclasses import replace
from datetime import datetime

from server.clock import Clock
from server.domain.conversations import Conversation, Priority, Status, reopen, snooze
from server.domain.people import Visitor
from server.domain.triage import PutVisitor, check_tags, check_until, noted
from server.storage.conversations import Change, Conversations
from server.storage.triage import Triage


class TriageActions:
    """Nothing of it reaches a visitor; repeating an action changes nothing."""

    def __init__(self, conversations: Conversations, triage: Triage, clock: Clock) -> None:
        self._conversations = conversations
        self._triage = triage
        self._clock = clock

    async def put_tags(self, conversation_id: str, tags: tuple[str, ...]) -> Conversation:
        """Raises `BadInput` (`bad_tag`, `too_many_tags`)."""
        checked = check_tags(tags)
        committed = await self._conversations.change(
            conversation_id, lambda one: Change(replace(one, tags=checked))
        )
        return committed.conversation

    async def put_priority(self, conversation_id: str, priority: Priority) -> Conversation:
        """How much it presses."""
        committed = await self._conversations.change(
            conversation_id, lambda one: Change(replace(one, priority=priority))
        )
        return committed.conversation

    async def snooze(self, conversation_id: str, until: datetime) -> Conversation:
        """Aside until then; raises `BadInput` (`bad_time`)."""
        checked = check_until(until, self._clock.now())
        committed = await self._conversations.change(
            conversation_id, lambda one: Change(snooze(one, checked))
        )
        return committed.conversation

    async def wake(self, conversation_id: str) -> Conversation:
        """Open again if its time has come; whoever snoozed it anew meanwhile is heeded."""

        def decide(conversation: Conversation) -> Change:
            until = conversation.snoozed_until
            due = until is not None and until <= self._clock.now()
            asleep = conversation.status is Status.SNOOZED
            return Change(reopen(conversation) if asleep and due else conversation)

        return (await self._conversations.change(conversation_id, decide)).conversation

    async def put_visitor(self, visitor_id: str, put: PutVisitor) -> Visitor:
        """Note what is known; raises `BadInput` and `NotFound`."""
        return await self._triage.change_visitor(visitor_id, lambda visitor: noted(visitor, put))
