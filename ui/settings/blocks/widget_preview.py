"""The chat as visitors see it, small, with the settings as they are now."""

from typing import Any

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from server.domain.settings import WidgetPosition
from ui.i18n import tr
from ui.icons import Icons
from ui.settings.values import Values
from ui.theme import Size
from ui.tokens import DARK, LIGHT, contrast

_WIDTH, _HEIGHT, _HEAD, _BUTTON = 300, 260, 48, 44
_WHITE, _INK = LIGHT.on_accent, DARK.on_accent
_NEARLY = 2.8
_MOST_QUESTIONS = 3
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class WidgetPreview(QWidget):
    """Always light, like the page by day; painted, so that nothing is loaded."""

    def __init__(self, values: Values[Any], icons: Icons) -> None:
        super().__init__()
        self._values = values
        self._icons = icons
        self._theme = icons.theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        values.changed.connect(self.update)
        self._theme.changed.connect(self.updateGeometry)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("The chat as visitors see it"))
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(_WIDTH), px(_HEIGHT + _BUTTON + 12))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, settings = self._theme.px, self._values.value
        accent = QColor(settings.accent)
        on_accent = QColor(_WHITE if contrast(_WHITE, settings.accent) >= _NEARLY else _INK)
        right = settings.position is WidgetPosition.RIGHT
        left = self.width() - px(_WIDTH) - 1 if right else 1
        panel = QRectF(left, 1, px(_WIDTH), px(_HEIGHT))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_panel(painter, panel)
            head = QRectF(panel.left(), panel.top(), panel.width(), px(_HEAD))
            self._paint_head(painter, head, accent, on_accent)
            self._paint_words(painter, panel.adjusted(px(14), px(_HEAD + 14), -px(14), -px(14)))
            side = px(_BUTTON)
            x = panel.right() - side if right else panel.left()
            self._paint_button(painter, QRectF(x, panel.bottom() + px(10), side, side), accent)

    def _paint_panel(self, painter: QPainter, panel: QRectF) -> None:
        painter.setPen(QColor(LIGHT.border))
        painter.setBrush(QColor(LIGHT.surface))
        painter.drawRoundedRect(panel, 12, 12)

    def _paint_head(self, painter: QPainter, box: QRectF, accent: QColor, ink: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawRoundedRect(box, 12, 12)
        painter.drawRect(box.adjusted(0, box.height() / 2, 0, 0))
        inner = box.adjusted(self._theme.px(14), 0, -self._theme.px(14), 0)
        self._write(painter, inner, self._values.value.name, ink, strong=True)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        px, settings = self._theme.px, self._values.value
        chinese = QLocale().language() is QLocale.Language.Chinese
        said = settings.greetings.get("zh-CN" if chinese else "en") or settings.greeting
        words = said or tr("Hi! How can we help you today?")
        top = self._paint_greeting(painter, box, words) + px(12)
        for question in settings.quick_questions[:_MOST_QUESTIONS]:
            top = self._paint_question(
                painter, QRectF(box.left(), top, box.width(), px(30)), question
            )

    def _paint_greeting(self, painter: QPainter, box: QRectF, words: str) -> float:
        """As many lines as it takes, up to half of the panel."""
        px = self._theme.px
        painter.setFont(self._theme.font(Size.BODY2))
        room = QRectF(box.left() + px(12), box.top() + px(9), box.width() * 0.8, px(90))
        text = painter.boundingRect(room, _WRAPPED, words).intersected(room)
        bubble = text.adjusted(-px(12), -px(9), px(12), px(9))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.app))
        painter.drawRoundedRect(bubble, 12, 12)
        painter.setPen(QColor(_INK))
        painter.drawText(text, _WRAPPED, words)
        return bubble.bottom()

    def _paint_question(self, painter: QPainter, box: QRectF, words: str) -> float:
        px = self._theme.px
        metrics = QFontMetricsF(self._theme.font(Size.BODY2))
        box.setWidth(min(box.width(), metrics.horizontalAdvance(words) + px(26)))
        painter.setPen(QColor(self._values.value.accent))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        self._write(painter, box.adjusted(px(13), 0, -px(11), 0), words, QColor(_INK))
        return box.bottom() + px(7)

    def _paint_button(self, painter: QPainter, box: QRectF, accent: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(box)
        size = self._theme.px(20)
        pixmap = self._icons.pixmap("message-square", "on_accent", size)
        painter.drawPixmap(
            round(box.center().x() - size / 2), round(box.center().y() - size / 2), pixmap
        )

    def _write(
        self, painter: QPainter, box: QRectF, words: str, ink: QColor, *, strong: bool = False
    ) -> None:
        font = self._theme.font(Size.BODY if strong else Size.BODY2, strong=strong)
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(box, _LEFT, shown)
