"""A run of text that may begin in one line and end in another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A gap between letters of one line."""

    row: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """From where the mouse was pressed to where it is now."""

    anchor: Place
    cursor: Place

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.cursor

    @property
    def rows(self) -> range:
        """The lines of which something is selected."""
        return range(min(self.anchor, self.cursor).row, max(self.anchor, self.cursor).row + 1)

    def within(self, row: int, length: int) -> tuple[int, int] | None:
        """What of a line of this length is selected."""
        first, last = sorted((self.anchor, self.cursor))
        if not first.row <= row <= last.row:
            return None
        start = first.offset if row == first.row else 0
        end = last.offset if row == last.row else length
        return (start, end) if start < end else None

    def shifted(self, at: int, rows: int) -> "Selection":
        """The same text after rows came in above it."""
        return Selection(anchor=_shift(self.anchor, at, rows), cursor=_shift(self.cursor, at, rows))


def _shift(place: Place, at: int, rows: int) -> Place:
    return Place(place.row + rows, place.offset) if place.row >= at else place
