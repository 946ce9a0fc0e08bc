"""Web pages: what a person would read of them, without menus, scripts and forms."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from server.knowledge.files.decoding import decode
from server.knowledge.files.drafts import Draft, Unreadable
from server.knowledge.files.markdown import linked
from server.knowledge.files.outline import Block, Heading, articles

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_NOT_READ = (
    "script, style, noscript, template, nav, footer, aside, form, svg, iframe, object, canvas,"
    " button, [hidden], [aria-hidden='true'], [role='navigation']"
)
_MAIN = ("main", "[role='main']", "article")
_HEADING = re.compile(r"h[1-6]")
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|q|s|samp|small|span|strong"
    "|sub|sup|time|tt|u|var|wbr"
)
MAX_DEPTH = 300


def read(data: bytes, stem: str) -> Iterator[Draft]:
    """An article for each heading of the page."""
    declared = _CHARSET.search(data[:4_096])
    page = LexborHTMLParser(decode(data, declared[1].decode() if declared else ""))
    title = page.css_first("title")
    named = " ".join(title.text().split()) if title else ""
    for node in page.css(_NOT_READ):
        node.decompose()
    return articles(_Reader().read(_main(page)), named or stem)


def _main(page: LexborHTMLParser) -> LexborNode:
    """What the page itself calls its content, where there is exactly one."""
    for selector in _MAIN:
        found = page.css(selector)
        if len(found) == 1 and found[0].text().strip():
            return found[0]
    if page.body is None:
        raise Unreadable("empty_file", "There is no text in it. Save the whole page and try again.")
    return page.body


class _Reader:
    """Goes through the tree, and cuts it into blocks where the page shows a new line."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._line = ""
        self._mark = ""

    def read(self, root: LexborNode) -> list[Block]:
        self._walk(root, 0)
        self._end()
        return self._blocks

    def _walk(self, node: LexborNode, depth: int) -> None:
        tag = node.tag or ""
        if depth > MAX_DEPTH:
            self._line += node.text()
        elif tag == "-text":
            self._line += re.sub(r"\s+", " ", node.text_content or "")
        elif tag == "br":
            self._line += "\n"
        elif tag == "a":
            self._line += linked(_flat(node), node.attributes.get("href") or "")
        elif _INLINE.fullmatch(tag):
            self._children(node, depth)
        elif not tag.startswith(("-", "_", "!")):
            self._block(node, tag, depth)

    def _block(self, node: LexborNode, tag: str, depth: int) -> None:
        self._end()
        if _HEADING.fullmatch(tag):
            self._blocks.append(Heading(int(tag[1]), _flat(node)))
        elif tag == "pre":
            self._blocks.append(node.text().strip("\n"))
        elif tag == "tr":
            cells = (one for one in node.iter() if one.tag in {"td", "th"})
            self._append(" | ".join(map(_flat, cells)), to=self._last_row())
        else:
            self._mark = "- " if tag == "li" else self._mark
            self._children(node, depth)
            self._end()

    def _children(self, node: LexborNode, depth: int) -> None:
        for child in node.iter(include_text=True):
            self._walk(child, depth + 1)

    def _end(self) -> None:
        text = "\n".join(" ".join(line.split()) for line in self._line.split("\n")).strip()
        self._line = ""
        if text:
            self._append(self._mark + text, to=bool(self._mark) and self._last_starts("- "))
            self._mark = ""

    def _append(self, text: str, *, to: bool) -> None:
        """As a block of its own, or as one more line of the last."""
        last = self._blocks[-1] if self._blocks else None
        if to and isinstance(last, str):
            self._blocks[-1] = f"{last}\n{text}"
        else:
            self._blocks.append(text)

    def _last_row(self) -> bool:
        return self._last_starts("") and " | " in str(self._blocks[-1])

    def _last_starts(self, mark: str) -> bool:
        last = self._blocks[-1] if self._blocks else None
        return isinstance(last, str) and last.startswith(mark)


def _flat(node: LexborNode) -> str:
    return " ".join(node.text().split())
