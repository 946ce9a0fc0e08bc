"""Markdown: headings, and text that stays readable without its signs."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from server.knowledge.files import front_matter
from server.knowledge.files.decoding import decode
from server.knowledge.files.drafts import Draft
from server.knowledge.files.outline import Block, Heading, articles

_TAG = re.compile(r"<[^>]*>")


def read(data: bytes, stem: str) -> Iterator[Draft]:
    """An article for each heading; one where the file says which questions it answers."""
    about, text = front_matter.take(decode(data))
    parser = MarkdownIt("commonmark").enable("table")
    blocks: list[Block] = list(_blocks(SyntaxTreeNode(parser.parse(text))))
    if about.title:
        blocks = [Heading(0, about.title), *blocks]
    whole = about.questions is not None
    return map(about.on, articles(blocks, stem, whole=whole))


def _blocks(tree: SyntaxTreeNode) -> Iterator[Block]:
    for node in tree.children:
        if node.type == "heading":
            yield Heading(int(node.tag[1:]), " ".join(_inline(node).split()))
        else:
            yield _block(node)


def _block(node: SyntaxTreeNode) -> str:
    match node.type:
        case "fence" | "code_block":
            return node.content.rstrip("\n")
        case "html_block":
            return _TAG.sub("", node.content).strip()
        case "bullet_list" | "ordered_list":
            return _list(node)
        case "table":
            rows = (row for part in node.children for row in part.children)
            return "\n".join(" | ".join(map(_inline, row.children)) for row in rows)
        case "blockquote":
            return "\n\n".join(map(_block, node.children))
        case _:
            return _inline(node)


def _list(node: SyntaxTreeNode) -> str:
    first = int(node.attrs.get("start", 1))
    lines = []
    for number, item in enumerate(node.children, first):
        mark = "- " if node.type == "bullet_list" else f"{number}. "
        text = "\n".join(map(_block, item.children))
        lines.append(mark + text.replace("\n", "\n" + " " * len(mark)))
    return "\n".join(lines)


def _inline(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "code_inline":
            return node.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "html_inline":
            return ""
        case "image":
            return node.content
        case "link":
            return linked("".join(map(_inline, node.children)), str(node.attrs.get("href", "")))
        case _:
            return "".join(map(_inline, node.children))


def linked(text: str, address: str) -> str:
    """A link as text: where it leads stands behind it, when that means anything elsewhere."""
    if not address.startswith(("https://", "http://", "mailto:")) or address in text:
        return text
    bare = address.removeprefix("mailto:")
    return text if bare in text else f"{text} ({bare})"
