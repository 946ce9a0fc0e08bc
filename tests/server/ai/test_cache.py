"""A question that was answered before is answered at once, and only such a question."""

import logging
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from server.ai.cache import MAX_AGE, Cached, CacheResult
from server.ai.chat_model import (
    ChatMessage,
    ChatModel,
    ChatRequest,
    FaultCode,
    Finished,
    FinishReason,
    Grounds,
    TextChunk,
)
from server.ai.fallback import Fallback
from server.ai.faults import fault
from server.ai.questions import normalised
from server.storage.cache import AnswerStore
from server.storage.database import Database
from server.storage.sqlite import SqliteFile
from server.storage.tables_ledger import KeptAnswerTable
from tests.server.ai.asking import STOP, Cue, Rehearsed, ask
from tests.server.ai.backing import Gauges, opened
from tests.server.instruments import ManualClock

EXACT, NORMALISED = CacheResult.EXACT, CacheResult.NORMALISED
MISS, SKIPPED = CacheResult.MISS, CacheResult.SKIPPED
POLICY = ChatMessage(role="system", content="You are kind.")


def asking(question: str, *, version: str = "1", revision: int = 1) -> ChatRequest:
    return ChatRequest(
        messages=(POLICY, ChatMessage(role="user", content=question)),
        max_output_tokens=64,
        grounds=Grounds(question=question, prompt_version=version, knowledge_revision=revision),
    )


HOURS = asking("When do you open?")


@dataclass(slots=True)
class Counter:
    """Where answers are kept, before a model that is asked for the rest."""

    database: Database
    clock: ManualClock = field(default_factory=ManualClock)
    gauges: Gauges = field(default_factory=Gauges)

    def around(self, *models: ChatModel) -> Cached:
        """With nothing in memory, as after a restart."""
        return Cached(
            Fallback(models, asked=self.gauges.provider_asked),
            store=AnswerStore(self.database, self.clock, MAX_AGE),
            clock=self.clock,
            looked=self.gauges.cache_looked,
        )


@pytest.fixture
async def counter(tmp_path: Path) -> AsyncIterator[Counter]:
    async with opened(tmp_path) as database:
        yield Counter(database)


def model(*act: Cue) -> Rehearsed:
    return Rehearsed(act or ("At ", "nine.", STOP))


async def test_the_second_time_nobody_is_asked(counter: Counter) -> None:
    asked = model()
    cached = counter.around(asked)

    first, second = await ask(cached, HOURS), await ask(cached, HOURS)

    assert (first.text, second.text) == ("At nine.", "At nine.")
    assert asked.asked == 1
    assert second.finished == Finished(
        reason=FinishReason.STOP, usage=None, model="rehearsed", cached=True
    )
    assert counter.gauges.looked == [MISS, EXACT]


async def test_a_kept_answer_comes_in_one_piece(counter: Counter) -> None:
    cached = counter.around(model())
    await ask(cached, HOURS)

    async with aclosing(cached.stream(HOURS)) as answer:
        assert await anext(answer) == TextChunk(text="At nine.")


async def test_a_restart_forgets_nothing(counter: Counter) -> None:
    await ask(counter.around(model()), HOURS)
    asked = model()

    assert (await ask(counter.around(asked), HOURS)).text == "At nine."
    assert asked.asked == 0


SAME = [
    "when do you open",
    "  When do you\nopen??",
    "ＷＨＥＮ do you open？",
    "When do\u200b you open?",
]


@pytest.mark.parametrize("question", SAME)
async def test_another_wording_of_the_same(question: str, counter: Counter) -> None:
    cached = counter.around(model())
    await ask(cached, HOURS)

    assert (await ask(cached, asking(question))).text == "At nine."
    assert counter.gauges.looked == [MISS, NORMALISED]


OTHERS = [
    (asking("When do you close?"), MISS),
    (asking("When do you open?", version="2"), MISS),
    (asking("When do you open?", revision=2), MISS),
    (replace(HOURS, temperature=1.0), MISS),
    (replace(HOURS, max_output_tokens=65), MISS),
    (replace(HOURS, messages=(replace(POLICY, content="Be rude."), HOURS.messages[1])), MISS),
    (replace(HOURS, grounds=None), SKIPPED),
    (replace(HOURS, messages=(*HOURS.messages, POLICY, HOURS.messages[1])), SKIPPED),
    (asking("?!"), SKIPPED),
]


@pytest.mark.parametrize(("request_", "result"), OTHERS)
async def test_what_rests_on_something_else_is_asked(
    request_: ChatRequest, result: CacheResult, counter: Counter
) -> None:
    asked = model()
    cached = counter.around(asked)
    await ask(cached, HOURS)

    await ask(cached, request_)

    assert asked.asked == 2
    assert counter.gauges.looked == [MISS, result]


async def test_another_model_says_it_in_its_own_words(counter: Counter) -> None:
    await ask(counter.around(model()), HOURS)
    other = model("Ten.", STOP)
    other.name = "other"

    assert (await ask(counter.around(other), HOURS)).text == "Ten."


CUT = Finished(reason=FinishReason.LENGTH, usage=None)
UNFIT: list[tuple[Cue, ...]] = [
    ("At ni", CUT),
    ("At ni", fault(FaultCode.INCOMPLETE)),
    (fault(FaultCode.TIMEOUT),),
]


@pytest.mark.parametrize("act", UNFIT)
async def test_half_an_answer_is_not_kept(act: tuple[Cue, ...], counter: Counter) -> None:
    asked = model(*act)
    cached = counter.around(asked)

    await ask(cached, HOURS)
    await ask(cached, HOURS)

    assert asked.asked == 2


async def test_a_stand_ins_answer_is_good_for_once(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = model(fault(FaultCode.TIMEOUT)), model("Nine?", STOP)
    second.name = "second"
    cached = counter.around(first, second)

    assert [(await ask(cached, HOURS)).text for _ in range(2)] == ["Nine?", "Nine?"]
    assert (first.asked, second.asked) == (2, 2)
    caplog.clear()


async def test_yesterdays_answer_is_old(counter: Counter) -> None:
    asked = model()
    cached = counter.around(asked)
    await ask(cached, HOURS)

    counter.clock.advance(MAX_AGE.total_seconds() + 1)
    await ask(cached, HOURS)
    await ask(counter.around(asked), HOURS)

    assert asked.asked == 2


async def test_the_disk_does_not_keep_what_is_old(counter: Counter) -> None:
    await ask(counter.around(model()), HOURS)
    counter.clock.advance(MAX_AGE.total_seconds() + 1)
    await ask(counter.around(model()), asking("Where are you?"))

    def count(file: SqliteFile) -> int:
        return int(KeptAnswerTable.select().count(file))

    assert await counter.database.read(count) == 1


async def test_without_a_disk_the_model_answers(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    cached = counter.around(model())
    await counter.database.close()

    assert (await ask(cached, HOURS)).text == "At nine."
    assert (await ask(cached, HOURS)).text == "At nine.", "from memory"
    warned = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert len(warned) == 2
    caplog.clear()


WORDINGS = [
    ("When do you open?", "when do you open"),
    ("营业时间是几点？", "营业时间是几点"),
    ("What is C++?", "what is c++"),
    ("¿Dónde está?", "dónde está"),
    ("Ist 5 < 6?", "ist 5 < 6"),
    ("…?!", ""),
]


@pytest.mark.parametrize(("question", "seen"), WORDINGS)
def test_what_makes_no_difference_is_left_out(question: str, seen: str) -> None:
    assert normalised(question) == seen
