"""The inbox's tabs, each with how many conversations it holds; what has no room is in a menu."""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ui.i18n import tr
from ui.icons import Icons
from ui.inbox.order import Tab
from ui.inbox.saved_views import SavedViews
from ui.inbox.view import View
from ui.widgets.buttons import IconButton

_GAP = 2


class TabBar(QWidget):
    """One of them is always chosen, and always in sight.

    Signals:
        chosen: A `Tab`.
        view_chosen: A `View` that somebody saved.
    """

    chosen = Signal(Tab)
    view_chosen = Signal(View)

    def __init__(self, icons: Icons, views: SavedViews) -> None:
        super().__init__()
        self._views = views
        self._counts = dict.fromkeys(Tab, 0)
        self._buttons = {tab: self._button() for tab in Tab}
        self._more = IconButton(icons, "ellipsis", size=18)
        self._menu = QMenu(self)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for tab, button in self._buttons.items():
            self._group.addButton(button)
            button.clicked.connect(partial(self.chosen.emit, tab))
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignVCenter)
        self._more.clicked.connect(self._open_menu)
        views.changed.connect(self._make_room)
        self._buttons[Tab.ALL].setChecked(True)
        self.retranslate()

    def show_chosen(self, tab: Tab) -> None:
        """Somebody chose it elsewhere."""
        self._buttons[tab].setChecked(True)
        self._make_room()

    def show_count(self, tab: Tab, count: int) -> None:
        """So many conversations."""
        if self._counts[tab] != count:
            self._counts[tab] = count
            self._buttons[tab].setText(self._words(tab))
            self._make_room()

    def retranslate(self) -> None:
        """Names and counts."""
        self._more.set_name(tr("More views"))
        for tab, button in self._buttons.items():
            button.setText(self._words(tab))
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        """The widest tab and the menu are possible in any list."""
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        width = widest + _GAP + self._more.sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _words(self, tab: Tab) -> str:
        """All needs no number, and its would be the widest."""
        name, count = tab_title(tab), self._counts[tab]
        return f"{name} {count}" if count and tab is not Tab.ALL else name

    def _make_room(self) -> None:
        """The chosen one first, the others in their order while there is room."""
        room = self.width()
        widths = {tab: button.sizeHint().width() + _GAP for tab, button in self._buttons.items()}
        if sum(widths.values()) > room:
            room -= self._more.sizeHint().width() + _GAP
        shown: set[Tab] = set()
        chosen = [tab for tab, button in self._buttons.items() if button.isChecked()]
        for tab in (*chosen, *Tab):
            if tab in shown:
                continue
            room -= widths[tab]
            if room < 0 and shown:
                break
            shown.add(tab)
        for tab, button in self._buttons.items():
            button.setVisible(tab in shown)
        self._more.setVisible(len(shown) < len(Tab) or bool(self._views.items))

    def _open_menu(self) -> None:
        self._menu.clear()
        for tab, button in self._buttons.items():
            if button.isHidden():
                self._menu.addAction(self._words(tab), partial(self._choose, tab))
        self._menu.addSeparator()
        for saved in self._views.items:
            self._menu.addAction(
                saved.name.replace("&", "&&"), partial(self.view_chosen.emit, saved.view)
            )
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _choose(self, tab: Tab) -> None:
        self.show_chosen(tab)
        self._buttons[tab].setFocus()
        self.chosen.emit(tab)

    def _button(self) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setProperty("look", "tab")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return button


def tab_title(tab: Tab) -> str:
    """Its name."""
    return {
        Tab.MINE: tr("Mine", meaning="tab"),
        Tab.UNASSIGNED: tr("Unassigned", meaning="tab"),
        Tab.WAITING: tr("Waiting", meaning="tab"),
        Tab.ASSISTANT: tr("AI", meaning="tab"),
        Tab.ALL: tr("All", meaning="tab"),
        Tab.SNOOZED: tr("Snoozed", meaning="tab"),
    }[tab]
