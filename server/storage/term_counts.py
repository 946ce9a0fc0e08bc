"""In how many articles a term is, counted once a revision: counting walks over all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from server.storage.sqlite import SqliteFile

MOST_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class _Kept:
    revision: int
    counts: dict[str, int] = field(default_factory=dict)


class TermCounts:
    """Shared by the reading threads: what is kept is replaced as a whole, never emptied."""

    def __init__(self) -> None:
        self._kept = _Kept(-1)

    def of(self, file: SqliteFile, terms: Iterable[str], revision: int) -> dict[str, int]:
        """The counts of those terms that any live article holds."""
        kept = self._kept
        if kept.revision != revision or len(kept.counts) > MOST_KEPT:
            kept = self._kept = _Kept(revision)
        wanted = tuple(terms)
        new = [term for term in wanted if term not in kept.counts]
        if new:
            kept.counts.update(dict.fromkeys(new, 0) | _count(file, new))
        return {term: kept.counts[term] for term in wanted if kept.counts[term]}


def _count(file: SqliteFile, terms: list[str]) -> dict[str, int]:
    marks = ", ".join("?" * len(terms))
    sql = f"SELECT term, doc FROM article_term WHERE term IN ({marks})"  # noqa: S608 - only ?
    return dict(file.execute_sql(sql, terms).fetchall())
