"""Cards side by side, as many as there is room for."""

from collections.abc import Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Theme

_GAP = 12
_MARGIN = 24
_NARROWEST = 268  # of a card

Rows = tuple[tuple[tuple[str, int], ...], ...]


class CardGrid(QWidget):
    """Rows of names with their widths, for each number of columns; their order is the same in all.

    Attributes:
        columns: How many there are now.
    """

    def __init__(
        self, theme: Theme, cards: Mapping[str, QWidget], plans: Mapping[int, Rows]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._cards = cards
        self._plans = plans
        self.columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_MARGIN, 16, _MARGIN, _MARGIN)
        self._grid.setSpacing(_GAP)
        theme.changed.connect(self._reflow)
        self._reflow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reflow()

    def _reflow(self) -> None:
        room = max(0, self.width() - 2 * _MARGIN + _GAP)
        fitting = room // (self._theme.px(_NARROWEST) + _GAP)
        columns = max((n for n in self._plans if n <= fitting), default=min(self._plans))
        if columns == self.columns:
            return
        for column in range(self.columns):
            self._grid.setColumnStretch(column, 0)
        self.columns = columns
        for card in self._cards.values():
            self._grid.removeWidget(card)
        for row, names in enumerate(self._plans[columns]):
            at = 0
            for name, width in names:
                self._grid.addWidget(self._cards[name], row, at, 1, width)
                at += width
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
