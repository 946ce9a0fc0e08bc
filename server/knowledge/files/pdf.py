"""PDF files: the text of their pages, with lines and words put together again."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from server.knowledge.files.drafts import Draft, Unreadable, parts
from server.knowledge.files.plain import is_title

MAX_PAGES = 2_000
_REPEATED_FROM = 4  # pages; on fewer, a line that comes twice may be text
_MOST_PAGES = 0.6
_SPLIT_WORD = re.compile(r"([^\W\d_])-\n(?=[a-zß-öø-ÿа-я])")
_SENTENCE_ENDS = '.!?:;。！？：；…)）"”'
_NO_TITLE = re.compile(r"untitled|microsoft word|\.(docx?|pdf|indd|tex)$", re.IGNORECASE)
_UNSPACED = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def read(data: bytes, stem: str) -> Iterator[Draft]:
    """The file as an article, or as several where it is long."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        _check(reader)
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except DependencyError as error:
        raise _protected() from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Unreadable(
            "damaged_file", "The PDF is damaged. Open it in a viewer and print it into a new one."
        ) from error
    text = "\n".join(_without_margins([_lines(page) for page in pages])).strip()
    if not text:
        raise Unreadable(
            "no_text",
            "The PDF holds pictures of pages, and no text. Run text recognition (OCR) over it, or"
            " copy the text into a file.",
        )
    return parts("", _title(title or "", text, stem), _flowing(text))


def _check(reader: PdfReader) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise _protected()
    if len(reader.pages) > MAX_PAGES:
        raise Unreadable("too_large", f"The PDF has over {MAX_PAGES:,} pages. Split it.")


def _protected() -> Unreadable:
    return Unreadable(
        "password", "The PDF has a password. Save a copy without one, and import that."
    )


def _lines(page: str) -> list[str]:
    return [" ".join(line.split()) for line in page.replace("\0", "").strip().split("\n")]


def _without_margins(pages: list[list[str]]) -> Iterator[str]:
    """The lines of all pages, but for those that stand above or below nearly every page."""
    margins = Counter(
        line for page in pages for line in {_unnumbered(one) for one in (*page[:1], *page[-1:])}
    )
    many = max(_REPEATED_FROM, _MOST_PAGES * len(pages))
    repeated = {line for line, times in margins.items() if times >= many}
    for page in pages:
        last = len(page) - 1
        for place, line in enumerate(page):
            if place not in {0, last} or _unnumbered(line) not in repeated:
                yield line
        yield ""


def _unnumbered(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _flowing(text: str) -> str:
    """Lines put together where the page, not the sentence, ended them."""
    text = _SPLIT_WORD.sub(r"\1", text)
    lines = text.split("\n")
    full = 0.6 * max(map(len, lines))
    flowing = lines[0]
    for before, line in pairwise(lines):
        broken = len(before) >= full and before[-1:] not in _SENTENCE_ENDS
        if line and broken:
            unspaced = _UNSPACED.match(before[-1]) and _UNSPACED.match(line[0])
            flowing += ("" if unspaced else " ") + line
        else:
            flowing += "\n" + line
    return re.sub(r"\n{3,}", "\n\n", flowing)


def _title(told: str, text: str, stem: str) -> str:
    """What the file says, where that was written by a person; else its first line, or its name."""
    told = " ".join(told.replace("\0", "").split())
    if told and not _NO_TITLE.search(told):
        return told
    first = text.partition("\n")[0]
    return first if is_title(first) else stem
