"""The articles, one row each."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView

from server.domain.articles import Article, ArticleStatus
from ui.i18n import tr
from ui.knowledge.library import Library
from ui.row_geometry import EvenRows
from ui.theme import Size, Theme
from ui.virtual_list import Index, VirtualListView
from ui.when import full

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class ArticleModel(QAbstractListModel):
    """Those that hold the words that are looked for."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._words = ""
        self._drafts_only = False
        self.articles: list[Article] = []
        library.changed.connect(self._reset)
        self._reset()

    def search(self, words: str) -> None:
        """Only those with all of these words."""
        self._words = words
        self._reset()

    def only_drafts(self, on: bool) -> None:
        """Only those that wait to be approved."""
        self._drafts_only = on
        self._reset()

    def row_of(self, article_id: str) -> int:
        """Its row, or -1."""
        rows = (row for row, one in enumerate(self.articles) if one.id == article_id)
        return next(rows, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.articles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        article = self.articles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return article.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            draft = tr("Draft") if article.status is ArticleStatus.DRAFT else ""
            return ", ".join(filter(None, (article.title, draft, full(article.updated_at))))
        return None

    def _reset(self) -> None:
        self.beginResetModel()
        self.articles = [one for one in self._library.articles if self._fits(one)]
        self.endResetModel()

    def _fits(self, article: Article) -> bool:
        if self._drafts_only and article.status is not ArticleStatus.DRAFT:
            return False
        text = " ".join((article.title, article.body, *article.questions, *article.tags)).casefold()
        return all(word in text for word in self._words.casefold().split())


class ArticleList(VirtualListView):
    """Title, and what else visitors call it; what waits or is not saved has a mark.

    Signals:
        opened: The id of an article.
    """

    opened = Signal(str)

    def __init__(self, library: Library, model: ArticleModel, theme: Theme) -> None:
        self._library = library
        self._found = model
        self._theme = theme
        super().__init__(EvenRows(self._height()), follows_end=False)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setModel(model)
        theme.changed.connect(self.measure_again)
        library.edited.connect(self.viewport().update)
        self.retranslate()

    def retranslate(self) -> None:
        """Its name for screen readers."""
        self.setAccessibleName(tr("Articles"))

    def show_selected(self, article_id: str) -> None:
        """The one in the editor."""
        row = self._found.row_of(article_id)
        if row < 0:
            self.clearSelection()
        elif row != self.currentIndex().row():
            self.setCurrentIndex(self._found.index(row))

    def estimates(self, rows: range) -> list[int]:
        return [self._height()] * len(rows)

    def measure(self, _row: int) -> int:
        return self._height()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.opened.emit(self._found.articles[current.row()].id)

    def paint_row(self, painter: QPainter, box: QRect, row: int) -> None:
        px, article = self._theme.px, self._found.articles[row]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = box.adjusted(6, 1, -6, -1)
        selected = self.selectionModel().isSelected(self._found.index(row))
        if selected or row == self.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("selected" if selected else "hover"))
            painter.drawRoundedRect(ground, 8, 8)
        inner = ground.adjusted(px(12), px(8), -px(12), -px(8))
        half = inner.height() // 2
        upper = QRect(inner.left(), inner.top(), inner.width(), half)
        lower = QRect(inner.left(), inner.top() + half, inner.width(), half)
        upper.setRight(self._paint_mark(painter, upper, article) - px(8))
        strong, small = self._theme.font(Size.BODY, strong=True), self._theme.font(Size.SMALL)
        self._words(painter, upper, article.title, font=strong, ink="text")
        below = article.questions[0] if article.questions else article.body
        self._words(painter, lower, " ".join(below.split()), font=small, ink="text_2")

    def _paint_mark(self, painter: QPainter, box: QRect, article: Article) -> int:
        """The left edge of what was painted."""
        if self._library.is_edited(article.id):
            words, ground, ink = tr("Not saved"), "warn_soft", "warn"
        elif article.status is ArticleStatus.DRAFT:
            words, ground, ink = tr("Draft"), "hover", "text_2"
        else:
            return box.right()
        font = self._theme.font(Size.CAPTION, strong=True)
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(words) + self._theme.px(14)
        height = metrics.height() + self._theme.px(4)
        chip = QRect(box.right() - width, box.center().y() - height // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(chip, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        painter.drawText(chip, _CENTRE, words)
        return chip.left()

    def _words(self, painter: QPainter, box: QRect, words: str, *, font: QFont, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, shown)

    def _height(self) -> int:
        body, small = self._theme.font(Size.BODY), self._theme.font(Size.SMALL)
        lines = QFontMetrics(body).height() + QFontMetrics(small).height()
        return lines + self._theme.px(26)
