"""How well the articles that answer are found, and how well it is known when none does."""

from collections.abc import AsyncIterator

from tests.eval.baselines import judge_plain, trigrams, words
from tests.eval.collections import Collection
from tests.eval.figures import Figure
from tests.eval.measures import Judged, caught, hits, scope_auroc
from tests.eval.retrieval import judge

LOSS = 0.05
GOALS = {
    ("banking77", "hit@1"): 0.64,
    ("banking77", "hit@3"): 0.83,
    ("clinc150", "out of scope, AUROC"): 0.87,
}
CHINESE = "xsid zh"
TIMES_TRIGRAM = 2.0


async def retrieval(collections: dict[str, Collection]) -> AsyncIterator[Figure]:
    """Each collection with all phrasings and with one, beside what the engine does by itself."""
    for collection in collections.values():
        for one in (collection, collection.with_phrasings(1)):
            judged = (await judge(one)).judged
            plain = judge_plain(one, "unicode61", words)
            for figure in (*hit_figures(one.name, judged), *scope_figures(one.name, judged)):
                yield figure
            yield bare(f"{one.name}: hit@1, FTS5 unicode61", hits(plain, 1))
        if collection.name == CHINESE:
            for figure in trigram_figures(collection, hits((await judge(collection)).judged, 1)):
                yield figure


def hit_figures(name: str, judged: list[Judged]) -> list[Figure]:
    """Share of the questions in scope whose article is among the first."""
    inside = sum(one.inside for one in judged)
    return [_figure(name, f"hit@{first}", hits(judged, first), of=inside) for first in (1, 3)]


def scope_figures(name: str, judged: list[Judged]) -> list[Figure]:
    """How well the score parts what no article answers; none where all is in scope."""
    outside = sum(not one.inside for one in judged)
    if not outside:
        return []
    return [
        _figure(name, "out of scope, AUROC", scope_auroc(judged), of=len(judged), unit=""),
        _figure(name, f"out of scope, caught at {LOSS:.0%} loss", caught(judged, LOSS), of=outside),
    ]


def trigram_figures(collection: Collection, ours: float) -> list[Figure]:
    """The engine's tokenizer for such scripts, asked as a search box asks it, and at its best."""
    asked = hits(judge_plain(collection, "trigram", words), 1)
    best = hits(judge_plain(collection, "trigram", trigrams), 1)
    goal = TIMES_TRIGRAM * asked
    return [
        bare(f"{collection.name}: hit@1, FTS5 trigram", asked),
        bare(f"{collection.name}: hit@1, FTS5 trigram, any three characters", best),
        Figure(name=f"{collection.name}: hit@1, against twice trigram", value=ours, goal=goal),
    ]


def bare(name: str, value: float) -> Figure:
    """What ours is to be compared with."""
    return Figure(name=name, value=value)


def _figure(name: str, what: str, value: float, *, of: int, unit: str = "%") -> Figure:
    goal = GOALS.get((name, what))
    return Figure(name=f"{name}: {what}", value=value, unit=unit, goal=goal, of=of)
