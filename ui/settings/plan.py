"""What the settings consist of, said before anything is built: sections, groups, rows."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.settings.values import Source, Values

Words = Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Where the value of a row is read and written.

    Attributes:
        write: Raises `KnownError` when it is refused.
    """

    read: Callable[[], Any]
    write: Callable[[Any], Awaitable[object]]


def field(values: Values[Any], name: str) -> Binding:
    """One field of a section."""

    async def write(value: Any) -> None:
        await values.change(**{name: value})

    return Binding(read=lambda: getattr(values.value, name), write=write)


def _no_words() -> str:
    return ""


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlan:
    """One thing that can be set, or one tool beside it.

    Attributes:
        id: Names it among all rows.
        about: One line on what it does.
        make: Its control; one without a binding cares for itself.
        keywords: Other words that people look for it by, in any language.
        meaning: What the present value means, in words.
        wide: The control stands below the words, over the whole width.
        shown: Whether it applies now.
        undoable: False where taking back makes no sense.
    """

    id: str
    name: Words
    make: Callable[[], QWidget]
    about: Words = _no_words
    binding: Binding | None = None
    keywords: str = ""
    meaning: Callable[[Any], str] | None = None
    wide: bool = False
    shown: Callable[[], bool] = _always
    undoable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPlan:
    """Rows on one card; the title stands above it."""

    rows: tuple[RowPlan, ...]
    title: Words = _no_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPlan:
    """One entry of the list at the left.

    Attributes:
        sources: What its rows show; loaded when somebody first looks.
        for_everyone: Agents see it too, not only owners and admins.
    """

    id: str
    icon: str
    title: Words
    lead: Words
    groups: tuple[GroupPlan, ...]
    sources: tuple[Source, ...] = ()
    for_everyone: bool = False

    @property
    def rows(self) -> tuple[RowPlan, ...]:
        return tuple(row for group in self.groups for row in group.rows)
