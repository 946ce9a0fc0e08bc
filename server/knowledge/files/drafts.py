"""What a reader makes of a file: drafts of articles, and what it could not use of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from server.domain.articles import ArticleStatus
from server.domain.errors import BadInput
from server.domain.text import MAX_LINE_CHARS, is_blank, one_line
from server.knowledge.files.pairs import Pair, pairs

# The assistant is shown so much of an article; what stands further on would never be used.
MAX_PART_CHARS = 3_000


class Unreadable(BadInput):
    """Nothing of the file can be used; `detail` says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as a file has it.

    Attributes:
        place: Where in the file: a heading, a question; empty for the file as a whole.
        questions: None where the file says nothing of them; the same for what follows.
    """

    place: str = ""
    title: str
    body: str
    questions: tuple[str, ...] | None = None
    language: str | None = None
    tags: tuple[str, ...] | None = None
    status: ArticleStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A part of the file that is no article, and why."""

    place: str
    detail: str


Found = Draft | Refused


def titled(title: str, body: str) -> tuple[str, str]:
    """The title cut to what a title may have; the whole of it then begins the text."""
    short = one_line(title, MAX_LINE_CHARS)
    return (short, body) if short == " ".join(title.split()) else (short, f"{title}\n\n{body}")


def parts(place: str, title: str, body: str) -> Iterator[Draft]:
    """One draft; several where it is marked as questions, or longer than is read at once."""
    if is_blank(body):
        return
    if asked := pairs(body):
        yield from map(_answered, asked)
        return
    title, body = titled(title, body)
    for number, text in enumerate(cut(body.strip(), MAX_PART_CHARS), 1):
        more = f" ({number})" if number > 1 else ""
        shown = one_line(title, MAX_LINE_CHARS - len(more)) + more
        yield Draft(place=place + more, title=shown, body=text)


def _answered(pair: Pair) -> Draft:
    title, text = titled(pair.questions[0], pair.text)
    questions = tuple(dict.fromkeys(pair.questions)) if len(pair.questions) > 1 else None
    return Draft(place=pair.questions[0], title=title, body=text, questions=questions)


def cut(text: str, limit: int) -> Iterator[str]:
    """The text in pieces, each ended where a paragraph, a line, a sentence or a word ends."""
    while len(text) > limit:
        end = _end_of_piece(text[:limit])
        yield text[:end].rstrip()
        text = text[end:].lstrip()
    if text:
        yield text


def _end_of_piece(head: str) -> int:
    for mark in ("\n\n", "\n", "。", "！", "？", ". ", "! ", "? ", " "):
        end = head.rfind(mark, len(head) // 3)
        if end >= 0:
            return end + len(mark)
    return len(head)


def numbered(found: Iterable[Found]) -> Iterator[Found]:
    """Places told apart: of two that are called the same, the second gets a number."""
    seen: dict[str, int] = {}
    for one in found:
        if isinstance(one, Draft):
            seen[one.place] = again = seen.get(one.place, 0) + 1
            yield one if again == 1 else replace(one, place=f"{one.place} [{again}]")
        else:
            yield one
