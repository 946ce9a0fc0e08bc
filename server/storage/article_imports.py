"""What an import makes of an article that is there already."""

import hashlib

from server.domain.articles import MAX_QUESTIONS, MAX_TAGS, ArticleContent, Imported

NOTHING = ArticleContent(title="", body="")


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


def joined(item: Imported, before: ArticleContent) -> ArticleContent:
    """The same, but phrasings and tags that are there already stay beside those that come."""
    after = merged(item, before)
    return ArticleContent(
        title=after.title,
        body=after.body,
        questions=_both(after.questions, before.questions)[:MAX_QUESTIONS],
        language=after.language,
        tags=_both(after.tags, before.tags)[:MAX_TAGS],
        status=after.status,
    )


def digest_of(content: ArticleContent) -> str:
    """Tells whether title or text were edited since an import brought them."""
    return hashlib.sha256(f"{content.title}\0{content.body}".encode()).hexdigest()


def _both(new: tuple[str, ...], old: tuple[str, ...]) -> tuple[str, ...]:
    return old if set(new) <= set(old) else tuple(dict.fromkeys((*new, *old)))
