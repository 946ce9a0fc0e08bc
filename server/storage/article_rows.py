"""Rows of articles to entities and back."""

import json

from server.clock import from_millis, to_millis
from server.domain.articles import Article, ArticleStatus
from server.storage.rows import Row


def article(row: Row) -> Article:
    """From a row of `article`."""
    return Article(
        id=row["id"],
        key=row["key"],
        title=row["title"],
        body=row["body"],
        questions=tuple(json.loads(row["questions"])),
        language=row["language"],
        tags=tuple(json.loads(row["tags"])),
        status=ArticleStatus(row["status"]),
        revision=row["revision"],
        updated_at=from_millis(row["updated_at"]),
    )


def article_row(of: Article) -> Row:
    """All columns of an article but its number."""
    return {
        "id": of.id,
        "key": of.key,
        "title": of.title,
        "body": of.body,
        "questions": json.dumps(of.questions, ensure_ascii=False),
        "language": of.language,
        "tags": json.dumps(of.tags, ensure_ascii=False),
        "status": of.status.value,
        "revision": of.revision,
        "updated_at": to_millis(of.updated_at),
    }
