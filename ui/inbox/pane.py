"""The left pane: search, tabs with counts, the list, and a sentence when it is empty."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.inbox.filter_chips import FilterChips
from ui.inbox.list_model import InboxModel
from ui.inbox.list_view import InboxList
from ui.inbox.order import Tab
from ui.inbox.saved_views import SavedViews
from ui.inbox.tab_bar import TabBar
from ui.inbox.view import Filters, View
from ui.widgets.buttons import IconButton
from ui.widgets.label import Label

# Long enough not to ask the server at every letter.
_PAUSE_MS = 250


class InboxPane(QFrame):
    """Chooses what is shown; the desk knows what is open.

    Attributes:
        list: The conversations, for shortcuts that move through them.

    Signals:
        view_changed: Another `View` is shown.
        attention_changed: How many conversations need this agent.
    """

    view_changed = Signal(View)
    attention_changed = Signal(int)

    def __init__(self, desk: Desk, icons: Icons, views: SavedViews) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self._desk = desk
        self._icons = icons
        self._needing_me = 0
        self._model = InboxModel(desk, self)
        self.list = InboxList(desk, self._model, icons)
        self._search = QLineEdit(clearButtonEnabled=True)
        self._search.setProperty("quiet", "true")
        self._search_icon = self._search.addAction(
            icons.icon("search", "text_2", 16), QLineEdit.ActionPosition.LeadingPosition
        )
        self._filter = IconButton(icons, "sliders-horizontal")
        self._tabs = TabBar(icons, views)
        self._chips = FilterChips(icons)
        self._pausing = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._empty = Label(size="body2", tone="muted", wrap=True)
        self._lay_out()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._search.setPlaceholderText(tr("Search conversations"))
        self._search.setAccessibleName(tr("Search conversations"))
        self._filter.set_name(tr("Sort and filter"))
        self.list.retranslate()
        self._show_counts()

    @property
    def view(self) -> View:
        """What is shown now."""
        return self._model.view

    def show_view(self, view: View) -> None:
        """Show this instead."""
        self._model.show_view(view)
        self._tabs.show_chosen(view.tab)
        self._chips.show_view(view)
        self._show_empty()
        self.view_changed.emit(view)

    def show_tab(self, tab: Tab) -> None:
        """Other conversations, sorted and filtered as before."""
        self.show_view(replace(self.view, tab=tab))

    def driven(self) -> dict[str, IconButton]:
        """Its buttons by the command that they run."""
        return {"inbox.filters": self._filter}

    def focus_search(self) -> None:
        """Start typing to find somebody."""
        self._search.setFocus()
        self._search.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        for widgets in ((self._search, self._filter), (self._tabs,), (self._chips,)):
            row = QHBoxLayout()
            row.setContentsMargins(14, 0, 14, 0)
            row.setSpacing(6)
            for widget in widgets:
                row.addWidget(widget)
            layout.addLayout(row)
        self._empty.setContentsMargins(20, 12, 20, 0)
        layout.addWidget(self._empty)
        layout.addWidget(self.list, 1)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._typed)
        self._pausing.timeout.connect(self._search_all)
        self._desk.found.connect(self._model.add_found)
        self._tabs.chosen.connect(self.show_tab)
        self._tabs.view_chosen.connect(self.show_view)
        self._chips.changed.connect(self.show_view)
        self.list.near_end.connect(self._load_more)
        self._model.counted.connect(self._show_counts)
        for changed in (
            self._model.modelReset,
            self._model.rowsInserted,
            self._model.rowsRemoved,
        ):
            changed.connect(self._show_empty)
        self._icons.theme.changed.connect(self._draw_icon)
        clear = QShortcut(
            QKeySequence("Escape"), self._search, context=Qt.ShortcutContext.WidgetShortcut
        )
        clear.activated.connect(self._leave_search)

    def _typed(self, words: str) -> None:
        self._model.search(words.strip())
        self._pausing.start()

    def _search_all(self) -> None:
        """What is typed may stand in any message, long ago."""
        words = self._search.text().strip()
        if words:
            self._desk.search(words)

    def _leave_search(self) -> None:
        self._search.clear()
        self.list.setFocus()

    def _draw_icon(self) -> None:
        self._search_icon.setIcon(self._icons.icon("search", "text_2", self._icons.theme.px(16)))

    def _load_more(self) -> None:
        if self.view.tab is Tab.ALL:
            self._desk.older_conversations()

    def _show_counts(self) -> None:
        for tab in Tab:
            self._tabs.show_count(tab, self._model.count(tab))
        self._show_empty()
        if self._model.needing_me != self._needing_me:
            self._needing_me = self._model.needing_me
            self.attention_changed.emit(self._needing_me)

    def _show_empty(self) -> None:
        sentence = "" if self._model.rowCount() else self._why_empty()
        self._empty.setText(sentence)
        self._empty.setVisible(bool(sentence))

    def _why_empty(self) -> str:
        if not self._desk.state.loaded:
            return ""
        if self._search.text():
            return tr("No conversation holds these words.")
        if self.view.filters != Filters():
            return tr("No conversation passes the filters.")
        return {
            Tab.MINE: tr("You have no conversation. Take one from Unassigned or AI."),
            Tab.UNASSIGNED: tr("Every conversation has somebody."),
            Tab.WAITING: tr("Nobody is waiting."),
            Tab.ASSISTANT: tr("The assistant has no conversation."),
            Tab.ALL: tr("No conversations yet."),
            Tab.SNOOZED: tr("No conversation is snoozed."),
        }[self.view.tab]
