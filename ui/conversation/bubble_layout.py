"""Measures one line of a conversation: where day, bubble, name, text, time and problem go."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from ui.conversation.body import Body, TextStyle
from ui.conversation.look import Ground, Look, Side, source_words
from ui.i18n import tr
from ui.theme import Size, Theme

_WIDEST_TEXT = 560
_WIDEST_SHARE = 0.72


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Tokens of one kind of line."""

    ground: str
    ink: str
    meta: str
    link: str = "link"


COLOURS = {
    Ground.VISITOR: Colours(ground="bubble_in", ink="text", meta="text_3"),
    Ground.TEAM: Colours(ground="bubble_out", ink="text", meta="bubble_out_meta", link="link_out"),
    Ground.ASSISTANT: Colours(ground="ai_soft", ink="text", meta="on_ai"),
    Ground.NOTE: Colours(ground="note", ink="on_note", meta="on_note"),
    Ground.EVENT: Colours(ground="border", ink="text_2", meta="text_2"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """One line, measured; positions count from the row's upper left corner."""

    look: Look
    height: int
    body: Body
    box: QRectF
    text_at: QPointF
    name_box: QRectF
    meta_box: QRectF
    day_box: QRectF
    problem_box: QRectF


def time_words(look: Look) -> str:
    """When it was said, or that it is being said."""
    return tr("writing…") if look.growing else look.time


def name_words(look: Look) -> str:
    """The visitor has an avatar, and I know myself; the others are named once a group."""
    return look.author if look.side is Side.TEAM and look.starts_group else ""


def _lines(text: str, per_line: int) -> int:
    if "\n" in text:
        return sum(_lines(line, per_line) for line in text.split("\n"))
    # In this encoding a Chinese character counts two, about as wide as it is.
    length = len(text) if text.isascii() else len(text.encode("gb18030", "replace"))
    return length // per_line + 1


class BubbleLayout:
    """Lays lines out for a row of a given width; keeps nothing of any line."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def lay_out(self, look: Look, width: int) -> Bubble:
        """Measure the line."""
        if look.side is Side.CENTRE:
            return self._event(look, width)
        return self._bubble(look, width)

    def estimates(self, texts: Iterable[str], width: int) -> list[int]:
        """About the heights, without laying anything out; fast, for all lines of a conversation."""
        letter = QFontMetricsF(self._theme.font(Size.BODY)).averageCharWidth()
        per_line = max(1, int(self._text_width(width) / letter))
        height, around = self._theme.px(Size.BODY) * 1.45, self._theme.px(24)
        return [round(_lines(text, per_line) * height) + around for text in texts]

    def _bubble(self, look: Look, width: int) -> Bubble:
        px = self._theme.px
        padding, max_width = px(12), self._text_width(width)
        body = Body(look.body or "…", self._style(look), max_width)
        name_height = self._caption_height() + px(3) if name_words(look) else 0
        beside = body.last_line_width + px(10) + self._meta_width(look)
        fits_beside = beside <= max_width and not look.sources
        below = min(max_width, self._meta_width(look) + self._source_width(look))
        inner = max(body.width, beside if fits_beside else below, self._name_width(look))
        lines = name_height + body.height + (0 if fits_beside else self._caption_height() + px(2))
        top = self._day_height(look) + px(10 if look.starts_group else 3)
        left = self._margin_left() if look.side is Side.VISITOR else width - inner - px(40)
        box = QRectF(left, top, inner + 2 * padding, lines + px(15))
        meta_top = box.bottom() - self._caption_height() - px(6)
        problem_height = self._caption_height() + px(6) if look.problem else 0
        return Bubble(
            look=look,
            height=round(box.bottom() + problem_height),
            body=body,
            box=box,
            text_at=QPointF(left + padding, top + px(7) + name_height),
            name_box=QRectF(left + padding, top + px(7), inner, name_height),
            meta_box=QRectF(left + padding, meta_top, inner, self._caption_height()),
            day_box=QRectF(0, 0, width, self._day_height(look)),
            problem_box=QRectF(px(16), box.bottom() + px(2), width - px(32), problem_height),
        )

    def _event(self, look: Look, width: int) -> Bubble:
        px = self._theme.px
        body = Body(look.body, self._style(look), max(px(80), min(width - px(140), px(520))))
        meta = self._meta_width(look)
        box_width = body.width + px(8) + meta + px(24)
        top = self._day_height(look) + px(10)
        box = QRectF((width - box_width) / 2, top, box_width, body.height + px(6))
        return Bubble(
            look=look,
            height=round(box.bottom() + px(2)),
            body=body,
            box=box,
            text_at=QPointF(box.left() + px(12), top + px(3)),
            name_box=QRectF(),
            meta_box=QRectF(box.right() - meta - px(12), top, meta, box.height()),
            day_box=QRectF(0, 0, width, self._day_height(look)),
            problem_box=QRectF(),
        )

    def _style(self, look: Look) -> TextStyle:
        colours = COLOURS[look.ground]
        return TextStyle(
            font=self._theme.font(Size.SMALL if look.side is Side.CENTRE else Size.BODY),
            ink=self._theme.colour(colours.ink),
            link=self._theme.colour(colours.link),
            selection=self._theme.colour("text_selection"),
        )

    def _text_width(self, row_width: int) -> float:
        px = self._theme.px
        room = (row_width - self._margin_left()) * _WIDEST_SHARE
        return max(px(80), min(room, px(_WIDEST_TEXT)) - px(24))

    def _name_width(self, look: Look) -> float:
        icon = self._theme.px(16) if look.ground is Ground.ASSISTANT else 0
        metrics = QFontMetricsF(self._theme.font(Size.CAPTION, strong=True))
        return metrics.horizontalAdvance(name_words(look)) + icon + 1

    def _meta_width(self, look: Look) -> float:
        mark = self._theme.px(16) if look.mark is not None else 0
        metrics = QFontMetricsF(self._theme.font(Size.CAPTION))
        return metrics.horizontalAdvance(time_words(look)) + mark

    def _source_width(self, look: Look) -> float:
        """With the room between it and the time."""
        if not look.sources:
            return 0
        metrics = QFontMetricsF(self._theme.font(Size.CAPTION))
        return metrics.horizontalAdvance(source_words(look)) + self._theme.px(14)

    def _caption_height(self) -> int:
        return round(QFontMetricsF(self._theme.font(Size.CAPTION)).height())

    def _margin_left(self) -> int:
        """The visitor's avatar stands there."""
        return self._theme.px(58)

    def _day_height(self, look: Look) -> int:
        return self._theme.px(40) if look.day else 0
