"""What the palette offers, and what it offers for the words that were typed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from ui.commands.matching import fit
from ui.commands.registry import Commands

_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One row.

    Attributes:
        detail: What else there is to say, at the row's end; plain text of anybody.
        keys: That do the same without the palette.
        places: Characters of the title that fit what was typed.
        checked: Whether it is on; None where that is no question.
        stays: The palette stays open, for questions with several answers.
    """

    title: str
    run: Callable[[], object]
    detail: str = ""
    icon: str = ""
    keys: str = ""
    keywords: str = ""
    places: tuple[int, ...] = ()
    checked: bool | None = None
    stays: bool = False


def fitting(words: str, options: Iterable[Option]) -> list[Option]:
    """Those that fit, the best first; all of them, as they stand, when nothing was typed."""
    found = []
    for option in options:
        how = fit(words, option.title, f"{option.keywords} {option.detail}")
        if how is not None:
            found.append((how.score, replace(option, places=how.places)))
    if words:
        found.sort(key=lambda one: -one[0])
    return [option for _, option in found[:_MOST]]


def of_commands(commands: Commands) -> list[Option]:
    """What can be done now."""
    return [
        Option(
            title=one.title(),
            run=partial(commands.run, one.id),
            icon=one.icon,
            keys=commands.shown_keys(one.id),
            keywords=one.keywords,
        )
        for one in commands.possible()
    ]
