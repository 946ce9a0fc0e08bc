"""What the visitor asked before."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from server.domain.conversations import Conversation
from ui.desk import Desk
from ui.i18n import tr
from ui.inbox.order import last_activity
from ui.inbox.wording import handler_words, preview_line
from ui.theme import Size, Theme
from ui.when import day
from ui.widgets.label import Label

_MOST = 5
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Earlier(QWidget):
    """The latest few conversations of the same visitor; a click opens one."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._shown: tuple[Conversation, ...] = ()
        self._none = Label(size="body2", tone="faint", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._none)
        self._rows: list[EarlierRow] = []
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._none.setText(tr("This is their first conversation."))
        self._show()

    def show_beside(self, conversation: Conversation) -> None:
        """Those of its visitor that are known."""
        others = [
            one
            for one in self._desk.state.conversations.values()
            if one.visitor.id == conversation.visitor.id and one.id != conversation.id
        ]
        latest = sorted((one for one in others if one.last_seq), key=last_activity, reverse=True)
        if tuple(latest[:_MOST]) != self._shown:
            self._shown = tuple(latest[:_MOST])
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show(self) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for conversation in self._shown:
            row = EarlierRow(conversation, self._desk, self._theme)
            row.opened.connect(self._desk.open)
            self._column.addWidget(row)
            self._rows.append(row)
        self._none.setVisible(not self._rows)


class EarlierRow(QAbstractButton):
    """When it was, how it ended, and its last words.

    Signals:
        opened: The id of the conversation.
    """

    opened = Signal(str)

    def __init__(self, conversation: Conversation, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._day = day(last_activity(conversation), desk.now())
        self._state = handler_words(conversation, desk.state.me)
        self._words = preview_line(conversation, "")
        self.setAccessibleName(f"{self._day}, {self._state}, {self._words}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.opened.emit(conversation.id))

    def sizeHint(self) -> QSize:
        line = QFontMetrics(self._theme.font(Size.BODY2)).height()
        return QSize(0, 2 * line + self._theme.px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, theme = self._theme.px, self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.hasFocus():
                edge = theme.colour("focus") if self.hasFocus() else Qt.PenStyle.NoPen
                painter.setPen(edge)
                painter.setBrush(theme.colour("hover"))
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(6), px(6))
            box = self.rect().adjusted(px(8), px(6), -px(8), -px(6))
            half = box.height() // 2
            upper = QRect(box.left(), box.top(), box.width(), half)
            lower = QRect(box.left(), box.top() + half, box.width(), half)
            room = self._draw(painter, upper, self._state, "text_3", _RIGHT)
            upper.setRight(upper.right() - room - px(8))
            self._draw(painter, upper, self._day, "text", _LEFT)
            self._draw(painter, lower, self._words, "text_2", _LEFT)

    def _draw(
        self, painter: QPainter, box: QRect, words: str, token: str, at: Qt.AlignmentFlag
    ) -> int:
        """The width that it took."""
        font = self._theme.font(Size.SMALL if at is _RIGHT else Size.BODY2)
        metrics = QFontMetrics(font)
        room = box.width() // 2 if at is _RIGHT else box.width()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        painter.drawText(box, at, shown)
        return metrics.horizontalAdvance(shown)
