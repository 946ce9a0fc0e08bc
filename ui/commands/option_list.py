"""The rows of the palette."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView

from ui.commands.options import Option
from ui.icons import Icons
from ui.row_geometry import EvenRows
from ui.theme import Size
from ui.virtual_list import Index, VirtualListView

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class OptionModel(QAbstractListModel):
    """What is offered now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.options: Sequence[Option] = ()

    def show(self, options: Sequence[Option]) -> None:
        """These instead."""
        self.beginResetModel()
        self.options = options
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.options)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        option = self.options[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return option.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (option.title, option.detail, option.keys)))
        return None


class OptionList(VirtualListView):
    """Title with the letters that fit, details, and keys."""

    def __init__(self, model: OptionModel, icons: Icons) -> None:
        self._offered = model
        self._icons = icons
        self._theme = icons.theme
        super().__init__(EvenRows(self._height()), follows_end=False)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setModel(model)
        icons.theme.changed.connect(self.measure_again)

    def fit_height(self, most: int) -> None:
        """As high as its rows, and no higher than this."""
        self.setFixedHeight(min(most, max(1, self._offered.rowCount()) * self._height()))

    def estimate(self, _row: int) -> int:
        return self._height()

    def measure(self, _row: int) -> int:
        return self._height()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.clicked.emit(index)

    def paint_row(self, painter: QPainter, box: QRect, row: int) -> None:
        px, option = self._theme.px, self._offered.options[row]
        row_box = box.adjusted(px(6), 1, -px(6), -1)
        selected = self.currentIndex().row() == row
        if selected or row == self.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("selected" if selected else "hover"))
            painter.drawRoundedRect(row_box, px(6), px(6))
        inner = row_box.adjusted(px(10), 0, -px(10), 0)
        self._paint_icon(painter, inner, option)
        inner.setLeft(inner.left() + px(28))
        inner.setRight(self._paint_end(painter, inner, option) - px(12))
        self._paint_title(painter, inner, option)

    def _height(self) -> int:
        return QFontMetrics(self._theme.font(Size.BODY)).height() + self._theme.px(16)

    def _paint_icon(self, painter: QPainter, box: QRect, option: Option) -> None:
        name = option.icon if option.checked is None else ("check" if option.checked else "")
        if name:
            size = self._theme.px(16)
            pixmap = self._icons.pixmap(name, "text_2", size)
            painter.drawPixmap(box.left(), box.center().y() - size // 2, pixmap)

    def _paint_end(self, painter: QPainter, box: QRect, option: Option) -> int:
        """Keys, or else the detail; the left edge of what was painted."""
        words = option.keys or option.detail
        font = self._theme.font(Size.SMALL)
        metrics = QFontMetrics(font)
        room = box.width() // 2
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text_3"))
        painter.drawText(box, _RIGHT, shown)
        return box.right() - metrics.horizontalAdvance(shown)

    def _paint_title(self, painter: QPainter, box: QRect, option: Option) -> None:
        """Letter by letter only where some stand out."""
        plain, strong = self._theme.font(Size.BODY), self._theme.font(Size.BODY, strong=True)
        metrics = QFontMetrics(plain)
        title = metrics.elidedText(option.title, Qt.TextElideMode.ElideRight, box.width())
        for text, fits in _runs(title, frozenset(option.places)):
            painter.setFont(strong if fits else plain)
            painter.setPen(self._theme.colour("link" if fits else "text"))
            painter.drawText(box, _LEFT, text)
            width = QFontMetrics(painter.font()).horizontalAdvance(text)
            box.setLeft(box.left() + width)


def _runs(title: str, places: frozenset[int]) -> list[tuple[str, bool]]:
    """Neighbours that fit, or do not, together."""
    runs: list[tuple[str, bool]] = []
    for place, letter in enumerate(title):
        fits = place in places
        if runs and runs[-1][1] is fits:
            runs[-1] = (runs[-1][0] + letter, fits)
        else:
            runs.append((letter, fits))
    return runs
