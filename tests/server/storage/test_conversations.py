"""Conversations on disk: numbers without gaps, events in the order of the commits."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from server.domain.conversations import Conversation, Status
from server.domain.errors import NotFound
from server.domain.events import ConversationUpdated, MessageCreated
from server.parts import Parts
from server.storage.conversations import Change
from server.storage.history import Window
from tests.server.desk import furnished
from tests.server.workshop import Workshop


def resolved(conversation: Conversation) -> Change:
    return Change(replace(conversation, status=Status.RESOLVED))


async def busy(shop: Workshop, parts: Parts) -> list[str]:
    """Everybody writes into three conversations at once."""
    say, change = parts.actions.messages.post_from_visitor, parts.storage.conversations.change
    rooms = [await shop.conversation() for _ in range(3)]
    async with asyncio.TaskGroup() as group:
        for number in range(60):
            room = rooms[number % 3]
            group.create_task(say(room, "somebody", client_id=f"{number}", body=f"{number}"))
            if number % 10 == 9:
                group.create_task(change(room, resolved))
                group.create_task(parts.storage.conversations.mark_read(room, number // 2))
    return rooms


async def test_numbers_and_events_have_no_gaps(tmp_path: Path, template: Path) -> None:
    shop = Workshop(furnished(template, tmp_path / "data"), listening=False)
    async with shop.open() as parts:
        rooms = await busy(shop, parts)
        for room in rooms:
            messages = await parts.storage.history.messages(room, Window(after=0))
            assert [one.seq for one in messages] == list(range(1, 21))
        durable = [e for e in shop.events if isinstance(e, MessageCreated | ConversationUpdated)]
        assert [one.rev for one in durable] == list(range(1, len(durable) + 1))
        stored = await parts.storage.history.events(0, limit=1_000)
        assert stored is not None
        kinds = [(one.rev, type(one), one.conversation.id) for one in stored]
        assert kinds == [(one.rev, type(one), one.conversation.id) for one in durable]
        assert stored[-1].conversation == durable[-1].conversation


async def test_a_decision_that_raises_changes_nothing(tmp_path: Path, template: Path) -> None:
    shop = Workshop(furnished(template, tmp_path / "data"), listening=False)

    def undecided(conversation: Conversation) -> Change:
        raise ZeroDivisionError

    async with shop.open() as parts:
        room = await shop.conversation()
        before = await parts.storage.conversations.get(room)
        with pytest.raises(ZeroDivisionError):
            await parts.storage.conversations.change(room, undecided)
        same = await parts.storage.conversations.change(room, Change)
        assert (same.conversation, same.messages, same.events) == (before, (), ())
        assert await parts.storage.conversations.get(room) == before
        with pytest.raises(NotFound):
            await parts.storage.conversations.change("none", Change)
    assert shop.events == []


async def test_what_is_read_back_is_what_was_told(tmp_path: Path, template: Path) -> None:
    """Times included, to the millisecond."""
    shop = Workshop(furnished(template, tmp_path / "data"), listening=False)
    async with shop.open() as parts:
        room = await shop.conversation()
        shop.clock.advance(0.123)
        say = parts.actions.messages.post_from_visitor
        said = await say(room, "somebody", client_id="1", body="a\u0000b 字 🙂")
        assert await parts.storage.history.messages(room, Window()) == (said,)
        (event,) = [one for one in shop.events if isinstance(one, MessageCreated)]
        assert event.message == said
        assert await parts.storage.conversations.get(room) == event.conversation
