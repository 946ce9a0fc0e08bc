"""Suggestions on disk: their index, their days."""

from datetime import timedelta
from pathlib import Path

from server.domain.conversations import Author, AuthorKind, Draft
from server.domain.suggestions import Suggestion, SuggestionInstruction, SuggestionState
from server.parts import Parts
from server.storage.conversations import Change
from server.storage.sqlite import SqliteFile
from server.storage.suggestion_rows import FIND_READY
from tests.server.desk import furnished
from tests.server.workshop import Workshop


async def made(shop: Workshop, parts: Parts, room: str, body: str = "Hello") -> Suggestion:
    one = Suggestion(
        id=shop.base.ids.new(),
        conversation_id=room,
        to_seq=1,
        as_of=1,
        body=body,
        sources=(),
        model="m",
        instruction=SuggestionInstruction.DRAFT,
        language=None,
        state=SuggestionState.READY,
        edit_distance=None,
        created_at=shop.clock.now(),
    )
    stored = await parts.storage.suggestions.add(one, lambda _: True)
    assert stored == one
    return one


async def sent(parts: Parts, room: str, one: Suggestion, body: str) -> None:
    author = Author(kind=AuthorKind.AGENT, id="a", name="Lin")
    said = Draft(client_id=one.id, author=author, body=body, suggestion_id=one.id)
    await parts.storage.conversations.change(room, lambda now: Change(now, (said,)), said=said)


async def test_days_tell_what_became_of_them(tmp_path: Path, template: Path) -> None:
    shop = Workshop(furnished(template, tmp_path / "data"), listening=False)
    async with shop.open() as parts:
        room = await shop.conversation()
        for body in ("Hello", "Hello!!"):
            await sent(parts, room, await made(shop, parts, room), body)
        await made(shop, parts, room)
        await made(shop, parts, room)  # the one before is overtaken
        shop.clock.advance(timedelta(days=1).total_seconds())
        last = await made(shop, parts, room)
        await parts.storage.suggestions.discard(room, last.id)
        today = shop.clock.now().astimezone().date()
        first, second = await parts.storage.suggestions.days(today - timedelta(days=9), today)
    assert (first.accepted, first.edited, first.stale, first.ready) == (1, 1, 2, 0)
    assert (first.edit_distance, second.edit_distance) == (1.0, None)
    assert (second.day, second.discarded) == (today, 1)


async def test_every_message_looks_for_the_ready_one_by_its_index(
    tmp_path: Path, template: Path
) -> None:
    shop = Workshop(furnished(template, tmp_path / "data"), listening=False)

    def plan(file: SqliteFile) -> str:
        query = FIND_READY._query  # noqa: SLF001 - the very one that runs for every message
        sql, _ = file.get_sql_context().sql(query).query()
        return str(file.execute_sql(f"EXPLAIN QUERY PLAN {sql}", ("c",)).fetchall())

    async with shop.open() as parts:
        assert "suggestion_ready" in await parts.storage.database.read(plan)
