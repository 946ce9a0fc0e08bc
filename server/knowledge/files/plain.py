"""Plain text: its first line is the title where it looks like one."""

from collections.abc import Iterator

from server.knowledge.files.decoding import decode
from server.knowledge.files.drafts import Draft, parts
from server.knowledge.files.pairs import pairs

MAX_TITLE_CHARS = 120


def read(data: bytes, stem: str) -> Iterator[Draft]:
    """The file as an article, or one for each question that it marks."""
    text = decode(data).strip()
    title, _, body = text.partition("\n")
    if is_title(title) and body.strip() and not pairs(text):
        return parts("", title.strip(), body)
    return parts("", stem, text)


def is_title(line: str) -> bool:
    """Whether a line names what follows: short, and no sentence of it."""
    line = line.strip()
    return 0 < len(line) <= MAX_TITLE_CHARS and line[-1] not in ".,;:。，；：、"
