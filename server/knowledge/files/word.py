"""Word files: paragraphs, lists and tables, split by headings."""

import io
import re
from collections.abc import Iterator
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from server.knowledge.files.drafts import Draft, Unreadable
from server.knowledge.files.outline import Block, Heading, articles
from server.knowledge.files.unpacked import check_archive

_HEADING = re.compile(r"heading ([1-6])", re.IGNORECASE)


def read(data: bytes, stem: str) -> Iterator[Draft]:
    """An article for each heading."""
    check_archive(data)
    try:
        content = list(Document(io.BytesIO(data)).iter_inner_content())
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise Unreadable(
            "damaged_file", "This is no Word file, or a damaged one. Save it anew as .docx."
        ) from error
    return articles(_joined_lists(map(_block, content)), stem)


def _block(part: Paragraph | Table) -> Block:
    if isinstance(part, Table):
        return "\n".join(" | ".join(_cells(row.cells)) for row in part.rows)
    style = (part.style.name or "") if part.style is not None else ""
    text = part.text.strip()
    if style == "Title":
        return Heading(0, text)
    if (heading := _HEADING.fullmatch(style)) is not None:
        return Heading(int(heading[1]), text)
    properties = part._p.pPr  # noqa: SLF001 - the library shows no other way to it
    listed = style.startswith("List") or (properties is not None and properties.numPr is not None)
    return f"- {text}" if listed and text else text


def _cells(cells: tuple[object, ...]) -> Iterator[str]:
    """A merged cell stands in the row once for each that it covers; it is read once."""
    before: object = None
    for cell in cells:
        element = getattr(cell, "_tc", cell)
        if element is not before:
            yield " ".join(str(getattr(cell, "text", "")).split())
        before = element


def _joined_lists(blocks: Iterator[Block]) -> Iterator[Block]:
    """The items of a list as lines of one block."""
    items: list[str] = []
    for block in blocks:
        if isinstance(block, str) and block.startswith("- "):
            items.append(block)
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield block
    if items:
        yield "\n".join(items)
