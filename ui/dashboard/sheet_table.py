"""A card's figures as a table."""

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from server.domain.sheets import Cell, Sheet
from ui.theme import Theme
from ui.widgets.label import as_tooltip

_ROW = 28
_MOST_ROWS = 8
_NARROWEST = 96
_SCROLL_BAR = 12


class SheetTable(QTableWidget):
    """Only to be read; it scrolls where there are many rows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "sheet")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        theme.changed.connect(self._fit)
        self._fit()

    def show_sheet(self, name: str, sheet: Sheet) -> None:
        """These rows."""
        self.setAccessibleName(name)
        self.setColumnCount(len(sheet.headings))
        self.setRowCount(len(sheet.rows))
        for column, heading in enumerate(sheet.headings):
            item = QTableWidgetItem(heading)
            item.setTextAlignment(_side(column))
            self.setHorizontalHeaderItem(column, item)
        for row, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                self.setItem(row, column, _item(cell, column))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._fit_columns()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """The first takes what the figures leave, unless that is next to nothing."""
        if not self.columnCount():
            return
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        others = sum(header.sectionSize(column) for column in range(1, self.columnCount()))
        room = self.viewport().width() - others
        narrow = room < self._theme.px(_NARROWEST)
        mode = modes.ResizeToContents if narrow else modes.Stretch
        if header.sectionResizeMode(0) is not mode:
            header.setSectionResizeMode(0, mode)

    def sizeHint(self) -> QSize:
        """As high as its rows, within reason."""
        rows = min(_MOST_ROWS, max(1, self.rowCount()))
        return QSize(self._theme.px(200), (rows + 1) * self._theme.px(_ROW) + _SCROLL_BAR)

    def minimumSizeHint(self) -> QSize:
        """The same height, in any width."""
        return QSize(self._theme.px(80), self.sizeHint().height())

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW))
        self.horizontalHeader().setFixedHeight(self._theme.px(_ROW))
        self.updateGeometry()


def _item(cell: Cell, column: int) -> QTableWidgetItem:
    text = words(cell)
    item = QTableWidgetItem(text)
    item.setTextAlignment(_side(column))
    item.setToolTip(as_tooltip(text))
    return item


def words(cell: Cell) -> str:
    """As the language writes it."""
    if cell is None:
        return "–"
    if isinstance(cell, int):
        return QLocale().toString(cell)
    if isinstance(cell, float):
        return QLocale().toString(cell, "g", 7)
    return cell


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
