"""A conversation in short: for agents who take over, and for a model that sees only its end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from server.domain.conversations import AuthorKind, Message, MessageKind
from server.domain.text import one_line
from server.domain.wording import wording

QUOTED_CHARS = 200
MAX_QUESTIONS = 3
MAX_SOURCES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationSummary:
    """Stands for every message up to `up_to_seq`. A model wrote it: it is nobody's word."""

    conversation_id: str
    up_to_seq: int
    text: str
    made_at: datetime


def summarise(talk: Sequence[Message], locale: str, *, because: str = "") -> str:
    """Without a model, a few lines: what was asked, what was answered, and from which articles.

    Args:
        talk: Since the last resolve, oldest first.
        locale: The visitor's: agents answer in that language.
        because: What stands in the way, for agents.
    """
    lines = [*_questions(talk), *_answers(talk, locale), because]
    return "\n".join(line for line in lines if line)


def _questions(talk: Sequence[Message]) -> list[str]:
    """The first one, which says what it is about, and the newest."""
    asked = [one.body for one in talk if one.author.kind is AuthorKind.VISITOR]
    chosen = asked if len(asked) <= MAX_QUESTIONS else [asked[0], *asked[1 - MAX_QUESTIONS :]]
    return [f"“{one_line(text, QUOTED_CHARS)}”" for text in chosen]


def _answers(talk: Sequence[Message], locale: str) -> list[str]:
    words = wording(locale)
    answers = [
        one
        for one in talk
        if one.author.kind is AuthorKind.ASSISTANT and one.kind is MessageKind.TEXT
    ]
    if not answers:
        return []
    last = one_line(answers[-1].body, QUOTED_CHARS)
    lines = [words.answered.format(times=len(answers), last=last)]
    titles = list(dict.fromkeys(_titles(answers)))
    if titles:
        lines.append(words.from_articles.format(titles=" · ".join(titles[-MAX_SOURCES:])))
    return lines


def _titles(answers: Iterable[Message]) -> Iterable[str]:
    return (source.title for answer in answers for source in answer.sources)
