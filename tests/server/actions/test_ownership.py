"""Whatever happens in whatever order: the assistant speaks only while it has the conversation."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.conversations import (
    Author,
    AuthorKind,
    Draft,
    HandlerKind,
    HandoffReason,
    Message,
    MessageKind,
    Notice,
    Preview,
    Status,
)
from server.domain.errors import Conflict
from server.domain.people import Agent
from server.parts import Parts
from server.storage.history import Window
from tests.server.desk import furnished
from tests.server.workshop import Workshop

Step = Callable[["Room"], Awaitable[object]]


class Room:
    """One conversation, and everybody who may do something in it."""

    def __init__(self, parts: Parts, conversation_id: str, agents: tuple[Agent, ...]) -> None:
        self.parts = parts
        self.id = conversation_id
        self.lin, self.mei = agents[-2:]
        self.begun_with: Preview | None = None
        self._count = 0

    def client_id(self) -> str:
        self._count += 1
        return f"c{self._count}"

    async def visitor_says(self) -> None:
        say = self.parts.actions.messages.post_from_visitor
        await say(self.id, "somebody", client_id=self.client_id(), body=f"said {self._count}")

    async def answer_begins(self) -> None:
        self.begun_with = (await self.parts.storage.conversations.get(self.id)).preview

    async def answer_ends(self) -> None:
        if self.begun_with is None:
            return
        said = Draft(
            client_id=self.client_id(),
            author=Author(kind=AuthorKind.ASSISTANT),
            body=f"To: {self.begun_with.body}",
        )
        await self.parts.actions.messages.post_answer(self.id, said, to=self.begun_with)

    async def agent_says(self, *, note: bool) -> None:
        reply = self.parts.actions.messages.post_from_agent
        await reply(self.id, self.lin, client_id=self.client_id(), body="I", note=note)


STEPS: dict[str, Step] = {
    "visitor says": Room.visitor_says,
    "answer begins": Room.answer_begins,
    "answer ends": Room.answer_ends,
    "reply": lambda room: room.agent_says(note=False),
    "note": lambda room: room.agent_says(note=True),
    "take": lambda room: room.parts.actions.conversations.take(room.id, room.lin),
    "take too": lambda room: room.parts.actions.conversations.take(room.id, room.mei),
    "resolve": lambda room: room.parts.actions.conversations.resolve(room.id, room.lin),
    "helped": lambda room: room.parts.actions.conversations.helped(room.id),
    "reopen": lambda room: room.parts.actions.conversations.reopen(room.id, room.lin),
    "give back": lambda room: room.parts.actions.conversations.give_back(
        room.id, room.lin, assistant_answers=True
    ),
    "hand off": lambda room: room.parts.actions.conversations.hand_off(
        room.id, HandoffReason.VISITOR_ASKED
    ),
}
# An answer is begun; something happens before its end, and something together with it.
steps = st.lists(st.sampled_from(sorted(STEPS)), max_size=2)
together = steps.flatmap(lambda listed: st.permutations([*listed, "answer ends"]))
turns = st.lists(st.tuples(steps, together), min_size=1, max_size=4)


@settings(
    max_examples=40,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(turns=turns)
def test_the_assistant_speaks_only_while_it_has_the_conversation(
    template: Path, turns: list[tuple[list[str], list[str]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(furnished(template, Path(folder) / "data"), turns))


async def play(data_dir: Path, turns: list[tuple[list[str], list[str]]]) -> None:
    shop = Workshop(data_dir, listening=False)
    async with shop.open() as parts:
        room = Room(parts, await shop.conversation(), await parts.actions.people.agents())
        for before, at_once in turns:
            shop.clock.advance(1)
            for step in ("visitor says", "answer begins", *before):
                await tolerant(room, STEPS[step])
            async with asyncio.TaskGroup() as group:
                for step in at_once:
                    group.create_task(tolerant(room, STEPS[step]))
        messages = await parts.storage.history.messages(room.id, Window(limit=1_000))
        conversation = await parts.storage.conversations.get(room.id)
    assert [one.seq for one in messages] == list(range(1, conversation.last_seq + 1))
    persons, closed = replay(messages)
    assert (conversation.status is Status.RESOLVED) == closed
    assert (conversation.handler.kind is not HandlerKind.ASSISTANT) == persons


async def tolerant(room: Room, step: Step) -> None:
    with suppress(Conflict):
        await step(room)


def replay(messages: tuple[Message, ...]) -> tuple[bool, bool]:
    """Whether people have it, and whether it is closed, told from what was said alone."""
    persons, closed, asked = False, False, ""
    for message in messages:
        author = message.author.kind
        if author is AuthorKind.ASSISTANT:
            assert (persons, closed, message.body) == (False, False, f"To: {asked}")
        if author is AuthorKind.VISITOR and closed:
            persons, closed = False, False
        persons, closed = after(message.notice, persons=persons, closed=closed)
        if message.kind is MessageKind.TEXT:
            asked = message.body if author is AuthorKind.VISITOR else ""
    return persons, closed


def after(notice: Notice | None, *, persons: bool, closed: bool) -> tuple[bool, bool]:
    match notice:
        case Notice.TAKEN | Notice.HANDOFF:
            return True, False
        case Notice.GIVEN_BACK:
            return False, closed
        case Notice.RESOLVED | Notice.HELPED | Notice.REOPENED:
            return persons, notice is not Notice.REOPENED
        case None:
            return persons, closed
