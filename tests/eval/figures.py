"""What is measured, what is to be reached, and how both are printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NAME_WIDTH = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the report.

    Attributes:
        value: A share from 0 to 1 where `unit` is `%`.
        goal: What is to be reached; None where the figure only stands beside another.
        at_most: The goal is a ceiling.
        of: How many cases it was measured on.
    """

    name: str
    value: float
    unit: str = "%"
    goal: float | None = None
    at_most: bool = False
    of: int | None = None

    @property
    def reached(self) -> bool:
        """Whether it is as good as it is to be."""
        if self.goal is None:
            return True
        return self.value <= self.goal if self.at_most else self.value >= self.goal

    def __str__(self) -> str:
        verdict = "" if self.goal is None else ("reached" if self.reached else "SHORT")
        cases = "" if self.of is None else f"{self.of:,}"
        sign = "<=" if self.at_most else ">="
        goal = "" if self.goal is None else f"{sign} {shown(self.goal, self.unit)}"
        value = shown(self.value, self.unit)
        return f"  {self.name:{NAME_WIDTH}} {value:>9} {goal:>12}  {verdict:8}{cases:>8}".rstrip()


def shown(value: float, unit: str) -> str:
    """The value with its unit."""
    if unit == "%":
        return f"{value:.2%}"
    return f"{value:.3f}" if not unit else f"{value:.1f} {unit}"


def share(name: str, part: Sequence[object] | int, whole: Sequence[object]) -> Figure:
    """A share of all cases, with no goal."""
    count = part if isinstance(part, int) else len(part)
    return Figure(name=name, value=count / max(1, len(whole)), of=len(whole))


def print_figures(title: str, figures: Iterable[Figure]) -> bool:
    """Whether every goal is reached; each line is printed as soon as it is known."""
    print(
        f"\n{title:{NAME_WIDTH + 2}} {'measured':>9} {'goal':>12}  {'':8}{'cases':>8}", flush=True
    )
    reached = True
    for one in figures:
        print(one, flush=True)
        reached = reached and one.reached
    return reached
