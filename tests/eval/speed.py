"""How long a question takes against a knowledge base of ten thousand articles."""

import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from time import perf_counter, process_time

from server.knowledge.retriever import CANDIDATES, Retriever
from tests.eval.collections import Collection
from tests.eval.figures import Figure
from tests.eval.retrieval import VOCABULARY, stored

ARTICLES = 10_000
PHRASINGS = 5
BODY_WORDS = 150
QUESTIONS = 500
SEED = 1
GOAL_MS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Milliseconds, sorted: by the clock on the wall, and of the processor alone.

    The first is what a visitor waits; the second does not depend on what else the computer does.
    """

    import_seconds: float
    wall: list[float]
    processor: list[float]


def percentile(sorted_values: list[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]


async def figures(collections: dict[str, Collection]) -> AsyncIterator[Figure]:
    """Milliseconds a question; the goal is on what a visitor waits."""
    measured = await measure(collections)
    for share, goal in ((0.5, None), (0.95, GOAL_MS), (0.99, None)):
        value = percentile(measured.wall, share)
        name = f"waited, p{share * 100:.0f}"
        yield Figure(name=name, value=value, unit="ms", goal=goal, at_most=True, of=QUESTIONS)
    value = percentile(measured.processor, 0.95)
    yield Figure(name="of the processor, p95", value=value, unit="ms")
    yield Figure(name="import of all", value=measured.import_seconds, unit="s")


async def measure(collections: dict[str, Collection]) -> Speed:
    """Articles are patched together from real questions, so that every word is in hundreds."""
    chance = random.Random(SEED)
    questions = [one.text for each in collections.values() for one in each.asked]
    retriever = Retriever(VOCABULARY)
    wall, processor = [], []
    started = perf_counter()
    async with stored(_many(questions, chance)) as articles:
        took = perf_counter() - started
        for text in chance.sample(questions, QUESTIONS):
            at, worked = perf_counter(), process_time()
            found = await articles.candidates(retriever.read(text), limit=CANDIDATES)
            retriever.judge(found, limit=3)
            wall.append((perf_counter() - at) * 1_000)
            processor.append((process_time() - worked) * 1_000)
    return Speed(import_seconds=took, wall=sorted(wall), processor=sorted(processor))


def _many(questions: list[str], chance: random.Random) -> Collection:
    words = [word for text in questions for word in text.split()]
    keys = [str(number) for number in range(ARTICLES)]
    return Collection(
        name="ten thousand",
        family="made up",
        articles={
            key: tuple(
                " ".join([chance.choice(questions), *chance.choices(words, k=3)])
                for _ in range(PHRASINGS)
            )
            for key in keys
        },
        asked=(),
        bodies={key: " ".join(chance.choices(words, k=BODY_WORDS)) for key in keys},
    )
