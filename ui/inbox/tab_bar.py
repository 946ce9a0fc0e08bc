"""The inbox's filters, each with how many conversations it holds."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QWidget

from ui.i18n import tr
from ui.inbox.order import Tab


class TabBar(QWidget):
    """One of them is always chosen.

    Signals:
        chosen: A `Tab`.
    """

    chosen = Signal(Tab)

    def __init__(self) -> None:
        super().__init__()
        self._counts = dict.fromkeys(Tab, 0)
        self._buttons = {tab: self._button() for tab in Tab}
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)
        for tab, button in self._buttons.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _checked, tab=tab: self.chosen.emit(tab))
        self._lay_out()
        self._buttons[Tab.ALL].setChecked(True)
        self.retranslate()

    def show_count(self, tab: Tab, count: int) -> None:
        """So many conversations."""
        if self._counts[tab] != count:
            self._counts[tab] = count
            self.retranslate()

    def retranslate(self) -> None:
        """Names and counts; All needs none, and its number would be the widest."""
        names = {
            Tab.WAITING: tr("Waiting", meaning="tab"),
            Tab.MINE: tr("Mine", meaning="tab"),
            Tab.ASSISTANT: tr("AI", meaning="tab"),
            Tab.ALL: tr("All", meaning="tab"),
        }
        for tab, button in self._buttons.items():
            count = self._counts[tab]
            shown = count and tab is not Tab.ALL
            button.setText(f"{names[tab]} {count}" if shown else names[tab])
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """Two beside each other are possible in any list."""
        widths = [button.sizeHint().width() for button in self._buttons.values()]
        return QSize(2 * max(widths), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """One row, or two where larger text leaves no room for one."""
        needed = sum(button.sizeHint().width() + 2 for button in self._buttons.values())
        columns = 4 if needed <= self.width() else 2
        for at, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, at // columns, at % columns)
        self._grid.setColumnStretch(columns, 1)
        self._grid.setColumnStretch(6 - columns, 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _button(self) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setProperty("look", "tab")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return button
