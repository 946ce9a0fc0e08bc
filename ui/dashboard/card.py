"""A card: a figure, its chart, the same as a table, and as CSV."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from server.domain.reports import Overview
from server.domain.sheets import Sheet, csv_text
from ui.charts.chart import INSET
from ui.dashboard.sheet_table import SheetTable
from ui.dashboard.wording import NO_TREND, Trend
from ui.i18n import tr
from ui.icons import Icons
from ui.widgets.buttons import IconButton
from ui.widgets.label import Label

_PADDING = 12
_GAP = 8


class Card(QFrame):
    """Subclasses say their words and figures in `draw`, and give them as rows in `sheet`.

    Attributes:
        chart: Where a subclass puts what is shown instead of the table.

    Signals:
        done: A sentence about what was done.
        troubled: A sentence about what did not work.
    """

    done = Signal(str)
    troubled = Signal(str)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.icons = icons
        self.theme = icons.theme
        self.overview: Overview | None = None
        self.chart = QVBoxLayout()
        self._title = Label(size="body2", tone="muted", strong=True, wrap=True)
        self._place = QWidget()
        self._table: SheetTable | None = None
        self._menu_button = IconButton(icons, "ellipsis", size=16)
        self._menu = QMenu(self)
        self._lay_out()

    # --- for subclasses -------------------------------------------------------------------------

    def title(self) -> str:
        """What it is about."""
        raise NotImplementedError

    def file_name(self) -> str:
        """What its CSV is called, without days and ending."""
        raise NotImplementedError

    def sheet(self, of: Overview) -> Sheet:
        """Its figures as rows, headings in the agent's language."""
        raise NotImplementedError

    def draw(self, of: Overview) -> None:
        """Put words and figures where they belong."""
        raise NotImplementedError

    # --- showing --------------------------------------------------------------------------------

    @property
    def shows_table(self) -> bool:
        """Whether the figures are shown as a table now."""
        return self._table is not None and not self._table.isHidden()

    def show_overview(self, of: Overview) -> None:
        """These figures."""
        self.overview = of
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        title = self.title()
        self._title.setText(title)
        self._menu_button.set_name(tr("More about “{title}”").format(title=title))
        self.setAccessibleName(title)
        if self.overview is not None:
            self.draw(self.overview)
            if self._table is not None:
                self._table.show_sheet(title, self.sheet(self.overview))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def show_as_table(self) -> None:
        """Rows instead of a picture."""
        if self.overview is None:
            return
        if self._table is None:
            self._table = SheetTable(self.theme)
            self._column.addWidget(self._table)
        self._table.show_sheet(self.title(), self.sheet(self.overview))
        self._table.show()
        self._place.hide()

    def show_as_chart(self) -> None:
        """A picture instead of rows."""
        self._place.show()
        if self._table is not None:
            self._table.hide()

    # --- taking away ----------------------------------------------------------------------------

    def copy_csv(self) -> None:
        """To the clipboard, without the mark that only files need."""
        if self.overview is not None:
            text = csv_text(self.sheet(self.overview), mark=False)
            QGuiApplication.clipboard().setText(text)
            self.done.emit(tr("Copied: {title}").format(title=self.title()))

    def ask_where_to_save(self) -> None:
        """The system's dialog."""
        of = self.overview
        if of is None:
            return
        name = f"{self.file_name()}-{of.first}-{of.last}.csv"
        dialog = QFileDialog(self.window(), tr("Save CSV"), name, "CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self.save_csv)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_csv(self, file: str) -> None:
        """Into this file."""
        if self.overview is None:
            return
        try:
            Path(file).write_bytes(csv_text(self.sheet(self.overview)).encode())
        except OSError as error:
            words = tr("The table cannot be saved there: {reason}").format(reason=error.strerror)
            self.troubled.emit(words)
        else:
            self.done.emit(tr("Saved: {file}").format(file=Path(file).name))

    # --- construction ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(_GAP)
        head.setContentsMargins(INSET, 0, 0, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._menu_button)
        self._place.setLayout(self.chart)
        self.chart.setContentsMargins(0, 0, 0, 0)
        self.chart.setSpacing(_GAP)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_PADDING, 10, _PADDING, 14)
        self._column.setSpacing(_GAP)
        self._column.addLayout(head)
        self._column.addWidget(self._place, 1)
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setMenu(self._menu)
        self._menu.aboutToShow.connect(self.fill_menu)

    def fill_menu(self) -> QMenu:
        """Made anew each time: in the language of now, and with what is possible now."""
        self._menu.clear()
        if self.shows_table:
            self._menu.addAction(tr("Show as chart"), self.show_as_chart)
        else:
            self._menu.addAction(tr("Show as table"), self.show_as_table)
        self._menu.addSeparator()
        self._menu.addAction(tr("Copy as CSV"), self.copy_csv)
        self._menu.addAction(tr("Save CSV…"), self.ask_where_to_save)
        return self._menu


class Headline(QWidget):
    """The figure that is read first, what it is, and how it was before."""

    def __init__(self) -> None:
        super().__init__()
        self._figure = Label(size="display")
        self._words = Label(size="body2", tone="muted", wrap=True)
        self._trend = Label(size="small", tone="faint", wrap=True)
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        self._row.addWidget(self._figure)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, 0, INSET, 0)
        column.setSpacing(2)
        column.addLayout(self._row)
        column.addWidget(self._words)
        column.addWidget(self._trend)

    def say(self, figure: str, words: str = "", trend: Trend = NO_TREND) -> None:
        """These; empty lines take no room."""
        self._figure.setText(figure)
        self._trend.set_tone(trend.tone)
        for label, text in ((self._words, words), (self._trend, trend.words)):
            label.setText(text)
            label.setVisible(bool(text))

    def beside(self, widget: QWidget | QLabel) -> None:
        """Next to the figure."""
        self._row.insertWidget(1, widget)


class Remark(Label):
    """A line of words in line with the charts."""

    def __init__(self, *, tone: str = "muted", strong: bool = False) -> None:
        super().__init__(size="small", tone=tone, strong=strong, wrap=True)
        self.setContentsMargins(INSET, 0, INSET, 0)
