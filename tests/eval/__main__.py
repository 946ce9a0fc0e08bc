"""How good the assistant's parts are, on data that is not part of the project.

python -m tests.eval --data DIR                 every table, with the goals
python -m tests.eval --data DIR retrieval ...   these tables alone
python -m tests.eval --data DIR confidence      its constants, and how well they carry over

The exit code is 1 when a goal is not reached.
"""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import fields
from pathlib import Path

from server.knowledge.signs import Signs
from tests.eval import calibration, filters, moods, speed
from tests.eval.answers import LOSS, retrieval
from tests.eval.collections import Collection, read_collections
from tests.eval.figures import Figure, print_figures
from tests.eval.measures import Judged, answered, caught, miscalibration, right_auroc, scope_auroc
from tests.eval.sets import Sets

TABLES: dict[str, tuple[str, Callable[[Sets], Iterable[Figure]]]] = {
    "wishes": ("WISH FOR A PERSON", moods.wishes),
    "anger": ("ANGER", moods.anger),
    "words": ("FORBIDDEN WORDS, share flagged", filters.words),
    "personal": ("PERSONAL DATA", filters.personal),
    "injection": ("INJECTED INSTRUCTIONS, a signal only", filters.injection),
}
ASKING: dict[str, tuple[str, Callable[[dict[str, Collection]], AsyncIterator[Figure]]]] = {
    "retrieval": ("RETRIEVAL", retrieval),
    "speed": (f"SPEED, {speed.ARTICLES:,} articles", speed.figures),
}
NAME_WIDTH = 34


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.eval",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    names = (*ASKING, *TABLES)
    parser.add_argument("table", nargs="*", choices=(*names, "confidence", []), metavar="table")
    parser.add_argument("--data", type=Path, required=True, help="the folder with the sets")
    given = parser.parse_args()
    if not given.data.is_dir():
        parser.error(f"{given.data} is no folder. Name the one with the sets by --data.")
    if given.table == ["confidence"]:
        asyncio.run(print_confidence(read_collections(given.data), given.data))
    else:
        sys.exit(0 if print_tables(given.data, given.table or names) else 1)


def print_tables(data: Path, names: Iterable[str]) -> bool:
    """Whether every goal of these is reached."""
    sets, collections = Sets(data), read_collections(data)
    reached = True
    for name in names:
        if name in TABLES:
            title, table = TABLES[name]
            reached &= print_figures(title, table(sets))
        else:
            reached &= asyncio.run(_print_asking(name, collections))
    return reached


async def _print_asking(name: str, collections: dict[str, Collection]) -> bool:
    title, table = ASKING[name]
    return print_figures(title, [one async for one in table(collections)])


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


if __name__ == "__main__":
    main()
