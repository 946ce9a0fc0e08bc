"""Visitor, agents, the whole assistant, timers and crashes, in any order.

Once a person owns a conversation nothing of the assistant is stored in it, no question is answered
twice or in part, and in the end nobody is left without an answer or a person.
"""

import asyncio
import itertools
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from server.config import ProviderOverride
from server.domain.conversations import (
    AuthorKind,
    Conversation,
    HandlerKind,
    HandoffReason,
    Message,
    MessageKind,
    Status,
)
from server.domain.errors import Conflict
from server.domain.people import Agent
from server.storage.history import Window
from tests.server.actions.test_ownership import after
from tests.server.desk import furnished, until
from tests.server.instruments import CountingIds, ManualClock
from tests.server.workshop import Workshop
from tests.support.fake_openai import MODEL, Answer, Cut, FakeOpenAI, chunk, error, sse, text

WHOLE = "It costs 12 euros and ships today."
WRITTEN = text("It costs ", "12 euros ", "and ships ", "today.", delay=0.002)
CUT_SHORT = sse(chunk("It costs "), chunk("12 euros "), Cut(), done=False)

Step = Callable[["Office"], Awaitable[object]]


class Office:
    """A server with one conversation; after a crash it goes on with what was on the disk."""

    def __init__(self, folder: Path, template: Path, provider: FakeOpenAI) -> None:
        self.provider = provider
        self._folder = folder
        self._data_dirs = itertools.count()
        self._said = itertools.count()
        self._ids = CountingIds(3_000_000)
        self.clock = ManualClock()
        self._data_dir = furnished(template, folder / "begin")
        self._override = ProviderOverride(base_url=provider.base_url, model=MODEL)
        self.conversation_id = ""

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Running, until the next crash."""
        self.shop = Workshop(self._data_dir, self._override, clock=self.clock, ids=self._ids)
        async with self.shop.open() as self.parts:
            self.conversation_id = self.conversation_id or await self.shop.conversation()
            self.lin, self.mei = (await self.parts.actions.people.agents())[-2:]
            yield
            self._leave_what_a_kill_leaves()

    def _leave_what_a_kill_leaves(self) -> None:
        """The files as they are in this moment, with commits under way: a journal cut anywhere."""
        left = self._folder / f"crash-{next(self._data_dirs)}"
        shutil.copytree(self._data_dir, left, ignore=shutil.ignore_patterns("*-shm"))
        self._data_dir = left

    async def visitor_says(self) -> None:
        number = next(self._said)
        await self.parts.actions.messages.post_from_visitor(
            self.conversation_id, "somebody", client_id=f"v{number}", body=f"What about {number}?"
        )

    async def agent_says(self, agent: Agent) -> None:
        number = next(self._said)
        await self.parts.actions.messages.post_from_agent(
            self.conversation_id, agent, client_id=f"a{number}", body="Let me see.", note=False
        )

    async def time_passes(self) -> None:
        self.clock.advance(31)  # a breaker probes again
        self.shop.pause.end()  # a suggestion is due

    async def provider_will(self, answer: Answer) -> None:
        self.provider.answer_with(answer)

    async def conversation(self) -> Conversation:
        return await self.parts.storage.conversations.get(self.conversation_id)

    async def messages(self) -> tuple[Message, ...]:
        return await self.parts.storage.history.messages(self.conversation_id, Window(limit=1_000))

    async def settled(self) -> bool:
        """Nothing is owed to the visitor by the assistant."""
        now = await self.conversation()
        asked = now.preview is not None and now.preview.author is AuthorKind.VISITOR
        return not asked or now.handler.kind is not HandlerKind.ASSISTANT or now.status != "open"


STEPS: dict[str, Step] = {
    "visitor says": Office.visitor_says,
    "a moment": lambda _: asyncio.sleep(0.004),
    "reply": lambda office: office.agent_says(office.lin),
    "take": lambda office: office.parts.actions.conversations.take(
        office.conversation_id, office.lin
    ),
    "take too": lambda office: office.parts.actions.conversations.take(
        office.conversation_id, office.mei
    ),
    "resolve": lambda office: office.parts.actions.conversations.resolve(
        office.conversation_id, office.lin
    ),
    "give back": lambda office: office.parts.actions.conversations.give_back(
        office.conversation_id, office.lin, assistant_answers=True
    ),
    "ask for a person": lambda office: office.parts.actions.conversations.hand_off(
        office.conversation_id, HandoffReason.VISITOR_ASKED
    ),
    "time passes": Office.time_passes,
    "provider fails": lambda office: office.provider_will(error(500)),
    "provider is cut": lambda office: office.provider_will(CUT_SHORT),
}
# A visitor writes; things happen one after the other and at once; then the power goes, or not.
one_by_one = st.lists(st.sampled_from(sorted(STEPS)), max_size=3)
at_once = st.lists(st.sampled_from(sorted(STEPS)), max_size=3)
lives = st.lists(
    st.lists(st.tuples(one_by_one, at_once), min_size=1, max_size=3), min_size=1, max_size=3
)


@settings(
    max_examples=30,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],  # what depends on moments cannot be shrunk
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(lives=lives)
def test_no_assistant_beside_a_person_and_nobody_without_an_answer(
    template: Path, lives: list[list[tuple[list[str], list[str]]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder), template, lives))


async def play(
    folder: Path, template: Path, lives: list[list[tuple[list[str], list[str]]]]
) -> None:
    async with FakeOpenAI(default=WRITTEN) as provider:
        office = Office(folder, template, provider)
        for turns in lives:
            async with office.open():
                await live(office, turns)
        async with office.open():
            await until(office.settled)
            check(await office.messages(), await office.conversation())


async def live(office: Office, turns: list[tuple[list[str], list[str]]]) -> None:
    for before, together in turns:
        office.clock.advance(1)
        for step in ("visitor says", *before):
            await tolerant(office, STEPS[step])
        async with asyncio.TaskGroup() as group:
            for step in together:
                group.create_task(tolerant(office, STEPS[step]))


async def tolerant(office: Office, step: Step) -> None:
    with suppress(Conflict):
        await step(office)


def check(messages: tuple[Message, ...], conversation: Conversation) -> None:
    """From what was said alone: who had it at each message, and what was asked."""
    assert [one.seq for one in messages] == list(range(1, conversation.last_seq + 1))
    persons = closed = asked = False
    for message in messages:
        author = message.author.kind
        if author is AuthorKind.ASSISTANT:
            assert (persons, closed, asked) == (False, False, True)
            assert message.body == WHOLE
        if author is AuthorKind.VISITOR and closed:
            persons, closed = False, False
        persons, closed = after(message.notice, persons=persons, closed=closed)
        if message.kind is MessageKind.TEXT:
            asked = author is AuthorKind.VISITOR
    assert (conversation.status is Status.RESOLVED) == closed
    assert (conversation.handler.kind is not HandlerKind.ASSISTANT) == persons
