"""Paints one measured line of a conversation."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from ui.conversation.bubble_layout import COLOURS, Bubble, name_words, time_words
from ui.conversation.look import Ground, Look, Mark, Side, source_words
from ui.i18n import tr
from ui.icons import Icons
from ui.theme import Size, Theme
from ui.widgets.avatar import AvatarPainter

_ROUND = 14
_POINTED = 4
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What is marked in a line: a run of its text, or the whole line by the keyboard."""

    selected: tuple[int, int] | None = None
    focused: bool = False


class BubblePainter:
    """Knows colours; keeps nothing of any line."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        self._theme = theme
        self._icons = icons
        self._avatars = AvatarPainter(theme)

    def paint(self, painter: QPainter, bubble: Bubble, at: QRect, marking: Marking) -> None:
        """The line at its place in the viewport."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(at.topLeft())
        look = bubble.look
        if look.day:
            self._paint_day(painter, bubble)
        if look.side is Side.VISITOR and look.starts_group:
            self._paint_avatar(painter, bubble)
        self._paint_ground(painter, bubble, focused=marking.focused)
        if name_words(look):
            self._paint_name(painter, bubble)
        bubble.body.paint(painter, bubble.text_at, marking.selected)
        self._paint_meta(painter, bubble)
        if look.problem:
            self._paint_problem(painter, bubble)

    def _paint_day(self, painter: QPainter, bubble: Bubble) -> None:
        font = self._theme.font(Size.SMALL, strong=True)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(bubble.look.day) + self._theme.px(24)
        pill = QRectF(0, 0, width, metrics.height() + self._theme.px(6))
        pill.moveCenter(bubble.day_box.center() + QPointF(0, self._theme.px(4)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text_2"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, bubble.look.day)

    def _paint_avatar(self, painter: QPainter, bubble: Bubble) -> None:
        side = self._theme.px(36)
        box = QRectF(self._theme.px(12), bubble.box.top(), side, side)
        look = bubble.look
        self._avatars.paint(painter, box, name=look.author, seed=look.author_seed)

    def _paint_ground(self, painter: QPainter, bubble: Bubble, *, focused: bool) -> None:
        ring = QPen(self._theme.colour("focus"), 2) if focused else QPen(Qt.PenStyle.NoPen)
        painter.setPen(ring)
        painter.setBrush(self._theme.colour(COLOURS[bubble.look.ground].ground))
        painter.drawPath(_outline(bubble.box, bubble.look))

    def _paint_name(self, painter: QPainter, bubble: Bubble) -> None:
        look, box = bubble.look, QRectF(bubble.name_box)
        if look.ground is Ground.ASSISTANT:
            size = self._theme.px(12)
            pixmap = self._icons.pixmap("sparkles", "ai", size)
            painter.drawPixmap(QPointF(box.left(), box.center().y() - size / 2 - 1), pixmap)
            box.adjust(size + self._theme.px(4), 0, 0, 0)
        painter.setFont(self._theme.font(Size.CAPTION, strong=True))
        painter.setPen(self._theme.colour(COLOURS[look.ground].meta))
        painter.drawText(box, _LEFT | Qt.TextFlag.TextDontClip, name_words(look))

    def _paint_meta(self, painter: QPainter, bubble: Bubble) -> None:
        look, box = bubble.look, QRectF(bubble.meta_box)
        meta = COLOURS[look.ground].meta
        if look.mark is not None:
            size = self._theme.px(13)
            icon, token = _mark_icon(look.mark, meta)
            at = QPointF(box.right() - size, box.center().y() - size / 2)
            painter.drawPixmap(at, self._icons.pixmap(icon, token, size))
            box.setRight(at.x() - self._theme.px(3))
        painter.setFont(self._theme.font(Size.CAPTION))
        painter.setPen(self._theme.colour(meta))
        painter.drawText(box, _RIGHT, time_words(look))
        self._paint_sources(painter, look, box)

    def _paint_sources(self, painter: QPainter, look: Look, box: QRectF) -> None:
        """Beside the time, as far as there is room."""
        if look.sources:
            metrics = QFontMetricsF(self._theme.font(Size.CAPTION))
            taken = metrics.horizontalAdvance(time_words(look)) + self._theme.px(12)
            room = box.adjusted(0, 0, -taken, 0)
            elide = Qt.TextElideMode.ElideRight
            words = metrics.elidedText(source_words(look), elide, room.width())
            painter.drawText(room, _LEFT, words)

    def _paint_problem(self, painter: QPainter, bubble: Bubble) -> None:
        metrics = QFontMetricsF(self._theme.font(Size.CAPTION))
        actions = problem_actions()
        words = tr("Not sent: {why}").format(why=bubble.look.problem)
        room = bubble.problem_box.adjusted(0, 0, -metrics.horizontalAdvance(actions) - 8, 0)
        elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(self._theme.font(Size.CAPTION))
        painter.setPen(self._theme.colour("danger"))
        painter.drawText(room, _RIGHT, elided)
        painter.setPen(self._theme.colour("link"))
        painter.drawText(bubble.problem_box, _RIGHT, actions)


def problem_actions() -> str:
    """What can be done about a line that was refused."""
    return " · ".join((tr("Retry"), tr("Delete")))


def _mark_icon(mark: Mark, meta: str) -> tuple[str, str]:
    match mark:
        case Mark.QUEUED:
            return "clock", meta
        case Mark.SENT:
            return "check", meta
        case Mark.SEEN:
            return "check-check", "link_out"
        case Mark.FAILED:
            return "circle-alert", "danger"


def _outline(box: QRectF, look: Look) -> QPainterPath:
    """Round corners; the one beside its author is nearly square where a group begins."""
    if look.side is Side.CENTRE:
        radius = min(box.height() / 2, _ROUND)
        return _rounded(box, (radius,) * 4)
    left = _POINTED if look.side is Side.VISITOR and look.starts_group else _ROUND
    right = _POINTED if look.side is Side.TEAM and look.starts_group else _ROUND
    return _rounded(box, (left, right, _ROUND, _ROUND))


def _rounded(box: QRectF, radii: tuple[float, ...]) -> QPainterPath:
    """Clockwise from the upper left corner."""
    path = QPainterPath()
    path.moveTo(box.left(), box.top() + radii[0])
    corners = (
        (box.left(), box.top(), 180),
        (box.right() - 2 * radii[1], box.top(), 90),
        (box.right() - 2 * radii[2], box.bottom() - 2 * radii[2], 0),
        (box.left(), box.bottom() - 2 * radii[3], -90),
    )
    for (left, top, angle), radius in zip(corners, radii, strict=True):
        path.arcTo(QRectF(left, top, 2 * radius, 2 * radius), angle, -90)
    path.closeSubpath()
    return path
