"""How the constants of `server.knowledge.confidence` come about, and how well they carry over.

Each family of collections is left out once: the model is fitted on the others and checked on it.
The constants in use are the fit on all. A collection is asked what it knows, what strangers ask,
and, with some articles taken away, what lies next to what it knows.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from server.knowledge.signs import Signs
from tests.eval.collections import Collection
from tests.eval.logistic import Example, fit, probability
from tests.eval.measures import Judged
from tests.eval.retrieval import signs

QUESTIONS = 400
STRANGERS = 100
GONE = 0.4
SEED = 1
FAMILY_WEIGHT = 1_000.0  # a family counts as so many questions, however many it has
SHORT = 40  # characters of a remark that could be a question


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A collection's questions, each with its signs."""

    name: str
    family: str
    rows: list[tuple[Signs | None, Judged]]


async def read_rows(collections: dict[str, Collection], data: Path) -> list[Rows]:
    """All variants of all collections, read once."""
    return [
        Rows(name=one.name, family=one.family, rows=await signs(one))
        for collection in collections.values()
        for one in _variants(collection, collections, data)
    ]


def fitted(rows: Sequence[Rows], without: str | None) -> list[float]:
    """The model from all families but one."""
    used = [one for one in rows if one.family != without]
    sizes: dict[str, int] = {}
    for one in used:
        sizes[one.family] = sizes.get(one.family, 0) + len(one.rows)
    return fit(
        [
            Example((1.0, *astuple(read)), float(judged.right), FAMILY_WEIGHT / sizes[one.family])
            for one in used
            for read, judged in one.rows
            if read is not None
        ]
    )


def rejudged(model: Sequence[float], rows: Rows) -> list[Judged]:
    """The questions with the confidence that this model gives."""
    return [
        replace(judged, sure=probability(model, (1.0, *astuple(read))) if read else 0.0)
        for read, judged in rows.rows
    ]


def _variants(
    collection: Collection, collections: dict[str, Collection], data: Path
) -> list[Collection]:
    asked = collection.sampled(QUESTIONS, SEED)
    strange = _strangers(collection, collections, data)
    forms = [asked.with_phrasings(5), asked.with_phrasings(1)]
    if asked.bodies:
        forms.append(asked.by_title())
    return [
        variant
        for form in forms
        for variant in (form.with_strangers(strange), form.without_some(GONE, SEED))
    ]


def _strangers(collection: Collection, collections: dict[str, Collection], data: Path) -> list[str]:
    """What other families' visitors ask, in the same language where there is something."""
    if any(one.key is None for one in collection.asked):
        return []  # it has its own
    if collection.name == "xsid zh":
        pool = _remarks(data / "offensive_zh_cold_dev3000.jsonl")
    else:
        pool = [
            one.text
            for other in collections.values()
            if other.family not in {collection.family, "xsid"} or other.name == "xsid en"
            if other.family != collection.family
            for one in other.sampled(STRANGERS, SEED).asked
        ]
    return random.Random(SEED).sample(pool, STRANGERS)


def _remarks(path: Path) -> list[str]:
    lines = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [line["text"] for line in lines if not line["offensive"] and len(line["text"]) < SHORT]
