"""A text with headings to articles: one for each heading, or one for the whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from server.domain.text import is_blank
from server.knowledge.files.drafts import Draft, parts

LEVELS_SPLIT = 2  # deeper headings stay in the text of the one above


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands above all others."""

    level: int
    text: str


Block = Heading | str


@dataclass(slots=True)
class _Section:
    above: str
    heading: str
    texts: list[str]


def articles(blocks: Iterable[Block], title: str, *, whole: bool = False) -> Iterator[Draft]:
    """The drafts; `title` is that of the file, for what stands above every heading.

    A single heading of the highest level is the title of the document. `whole` keeps it in one.
    """
    listed = [one for one in blocks if not is_blank(one.text if isinstance(one, Heading) else one)]
    highest = min((one.level for one in listed if isinstance(one, Heading)), default=0)
    tops = [one for one in listed if isinstance(one, Heading) and one.level == highest]
    if len(tops) == 1:
        title = tops[0].text
    if whole:
        yield from parts("", title, _text(one for one in listed if one not in tops[:1]))
        return
    lone = tops[0] if len(tops) == 1 else None
    for section in _sections(listed, highest, lone):
        heading = section.heading or title
        shown = f"{section.above} – {heading}" if section.above else heading
        place = shown if section.heading or lone else ""
        yield from parts(place, shown, "\n\n".join(section.texts))


def _sections(
    blocks: Sequence[Block], highest: int, document: Heading | None
) -> Iterator[_Section]:
    section = _Section("", "", [])
    above = ""
    for block in blocks:
        if block is document:
            continue
        if isinstance(block, Heading) and block.level < highest + LEVELS_SPLIT:
            yield section
            above = "" if block.level == highest else above
            section = _Section(above, block.text, [])
            above = block.text if block.level == highest else above
        else:
            section.texts.append(_text([block]))
    yield section


def _text(blocks: Iterable[Block]) -> str:
    return "\n\n".join(one.text if isinstance(one, Heading) else one for one in blocks)
