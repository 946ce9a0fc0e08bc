"""Paints one conversation of the inbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from server.domain.conversations import AuthorKind, Conversation, Priority, Status
from ui.icons import Icons
from ui.inbox.order import last_activity
from ui.inbox.wording import preview_line, waiting_words
from ui.theme import Size, Theme
from ui.when import list_time
from ui.widgets.avatar import AvatarPainter

_AVATAR = 42
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLook:
    """What the row shows beside the conversation itself."""

    now: datetime
    draft: str
    selected: bool
    hovered: bool
    focused: bool


_PRESSING = {
    Priority.URGENT: ("chevrons-up", "danger"),
    Priority.HIGH: ("chevron-up", "warn"),
    Priority.LOW: ("chevron-down", "text_3"),
}


class RowPainter:
    """Avatar, name, time or wait, newest text, unread count."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        self._theme = theme
        self._icons = icons
        self._avatars = AvatarPainter(theme)

    @property
    def height(self) -> int:
        """Two lines of text and room around them."""
        return 2 * QFontMetrics(self._theme.font(Size.BODY)).height() + self._theme.px(28)

    def paint(
        self, painter: QPainter, box: QRect, conversation: Conversation, look: RowLook
    ) -> None:
        """The row into its box."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        self._paint_ground(painter, box.adjusted(6, 1, -6, -1), look)
        inner = box.adjusted(px(14), px(10), -px(16), -px(10))
        side = px(_AVATAR)
        avatar = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        self._paint_avatar(painter, avatar, conversation, look)
        text = inner.adjusted(side + px(12), 0, 0, 0)
        half = text.height() // 2
        upper = QRect(text.left(), text.top(), text.width(), half)
        lower = QRect(text.left(), text.top() + half, text.width(), text.height() - half)
        self._paint_upper(painter, upper, conversation, look)
        self._paint_lower(painter, lower, conversation, look)

    def _paint_ground(self, painter: QPainter, box: QRect, look: RowLook) -> None:
        if look.selected or look.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("selected" if look.selected else "hover"))
            painter.drawRoundedRect(box, 8, 8)
        if look.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._theme.colour("focus"))
            painter.drawRoundedRect(box, 8, 8)

    def _paint_avatar(
        self, painter: QPainter, box: QRectF, conversation: Conversation, look: RowLook
    ) -> None:
        visitor = conversation.visitor
        self._avatars.paint(painter, box, name=visitor.name, seed=visitor.id)
        if visitor.online:
            ground = "selected" if look.selected else "surface"
            self._avatars.paint_presence(painter, box, ground=ground)

    def _paint_upper(
        self, painter: QPainter, box: QRect, conversation: Conversation, look: RowLook
    ) -> None:
        unread = conversation.unread > 0
        right = self._paint_wait(painter, box, conversation, look.now)
        if right is None:
            right = self._paint_time(painter, box, conversation, look)
        for icon, token in _marks(conversation):
            right = self._paint_icon(painter, box, right, icon, token)
        name = QRect(box.left(), box.top(), right - box.left() - self._theme.px(8), box.height())
        token = "text_2" if conversation.status is Status.RESOLVED else "text"
        font = self._theme.font(Size.BODY, strong=unread)
        self._words(painter, name, conversation.visitor.name, font=font, token=token)

    def _paint_lower(
        self, painter: QPainter, box: QRect, conversation: Conversation, look: RowLook
    ) -> None:
        right = box.right()
        if conversation.unread:
            right = self._paint_badge(painter, box, conversation.unread)
        left = box.left()
        preview = conversation.preview
        if preview and preview.author is AuthorKind.ASSISTANT and not look.draft:
            size = self._theme.px(14)
            self._icon_at(painter, left, box, "sparkles", "ai")
            left += size + self._theme.px(4)
        room = QRect(left, box.top(), right - left - self._theme.px(6), box.height())
        token = "warn" if look.draft else ("text" if conversation.unread else "text_2")
        words = preview_line(conversation, look.draft)
        self._words(painter, room, words, font=self._theme.font(Size.BODY2), token=token)

    def _paint_wait(
        self, painter: QPainter, box: QRect, conversation: Conversation, now: datetime
    ) -> int | None:
        """How long somebody waits stands out more than when they wrote."""
        words = waiting_words(conversation, now)
        if not words:
            return None
        font = self._theme.font(Size.CAPTION, strong=True)
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(words) + self._theme.px(14)
        height = metrics.height() + self._theme.px(4)
        chip = QRect(box.right() - width, box.center().y() - height // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("warn_soft"))
        painter.drawRoundedRect(chip, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(self._theme.colour("warn"))
        painter.drawText(chip, _CENTRE, words)
        return chip.left()

    def _paint_time(
        self, painter: QPainter, box: QRect, conversation: Conversation, look: RowLook
    ) -> int:
        words = list_time(last_activity(conversation), look.now)
        font = self._theme.font(Size.SMALL)
        painter.setFont(font)
        painter.setPen(self._theme.colour("link" if conversation.unread else "text_3"))
        painter.drawText(box, _RIGHT, words)
        return box.right() - QFontMetrics(font).horizontalAdvance(words)

    def _paint_badge(self, painter: QPainter, box: QRect, unread: int) -> int:
        words = str(unread) if unread < 100 else "99+"
        font = self._theme.font(Size.CAPTION, strong=True)
        metrics = QFontMetrics(font)
        height = metrics.height() + self._theme.px(5)
        width = max(height, metrics.horizontalAdvance(words) + self._theme.px(12))
        pill = QRect(box.right() - width, box.center().y() - height // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(self._theme.colour("on_accent"))
        painter.drawText(pill, _CENTRE, words)
        return pill.left()

    def _paint_icon(self, painter: QPainter, box: QRect, right: int, name: str, token: str) -> int:
        left = right - self._theme.px(18)
        self._icon_at(painter, left, box, name, token)
        return left

    def _icon_at(self, painter: QPainter, left: int, box: QRect, name: str, token: str) -> None:
        size = self._theme.px(14)
        pixmap = self._icons.pixmap(name, token, size)
        painter.drawPixmap(left, box.center().y() - size // 2 + 1, pixmap)

    def _words(self, painter: QPainter, box: QRect, words: str, *, font: QFont, token: str) -> None:
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, elided)


def _marks(conversation: Conversation) -> Iterator[tuple[str, str]]:
    """Icons before the time, the outermost first, with their colours."""
    if conversation.status is Status.RESOLVED:
        yield ("check", "ok")
    elif conversation.status is Status.SNOOZED:
        yield ("alarm-clock", "text_3")
    if conversation.priority in _PRESSING and conversation.status is not Status.RESOLVED:
        yield _PRESSING[conversation.priority]
