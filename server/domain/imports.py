"""Imports of files into the knowledge base, and what became of each thing in them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.domain.entity import Entity


class ImportState(StrEnum):
    """How an import stands; `interrupted` when it ended before its files were through."""

    RUNNING = "running"
    DONE = "done"
    INTERRUPTED = "interrupted"


class ItemOutcome(StrEnum):
    """What became of an article in a file.

    `kept`: it was edited here since its last import, and stays as it is. `gone`: an earlier import
    brought it from this file, where it is no longer; nothing is deleted.
    """

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    GONE = "gone"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRules(Entity):
    """How files are imported.

    Attributes:
        force: Replace also what was changed here since its last import.
        draft: What is new waits as a draft, unless its file says otherwise.
    """

    force: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportItem(Entity):
    """What became of one article, or of a whole file that could not be read.

    Attributes:
        title: The article's, or the place in the file where there is none.
        code: Stable, why it was refused; empty otherwise. `detail` is the sentence with what to do.
        article_id: None when it was refused.
    """

    file: str
    title: str
    outcome: ItemOutcome
    code: str = ""
    detail: str = ""
    article_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeImport(Entity):
    """An import: `done` of `total` files are through.

    Attributes:
        counts: How many items had which outcome.
        items: One page of what became of each, in the order of the files.
        next: The cursor of what follows, now or later; None when there is nothing more to come.
    """

    id: str
    state: ImportState
    done: int
    total: int
    counts: dict[ItemOutcome, int]
    items: tuple[ImportItem, ...]
    next: str | None
    created_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage(Entity):
    """The latest imports, the newest first; their items are read one import at a time."""

    items: tuple[KnowledgeImport, ...]
    next: str | None
