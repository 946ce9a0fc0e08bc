"""The inbox's filters, each with how many conversations it holds."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

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
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for tab, button in self._buttons.items():
            self._group.addButton(button)
            layout.addWidget(button)
            button.clicked.connect(lambda _checked, tab=tab: self.chosen.emit(tab))
        layout.addStretch(1)
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
