"""Plain text laid out once: lines, links, hits and selections.

Visitors and models write this text: it is never taken for markup. Only http and https addresses
become links, and what reverses the reading order of a line is taken out.
"""

import re
import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, QTextBoundaryFinder
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

_LINE_HEIGHT = 1.45
# A name before the host (https://bank.example@evil.example) only ever misleads; a browser takes a
# backslash for a slash.
_LINK = re.compile(
    r"https?://(?![^\s/?#\\]*@)[^\s<>\"'`\\，。；：！？、（）【】《》「」“”]+", re.IGNORECASE
)
_TRAILING = ".,;:!?)]}'\"*_"
_LINE_BREAK = "\u2028"
_BREAKS = re.compile(r"\r\n|\r|\n|\u2029")
# Overrides and embeddings of the reading direction; letters of right-to-left scripts need none.
_REVERSERS = re.compile("[\u202a-\u202e]")


@dataclass(frozen=True, slots=True)
class Link:
    """An address in the text; positions count UTF-16 units, as Qt does."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """What the layout depends on, beside the text and the width."""

    font: QFont
    ink: QColor
    link: QColor
    selection: QColor


def shown(text: str) -> str:
    """One character of what is shown for one of what is meant, line breaks included."""
    return _REVERSERS.sub("\u200b", _BREAKS.sub(_LINE_BREAK, text))


def utf16(text: str) -> int:
    """Length as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def links_in(text: str) -> list[Link]:
    """Web addresses, without the punctuation that follows them in a sentence."""
    found = []
    for match in _LINK.finditer(text):
        url = match.group().rstrip(_TRAILING)
        start = utf16(text[: match.start()])
        found.append(Link(start, start + utf16(url), url))
    return found


class Body:
    """Text broken into lines that are at most so wide.

    Attributes:
        width: Of the widest line.
        height: Of all lines.
        last_line_width: How much of the last line is taken.
    """

    def __init__(self, text: str, style: TextStyle, max_width: float) -> None:
        self.text = shown(text)
        self.links = links_in(self.text)
        self._style = style
        self._layout = QTextLayout(self.text, style.font)
        self._layout.setCacheEnabled(True)
        self._layout.setTextOption(_option())
        self._layout.setFormats([_link_range(link, style) for link in self.links])
        self.last_line_width = 0.0
        self.width, self.height = self._lay_out(max_width)
        if _is_right_to_left(self.text):
            self._lay_out(self.width)  # its lines begin at the right edge of the bubble

    def paint(
        self, painter: QPainter, origin: QPointF, selected: tuple[int, int] | None = None
    ) -> None:
        """The lines, and what of them is selected."""
        painter.setPen(self._style.ink)
        ranges = []
        if selected and selected[0] < selected[1]:
            marked = QTextLayout.FormatRange()
            marked.start, marked.length = selected[0], selected[1] - selected[0]
            marked.format = QTextCharFormat()
            marked.format.setBackground(self._style.selection)
            ranges.append(marked)
        self._layout.draw(painter, origin, ranges)

    def offset_at(self, point: QPointF) -> int:
        """The gap between letters nearest to a point."""
        line = self._layout.lineAt(0)
        for at in range(self._layout.lineCount()):
            line = self._layout.lineAt(at)
            if point.y() < line.y() + line.height() * 1.2:
                break
        return line.xToCursor(point.x()) if line.isValid() else 0

    def link_at(self, point: QPointF) -> Link | None:
        """The link under a point."""
        for at in range(self._layout.lineCount()):
            line = self._layout.lineAt(at)
            if line.naturalTextRect().contains(point):
                offset = line.xToCursor(point.x(), line.CursorPosition.CursorOnCharacter)
                return next((k for k in self.links if k.start <= offset < k.end), None)
        return None

    def word_at(self, offset: int) -> tuple[int, int]:
        """The word around an offset."""
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, self.text)
        finder.setPosition(offset)
        start = offset if finder.isAtBoundary() else finder.toPreviousBoundary()
        finder.setPosition(start)
        return max(0, start), max(start, finder.toNextBoundary())

    def length(self) -> int:
        """Of the whole text, as Qt counts."""
        return utf16(self.text)

    def copied(self, start: int, end: int) -> str:
        """The text between two offsets, for the clipboard."""
        units = self.text.encode("utf-16-le", "surrogatepass")[start * 2 : end * 2]
        return units.decode("utf-16-le", "replace").replace(_LINE_BREAK, "\n")

    def _lay_out(self, width: float) -> tuple[float, float]:
        metrics = QFontMetricsF(self._style.font)
        step = max(self._style.font.pixelSize() * _LINE_HEIGHT, metrics.height())
        widest = y = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            height = max(step, line.height())
            line.setPosition(QPointF(0, y + (height - line.height()) / 2))
            y += height
            widest = max(widest, line.naturalTextWidth())
            self.last_line_width = line.naturalTextWidth()
        self._layout.endLayout()
        return widest, y


def _option() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    return option


def _link_range(link: Link, style: TextStyle) -> QTextLayout.FormatRange:
    result = QTextLayout.FormatRange()
    result.start, result.length = link.start, link.end - link.start
    result.format = QTextCharFormat()
    result.format.setForeground(style.link)
    result.format.setFontUnderline(True)
    return result


def _is_right_to_left(text: str) -> bool:
    """As Qt decides: by the first letter that has a direction."""
    strong = (unicodedata.bidirectional(char) for char in text)
    return next((one for one in strong if one in {"L", "R", "AL"}), "L") != "L"
