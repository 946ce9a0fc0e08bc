"""Tables of how good the assistant's parts are, on data that is not part of the project.

python -m tests.eval --data DIR               retrieval, beside what the engine does by itself
python -m tests.eval --data DIR confidence    its constants, and how well they carry over
python -m tests.eval --data DIR speed         retrieval over ten thousand articles
"""

import argparse
import asyncio
from dataclasses import fields
from pathlib import Path

from server.knowledge.signs import Signs
from tests.eval import calibration, speed
from tests.eval.baselines import judge_plain
from tests.eval.collections import Collection, read_collections
from tests.eval.measures import (
    Judged,
    answered,
    caught,
    hits,
    miscalibration,
    right_auroc,
    scope_auroc,
)
from tests.eval.retrieval import judge

TABLES = ("retrieval", "confidence", "speed")
LOSS = 0.05
NAME_WIDTH = 34


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.eval")
    parser.add_argument("table", nargs="?", default="retrieval", choices=TABLES)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    collections = read_collections(given.data)
    match given.table:
        case "retrieval":
            asyncio.run(print_retrieval(collections))
        case "confidence":
            asyncio.run(print_confidence(collections, given.data))
        case _:
            asyncio.run(print_speed(collections))


async def print_retrieval(collections: dict[str, Collection]) -> None:
    """One line a collection and method."""
    heads = ("hit@1", "hit@3", "oos", "caught")
    print(f"{'collection':{NAME_WIDTH}} {'method':10}", *(f"{head:>6}" for head in heads))
    for collection in collections.values():
        for one in (collection, collection.with_phrasings(1)):
            print_hits(one.name, "unicode61", judge_plain(one, "unicode61"))
            print_hits(one.name, "trigram", judge_plain(one, "trigram"))
            print_hits(one.name, "deskbell", (await judge(one)).judged)


def print_hits(name: str, method: str, judged: list[Judged]) -> None:
    print(
        f"{name:{NAME_WIDTH}} {method:10} {hits(judged, 1):6.1%} {hits(judged, 3):6.1%}"
        f" {scope_auroc(judged):6.3f} {caught(judged, LOSS):6.1%}",
        flush=True,
    )


async def print_confidence(collections: dict[str, Collection], data: Path) -> None:
    """The fit on all families, and for each the fit on the others."""
    rows = await calibration.read_rows(collections, data)
    names = ["bias", *(field.name for field in fields(Signs))]
    for family in [None, *sorted({one.family for one in rows})]:
        model = calibration.fitted(rows, family)
        print(
            f"fitted without {family}:",
            *(f"{n}={w:.2f}" for n, w in zip(names, model, strict=True)),
        )
        for one in rows:
            if family in {None, one.family}:
                print_calibration(one.name, calibration.rejudged(model, one))


def print_calibration(name: str, judged: list[Judged]) -> None:
    given, right = answered(judged, 0.5)
    print(
        f"  {name:{NAME_WIDTH}} oos {scope_auroc(judged):.3f} caught {caught(judged, LOSS):4.0%}"
        f"  right {right_auroc(judged):.3f} off by {miscalibration(judged):.3f}"
        f"  answered {given:4.0%} of it right {right:4.0%}",
        flush=True,
    )


async def print_speed(collections: dict[str, Collection]) -> None:
    """Milliseconds a question."""
    measured = await speed.measure(collections)
    print(f"{speed.ARTICLES:,} articles imported in {measured.import_seconds:.0f} s")
    for name, values in (("waited", measured.wall), ("processor", measured.processor)):
        shares = (speed.percentile(values, share) for share in (0.5, 0.95, 0.99))
        print(
            f"{name:10} p50 {next(shares):.1f}  p95 {next(shares):.1f}  p99 {next(shares):.1f} ms"
        )


if __name__ == "__main__":
    main()
