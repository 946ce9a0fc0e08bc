"""Articles of the knowledge base."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.domain.entity import Entity
from server.domain.errors import BadInput
from server.domain.text import MAX_ID_CHARS, MAX_LINE_CHARS, check_unicode, is_blank

MAX_ARTICLE_CHARS = 50_000
MAX_QUESTIONS = 100
MAX_QUESTION_CHARS = 1_000
MAX_TAGS = 30


class ArticleStatus(StrEnum):
    """Whether the assistant may use it."""

    LIVE = "live"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContent(Entity):
    """What people write of an article.

    Attributes:
        questions: How visitors may ask for it, one phrasing each.
        language: BCP 47, or empty where nobody has said.
    """

    title: str
    body: str
    questions: tuple[str, ...] = ()
    language: str = ""
    tags: tuple[str, ...] = ()
    status: ArticleStatus = ArticleStatus.LIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(ArticleContent):
    """One entry of the knowledge base.

    Attributes:
        key: Where an import found it (a path, a number elsewhere); None when it was typed here.
        revision: Of the whole knowledge base, by the change that made this article as it is.
    """

    id: str
    key: str | None
    revision: int
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported(Entity):
    """An article as an import brings it; the same key again updates what is stored.

    Attributes:
        questions: None keeps those that are stored, so that importing a plain text anew does not
            destroy what was added by hand. The same for `language`, `tags` and `status`.
    """

    key: str
    title: str
    body: str
    questions: tuple[str, ...] | None = None
    language: str | None = None
    tags: tuple[str, ...] | None = None
    status: ArticleStatus | None = None


class ImportOutcome(StrEnum):
    """What an import did with one article; `kept`: it was edited here since, and stays so."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An article after an import, and what that did."""

    article: Article
    outcome: ImportOutcome


def check_content(content: ArticleContent) -> ArticleContent:
    """The content as it is, when it can be stored, shown and searched.

    Raises:
        BadInput: `bad_article`, `invalid_text`.
    """
    for text in (content.title, content.body, *content.questions, *content.tags):
        check_unicode(text)
    for fault, sentence in (
        (is_blank(content.title), "An article needs a title."),
        (len(content.title) > MAX_LINE_CHARS, f"A title has at most {MAX_LINE_CHARS} characters."),
        (len(content.body) > MAX_ARTICLE_CHARS, f"A text has at most {MAX_ARTICLE_CHARS:,}."),
        (len(content.questions) > MAX_QUESTIONS, f"At most {MAX_QUESTIONS} questions."),
        (_longest(content.questions) > MAX_QUESTION_CHARS, "A question is too long."),
        (len(content.tags) > MAX_TAGS, f"At most {MAX_TAGS} tags."),
        (_longest((*content.tags, content.language)) > MAX_ID_CHARS, "A tag is too long."),
    ):
        if fault:
            raise BadInput("bad_article", sentence)
    return content


def _longest(texts: tuple[str, ...]) -> int:
    return max(map(len, texts), default=0)
