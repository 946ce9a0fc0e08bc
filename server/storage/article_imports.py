"""What an import makes of an article that is there already."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from server.domain import codec
from server.domain.articles import (
    MAX_QUESTIONS,
    MAX_TAGS,
    ArticleContent,
    ArticleStatus,
    Imported,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What the last import brought: what differs from it was changed here.

    Attributes:
        text: A digest of title and text.
    """

    text: str
    questions: tuple[str, ...] = ()
    language: str = ""
    tags: tuple[str, ...] = ()
    status: ArticleStatus = ArticleStatus.LIVE

    @classmethod
    def of(cls, content: ArticleContent) -> Self:
        """As an import wanted it."""
        return cls(
            text=text_digest(content),
            questions=content.questions,
            language=content.language,
            tags=content.tags,
            status=content.status,
        )


def read_brought(stored: str | None) -> Brought | None:
    """None when no import brought it, or one of a program that did not note what it brought."""
    if stored is None or not stored.startswith("{"):
        return None
    return codec.decode(Brought, stored)


def text_digest(content: ArticleContent) -> str:
    """Tells whether title or text are other ones."""
    return hashlib.sha256(f"{content.title}\0{content.body}".encode()).hexdigest()


def was_edited(content: ArticleContent, stored: str | None) -> bool:
    """Whether title or text were changed here since an import brought them."""
    brought = read_brought(stored)
    return stored is not None and text_digest(content) != (brought.text if brought else stored)


def added(item: Imported, status: ArticleStatus) -> ArticleContent:
    """A new article: in this status unless the file names one."""
    return merged(item, ArticleContent(title="", body="", status=status))


def merged(item: Imported, before: ArticleContent) -> ArticleContent:
    """What the import names, and the rest as it was."""
    return ArticleContent(
        title=item.title,
        body=item.body,
        questions=before.questions if item.questions is None else item.questions,
        language=before.language if item.language is None else item.language,
        tags=before.tags if item.tags is None else item.tags,
        status=before.status if item.status is None else item.status,
    )


def joined(wanted: ArticleContent, here: ArticleContent, last: Brought | None) -> ArticleContent:
    """The same, but what was changed here since the last import stays changed."""
    if last is None:
        last = Brought(text="", language=here.language, status=here.status)
    return ArticleContent(
        title=wanted.title,
        body=wanted.body,
        questions=_both(wanted.questions, here.questions, last.questions)[:MAX_QUESTIONS],
        language=wanted.language if here.language == last.language else here.language,
        tags=_both(wanted.tags, here.tags, last.tags)[:MAX_TAGS],
        status=wanted.status if here.status == last.status else here.status,
    )


def _both(wanted: tuple[str, ...], here: tuple[str, ...], last: tuple[str, ...]) -> tuple[str, ...]:
    """What is wanted and was not taken away here; then what was added here."""
    removed, own = set(last) - set(here), (one for one in here if one not in set(last))
    both = _unique((*(one for one in wanted if one not in removed), *own))
    return here if set(both) == set(here) else both


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
