"""What an import did, line by line, as a person reads it."""

from collections import Counter
from typing import TextIO

from server.domain.imports import ImportItem, ItemOutcome


class ImportReport:
    """Printed while the import goes on."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._counts: Counter[ItemOutcome] = Counter()

    @property
    def refused(self) -> int:
        """How many were."""
        return self._counts[ItemOutcome.REFUSED]

    def tell(self, item: ImportItem) -> None:
        """One line."""
        self._counts[item.outcome] += 1
        words = [f"{item.outcome.value:<10}{item.file}", item.title, item.detail]
        self._out.write(": ".join(filter(None, words)) + "\n")
        self._out.flush()

    def sum_up(self) -> None:
        """The last line."""
        counted = [f"{self._counts[one]} {one.value}" for one in ItemOutcome if self._counts[one]]
        self._out.write((", ".join(counted) or "no files found") + "\n")
